package dk.bypuls.aggregator.store;

import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.codec.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The series whose newest window is a certain one, by the compacted topic of newest windows. */
final class LatestKeys {

  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;

  LatestKeys(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Where a series' newest window is. */
  record Key(int partition, String series) {}

  /** Those of which that is so now; reads the topic to its end. */
  Set<Key> of(Predicate<Window> wanted) {
    Set<Key> found = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topics.LATEST.partitions())
              .mapToObj(partition -> new TopicPartition(Topics.LATEST.name(), partition))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(told -> take(told, wanted, found));
      }
    }
    return found;
  }

  private static void take(
      ConsumerRecord<byte[], byte @Nullable []> told, Predicate<Window> wanted, Set<Key> found) {
    Key key = new Key(told.partition(), new String(told.key(), StandardCharsets.UTF_8));
    byte[] value = told.value();
    if (value != null && is(value, wanted)) {
      found.add(key);
    } else {
      found.remove(key);
    }
  }

  private static boolean is(byte[] value, Predicate<Window> wanted) {
    try {
      return Topics.LATEST.codec().decode(value) instanceof Window window && wanted.test(window);
    } catch (UnreadableEventException newer) {
      return false;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false,
            "allow.auto.create.topics",
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
