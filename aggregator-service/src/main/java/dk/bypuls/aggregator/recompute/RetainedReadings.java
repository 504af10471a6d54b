package dk.bypuls.aggregator.recompute;

import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import dk.bypuls.events.codec.UnreadableEventException;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.RegistryFold;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * What Kafka still has of readings, and the registry; read by nobody's group, and left as it is.
 */
final class RetainedReadings implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;

  RetainedReadings(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "bypuls-recompute",
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "none",
                "allow.auto.create.topics",
                false,
                "max.poll.records",
                2_000,
                "default.api.timeout.ms",
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Takes one record. */
  interface Taking {
    void take(InnerEvent event, long appendedAt);
  }

  /** The registry as it is now. */
  Registry registry() {
    RegistryFold fold = new RegistryFold();
    read(
        new TopicPartition(Topics.REGISTRY.name(), 0),
        told -> fold.accept(Topics.REGISTRY.codec().decode(told.value())));
    return fold.registry();
  }

  List<TopicPartition> partitions() {
    return IntStream.range(0, Topics.READINGS.partitions())
        .mapToObj(number -> new TopicPartition(Topics.READINGS.name(), number))
        .toList();
  }

  /** What ingest made of a file, in the order of the file. */
  List<Readings> file(String file) {
    byte[] key = file.getBytes(StandardCharsets.UTF_8);
    int partition = Utils.toPositive(Utils.murmur2(key)) % Topics.BACK_FILL.partitions();
    List<Readings> found = new ArrayList<>();
    read(
        new TopicPartition(Topics.BACK_FILL.name(), partition),
        told -> {
          if (Arrays.equals(key, told.key())
              && Topics.BACK_FILL.codec().decode(told.value()) instanceof Readings message) {
            found.add(message);
          }
        });
    return found;
  }

  /** Since when nothing is forgotten; empty where nothing was forgotten yet. */
  Optional<Instant> completeSince() {
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions());
    Optional<Instant> since = Optional.empty();
    for (TopicPartition partition : partitions()) {
      if (beginnings.getOrDefault(partition, 0L) > 0) {
        var first = consumer.offsetsForTimes(Map.of(partition, 0L)).get(partition);
        Instant its = first == null ? Instant.now() : Instant.ofEpochMilli(first.timestamp());
        since = Optional.of(since.filter(its::isBefore).orElse(its));
      }
    }
    return since;
  }

  /** Reads a partition from its beginning to where it ends now. */
  void read(TopicPartition partition, Taking taking) {
    read(
        partition,
        told -> {
          InnerEvent event;
          try {
            event = Topics.READINGS.codec().decode(told.value());
          } catch (UnreadableEventException poison) {
            return; // as in the stream, where it is set aside
          }
          taking.take(event, told.timestamp());
        });
  }

  private interface Each {
    void take(ConsumerRecord<byte[], byte[]> told);
  }

  private void read(TopicPartition partition, Each each) {
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> told : consumer.poll(POLL)) {
        if (told.offset() < end && told.value() != null) {
          each.take(told);
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
