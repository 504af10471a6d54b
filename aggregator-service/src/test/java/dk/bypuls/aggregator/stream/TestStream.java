package dk.bypuls.aggregator.stream;

import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.AreaEvent;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.Hint;
import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Tick;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantities;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology at work on one partition, with everything it has said. */
final class TestStream implements AutoCloseable {

  static final NoiseKey KEY = new NoiseKey(new byte[NoiseKey.BYTES]);

  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;
  private final TestInputTopic<byte[], byte[]> parts;
  private final AtomicReference<Registry> registry;
  private final Map<String, List<TestRecord<byte[], byte[]>>> said = new HashMap<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private int messages;

  TestStream(Path state, Registry registry) {
    this(state, registry, WindowRules.DEFAULT);
  }

  TestStream(Path state, Registry registry, WindowRules rules) {
    this(state, registry, rules, 1);
  }

  /** With that many partitions of readings, of which one is driven here. */
  TestStream(Path state, Registry registry, WindowRules rules, int partitions) {
    this.registry = new AtomicReference<>(registry);
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, AggregatorTopology.APPLICATION);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    // As it runs. Otherwise the disk is waited for after each record.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    this.driver =
        new TopologyTestDriver(
            AggregatorTopology.build(
                rules, this.registry::get, new Meters(meters), KEY, partitions),
            settings,
            Instant.EPOCH);
    this.input =
        driver.createInputTopic(
            Topics.READINGS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    this.parts =
        driver.createInputTopic(
            Topics.AREA_PARTS.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  void register(Registry next) {
    registry.set(next);
  }

  /** A reading in a message of its own. */
  TestStream reading(
      Instant appendedAt, String sensor, String quantity, String value, Instant observedAt) {
    return copy(appendedAt, "message-" + messages++, sensor, quantity, value, observedAt);
  }

  /** A reading of the message with that id, which may be sent again. */
  TestStream copy(
      Instant appendedAt,
      String message,
      String sensor,
      String quantity,
      String value,
      Instant observedAt,
      Hint... hints) {
    Reading reading = reading(quantity, value, observedAt, hints);
    return send(
        appendedAt,
        new Readings(
            Town.TENANT,
            sensor,
            "lille-lorawan",
            Origin.ofMessage(sensor, message),
            observedAt,
            List.of(reading)));
  }

  static Reading reading(String quantity, String value, Instant observedAt, Hint... hints) {
    int bits = 0;
    for (Hint hint : hints) {
      bits |= hint.bit();
    }
    var known = Quantities.of(quantity);
    return new Reading(known, 0, known.scaled(new BigDecimal(value)), observedAt, bits);
  }

  TestStream tick(Instant appendedAt) {
    return send(appendedAt, new Tick("test"));
  }

  /** A tick each second. */
  TestStream ticks(Instant from, Instant to) {
    for (Instant at = from; !at.isAfter(to); at = at.plusSeconds(1)) {
      tick(at);
    }
    return this;
  }

  TestStream send(Instant appendedAt, InnerEvent event) {
    return bytes(appendedAt, Topics.READINGS.codec().encode(event));
  }

  TestStream bytes(Instant appendedAt, byte[] value) {
    byte[] key = "key".getBytes(StandardCharsets.UTF_8);
    input.pipeInput(new TestRecord<>(key, value, appendedAt));
    return this;
  }

  /** What a partition says of areas, as if it were not driven here. */
  TestStream areas(Instant appendedAt, AreaEvent event) {
    return areas(appendedAt, Topics.AREA_PARTS.codec().encode(event));
  }

  TestStream areas(Instant appendedAt, byte[] value) {
    parts.pipeInput(new TestRecord<>(new byte[0], value, appendedAt));
    return this;
  }

  List<Window> windows() {
    return windows(Topics.WINDOWS);
  }

  List<Window> exactWindows() {
    return windows(Topics.EXACT_WINDOWS);
  }

  List<Window> live() {
    return windows(Topics.LIVE);
  }

  List<Window> latest() {
    return windows(Topics.LATEST);
  }

  List<Window> windows(Topic<WindowEvent> topic) {
    return events(topic).stream().filter(Window.class::isInstance).map(Window.class::cast).toList();
  }

  List<Window> windows(Topic<WindowEvent> topic, Resolution resolution) {
    return windows(topic).stream().filter(window -> window.resolution() == resolution).toList();
  }

  List<CompleteThrough> progress(Topic<WindowEvent> topic) {
    return events(topic).stream()
        .filter(CompleteThrough.class::isInstance)
        .map(CompleteThrough.class::cast)
        .toList();
  }

  List<Quarantined> quarantined() {
    return events(Topics.QUARANTINE);
  }

  List<DeviceStatus> deviceStatus() {
    return events(Topics.DEVICE_STATUS);
  }

  <T> List<T> events(Topic<T> topic) {
    return records(topic).stream().map(record -> topic.codec().decode(record.value())).toList();
  }

  /** All that was written to a topic since the start. */
  List<TestRecord<byte[], byte[]>> records(Topic<?> topic) {
    return records(topic.name());
  }

  /** The same of a topic that is the engine's own. */
  List<TestRecord<byte[], byte[]>> records(String topic) {
    List<TestRecord<byte[], byte[]>> all = said.computeIfAbsent(topic, name -> new ArrayList<>());
    var output =
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    all.addAll(output.readRecordsToList());
    return all;
  }

  /** How many rows a store has. */
  long stored(String store) {
    long rows = 0;
    KeyValueStore<Bytes, byte[]> found = driver.getKeyValueStore(store);
    try (KeyValueIterator<Bytes, byte[]> all = found.all()) {
      for (; all.hasNext(); all.next()) {
        rows++;
      }
    }
    return rows;
  }

  /** The rows of a store, key and value in one. */
  List<byte[]> rows(String store) {
    List<byte[]> rows = new ArrayList<>();
    KeyValueStore<Bytes, byte[]> found = driver.getKeyValueStore(store);
    try (KeyValueIterator<Bytes, byte[]> all = found.all()) {
      all.forEachRemaining(row -> rows.add(joined(row.key.get(), row.value)));
    }
    return rows;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  double count(String meter, String tag, String value) {
    return meters.get(meter).tag(tag, value).counter().count();
  }

  double gauge(String meter, String tag, String value) {
    return meters.get(meter).tag(tag, value).gauge().value();
  }

  static Instant at(String time) {
    return Instant.parse(time);
  }

  static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Override
  public void close() {
    driver.close();
  }
}
