package dk.bypuls.endtoend;

import dk.bypuls.events.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a city's Kafka has, and how long it keeps it. */
final class CityTopics implements AutoCloseable {

  private static final TopicPartition SHORT = new TopicPartition("kept-for-a-second", 0);

  private final TestCity city;
  private final Admin admin;

  CityTopics(TestCity city) {
    this.city = city;
    this.admin = Admin.create(Map.of("bootstrap.servers", city.kafka()));
  }

  /** The names of all topics but Kafka's own and this class's. */
  Set<String> names() throws ExecutionException, InterruptedException {
    return admin.listTopics().names().get().stream()
        .filter(name -> !name.equals(SHORT.topic()))
        .collect(Collectors.toSet());
  }

  /** By topic, the settings that it has of those that were declared for it. */
  Map<String, Map<String, String>> settings() throws ExecutionException, InterruptedException {
    Map<String, Map<String, String>> settings = new TreeMap<>();
    List<ConfigResource> resources =
        Topics.all().stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
            .toList();
    admin
        .describeConfigs(resources)
        .all()
        .get()
        .forEach(
            (resource, config) -> {
              Map<String, String> found = new TreeMap<>();
              config.entries().forEach(entry -> found.put(entry.name(), entry.value()));
              settings.put(resource.name(), found);
            });
    return settings;
  }

  /** Puts a record where a second is all that one is kept, and else all is as of readings. */
  void keepForASecond() throws ExecutionException, InterruptedException {
    Map<String, String> settings = new HashMap<>(Topics.READINGS.settings());
    settings.put("retention.ms", "1000");
    admin
        .createTopics(List.of(new NewTopic(SHORT.topic(), 1, (short) 1).configs(settings)))
        .all()
        .get();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", city.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(SHORT.topic(), new byte[] {1})).get();
    }
  }

  /** Whether that record is gone. */
  boolean isGone() {
    try {
      return admin
              .listOffsets(Map.of(SHORT, OffsetSpec.earliest()))
              .partitionResult(SHORT)
              .get()
              .offset()
          == 1;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("Kafka cannot be asked", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
