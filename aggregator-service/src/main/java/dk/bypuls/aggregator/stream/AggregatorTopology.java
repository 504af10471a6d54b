package dk.bypuls.aggregator.stream;

import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.release.Kept;
import dk.bypuls.aggregator.release.Released;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.registry.Registry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From readings to windows: one source, one processor over three stores, and a sink for each topic.
 * From the windows of sensors to those of areas: the same again, over one store.
 */
public final class AggregatorTopology {

  /** Also the prefix of the changelog topics and the group that reads. */
  public static final String APPLICATION = "bypuls-aggregator";

  static final String SERIES = "series";
  static final String READINGS = "readings";
  static final String WINDOWS = "windows";

  static final String AREAS = "areas";

  private static final String AGGREGATOR = "aggregator";
  private static final String AREA_AGGREGATOR = "area-aggregator";

  /** Begins the names of the sinks of areas: a sink of both would make them one. */
  static final String AREA_SINK = "areas-";

  /**
   * The readings are rewritten while a chunk grows: small segments, so that they are soon clean.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "cleanup.policy",
          "compact",
          "segment.bytes",
          Integer.toString(64 * 1024 * 1024),
          "min.cleanable.dirty.ratio",
          "0.3",
          "max.compaction.lag.ms",
          Long.toString(24 * 3_600_000L));

  private AggregatorTopology() {}

  /** The topology that makes windows by those rules, for whatever is registered at each moment. */
  public static Topology build(
      WindowRules rules, Supplier<Registry> registry, Meters meters, NoiseKey key) {
    return build(rules, registry, meters, key, Topics.READINGS.partitions());
  }

  /** The same where the readings have that many partitions. */
  static Topology build(
      WindowRules rules, Supplier<Registry> registry, Meters meters, NoiseKey key, int partitions) {
    Topology topology = readings(rules, registry, meters, key);
    areas(topology, rules, registry, meters, key, partitions);
    return topology;
  }

  private static Topology readings(
      WindowRules rules, Supplier<Registry> registry, Meters meters, NoiseKey key) {
    Topology topology =
        new Topology()
            .addSource(
                Topics.READINGS.name(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.READINGS.name())
            .addProcessor(
                AGGREGATOR,
                () -> new AggregatorProcessor(rules, registry, meters, key),
                Topics.READINGS.name());
    for (String store : new String[] {SERIES, READINGS, WINDOWS}) {
      topology.addStateStore(new HeldStoreBuilder(store(store)), AGGREGATOR);
    }
    released(topology, AGGREGATOR, "", Topics.WINDOWS);
    released(topology, AGGREGATOR, "", Topics.LIVE);
    released(topology, AGGREGATOR, "", Topics.LATEST);
    sink(topology, AGGREGATOR, "", Topics.EXACT_WINDOWS, Kept::event, Kept::partition);
    keyed(topology, AGGREGATOR, "", Topics.QUARANTINE);
    keyed(topology, AGGREGATOR, "", Topics.DEVICE_STATUS);
    topology.addSink(
        Topics.AREA_PARTS.name(),
        Topics.AREA_PARTS.name(),
        new ByteArraySerializer(),
        (name, event) -> Topics.AREA_PARTS.codec().encode(event),
        AreaWays::partitions,
        AGGREGATOR);
    return topology;
  }

  private static void areas(
      Topology topology,
      WindowRules rules,
      Supplier<Registry> registry,
      Meters meters,
      NoiseKey key,
      int partitions) {
    String source = AREA_SINK + Topics.AREA_PARTS.name();
    topology
        .addSource(
            source,
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            Topics.AREA_PARTS.name())
        .addProcessor(
            AREA_AGGREGATOR,
            () -> new AreaProcessor(rules, registry, meters, key, partitions),
            source)
        .addStateStore(store(AREAS).withCachingEnabled(), AREA_AGGREGATOR);
    released(topology, AREA_AGGREGATOR, AREA_SINK, Topics.WINDOWS);
    released(topology, AREA_AGGREGATOR, AREA_SINK, Topics.LATEST);
    sink(topology, AREA_AGGREGATOR, AREA_SINK, Topics.EXACT_WINDOWS, Kept::event, Kept::partition);
    keyed(topology, AREA_AGGREGATOR, AREA_SINK, Topics.QUARANTINE);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG);
  }

  /** The open topics take what was released, and nothing else. */
  private static void released(
      Topology topology, String from, String prefix, Topic<WindowEvent> topic) {
    sink(topology, from, prefix, topic, Released::event, Released::partition);
  }

  private static <V> void sink(
      Topology topology,
      String from,
      String prefix,
      Topic<WindowEvent> topic,
      Function<V, WindowEvent> event,
      ToIntFunction<V> partition) {
    Serializer<V> serializer = (name, value) -> topic.codec().encode(event.apply(value));
    StreamPartitioner<byte[], V> samePartition =
        (name, key, value, partitions) -> Optional.of(Set.of(partition.applyAsInt(value)));
    topology.addSink(
        prefix + topic.name(),
        topic.name(),
        new ByteArraySerializer(),
        serializer,
        samePartition,
        from);
  }

  private static <V> void keyed(Topology topology, String from, String prefix, Topic<V> topic) {
    Serializer<V> serializer = (name, value) -> topic.codec().encode(value);
    topology.addSink(
        prefix + topic.name(), topic.name(), new ByteArraySerializer(), serializer, from);
  }
}
