package dk.bypuls.bench;

import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.Suppressed.BufferConfig;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.WindowedSerdes.TimeWindowedSerde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The aggregator's job as it would be written in Kafka Streams' own words: each reading once, four
 * windows of it with count, sum, smallest, largest and mean, told to a topic when they are over.
 *
 * <p>Where there was a choice it is the cheaper one for this side: everything in memory, no
 * percentiles, no corrections of what was told, one quantity a sensor so that nothing is sent
 * through Kafka a second time, and readings that come later than {@link #SETTLE} are lost.
 */
final class WindowsInWords {

  /** Where the windows go. */
  static final String TOLD = "bench-windows-in-words";

  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration COPIES = Duration.ofHours(1);
  private static final Duration LOOK_FOR_OLD = Duration.ofMinutes(10);
  private static final String ONCE = "once";

  private WindowsInWords() {}

  /** Adds the job, counting the records that it takes. */
  static void add(StreamsBuilder builder, AtomicLong seen, List<Resolution> resolutions) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(ONCE), Serdes.Long(), Serdes.Long()));
    KGroupedStream<byte[], Long> values =
        builder.stream(
                Topics.READINGS.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
            .peek((key, value) -> seen.incrementAndGet())
            .mapValues(bytes -> Topics.READINGS.codec().decode(bytes))
            .processValues(Once::new, ONCE)
            .groupByKey(Grouped.with(Serdes.ByteArray(), Serdes.Long()));
    resolutions.forEach(resolution -> tell(values, resolution.usualLength()));
  }

  private static void tell(KGroupedStream<byte[], Long> values, Duration length) {
    String name = "sums-" + length.toMinutes();
    values
        .windowedBy(TimeWindows.ofSizeAndGrace(length, SETTLE))
        .aggregate(
            () -> Sums.NONE,
            (key, value, sums) -> sums.with(value),
            Materialized.<byte[], Sums>as(
                    Stores.inMemoryWindowStore(name, length.plus(SETTLE), length, false))
                .withKeySerde(Serdes.ByteArray())
                .withValueSerde(Sums.SERDE))
        .suppress(
            Suppressed.untilWindowCloses(BufferConfig.unbounded()).withName(name + "-until-over"))
        .toStream()
        .mapValues(Sums::withMean)
        .to(
            TOLD,
            Produced.with(
                new TimeWindowedSerde<>(Serdes.ByteArray(), length.toMillis()),
                Serdes.ByteArray()));
  }

  /** Lets the first of the readings with one id through, within an hour. */
  private static final class Once implements FixedKeyProcessor<byte[], InnerEvent, Long> {

    private FixedKeyProcessorContext<byte[], Long> context;
    private KeyValueStore<Long, Long> known;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
    Once() {}

    @Override
    public void init(FixedKeyProcessorContext<byte[], Long> given) {
      context = given;
      known = given.getStateStore(ONCE);
      given.schedule(LOOK_FOR_OLD, PunctuationType.STREAM_TIME, this::forget);
    }

    @Override
    public void process(FixedKeyRecord<byte[], InnerEvent> record) {
      if (record.value() instanceof Readings message) {
        for (Reading reading : message.readings()) {
          long id = message.idOf(reading).high();
          long observedAt = reading.observedAt().toEpochMilli();
          Long before = known.get(id);
          if (before == null || Math.abs(observedAt - before) > COPIES.toMillis()) {
            known.put(id, observedAt);
            context.forward(record.withValue(reading.value()).withTimestamp(observedAt));
          }
        }
      }
    }

    private void forget(long now) {
      try (KeyValueIterator<Long, Long> all = known.all()) {
        while (all.hasNext()) {
          KeyValue<Long, Long> each = all.next();
          if (each.value < now - COPIES.toMillis()) {
            known.delete(each.key);
          }
        }
      }
    }
  }

  /** What the values of a window say. */
  private record Sums(long count, long sum, long min, long max) {

    static final Sums NONE = new Sums(0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

    static final Serde<Sums> SERDE =
        Serdes.serdeFrom(
            (topic, sums) -> sums == null ? null : sums.bytes(0).array(),
            (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));

    Sums with(long value) {
      return new Sums(count + 1, sum + value, Math.min(min, value), Math.max(max, value));
    }

    /** As it is told. */
    byte[] withMean() {
      return bytes(Double.BYTES).putDouble((double) sum / count).array();
    }

    private ByteBuffer bytes(int more) {
      return ByteBuffer.allocate(4 * Long.BYTES + more)
          .putLong(count)
          .putLong(sum)
          .putLong(min)
          .putLong(max);
    }

    private static Sums read(ByteBuffer in) {
      return new Sums(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
  }
}
