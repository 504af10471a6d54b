package dk.bypuls.api.registry;

import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.RegistryFold;
import dk.bypuls.events.registry.RegistryRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** The topic of the registry, as the other services see it. */
final class ToldRegistry {

  private static final TopicPartition PARTITION = new TopicPartition(Topics.REGISTRY.name(), 0);

  private final String bootstrapServers;

  ToldRegistry(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Creates the topic, as ingest-service does. */
  void create() throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      NewTopic topic =
          new NewTopic(Topics.REGISTRY.name(), Optional.of(1), Optional.of((short) 1))
              .configs(Topics.REGISTRY.settings());
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  /** Creates the topic again, after it was lost. */
  void createAnew() throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      if (admin.listTopics().names().get().contains(Topics.REGISTRY.name())) {
        admin.deleteTopics(List.of(Topics.REGISTRY.name())).all().get();
        Awaitility.await()
            .until(() -> !admin.listTopics().names().get().contains(Topics.REGISTRY.name()));
      }
    }
    create();
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** All records from the first to the last there is now. */
  List<RegistryRecord> records() {
    List<RegistryRecord> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<String, byte[]> told : consumer.poll(Duration.ofMillis(200))) {
          records.add(Topics.REGISTRY.codec().decode(told.value()));
        }
      }
    }
    return records;
  }

  RegistryFold fold() {
    RegistryFold fold = new RegistryFold();
    records().forEach(fold::accept);
    return fold;
  }
}
