package dk.bypuls.aggregator.store;

import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.RegistryFold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the whole registry once. */
final class RegistryReader {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private RegistryReader() {}

  static Registry read(String bootstrapServers) {
    Map<String, Object> reading =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "client.id",
            "bypuls-history-retention",
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false,
            "allow.auto.create.topics",
            false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return read(consumer);
    }
  }

  private static Registry read(KafkaConsumer<byte[], byte[]> consumer) {
    TopicPartition only = new TopicPartition(Topics.REGISTRY.name(), 0);
    consumer.assign(Set.of(only));
    consumer.seekToBeginning(List.of(only));
    long end = consumer.endOffsets(Set.of(only)).getOrDefault(only, 0L);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    RegistryFold fold = new RegistryFold();
    while (consumer.position(only) < end) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the registry was not read to its end in " + LIMIT);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        if (record.value() != null) {
          fold.accept(Topics.REGISTRY.codec().decode(record.value()));
        }
      }
    }
    return fold.registry();
  }
}
