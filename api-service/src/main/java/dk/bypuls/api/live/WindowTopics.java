package dk.bypuls.api.live;

import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.codec.UnreadableEventException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The way to the topics that are followed. Readers commit nothing and belong to no group. */
@ApplicationScoped
public class WindowTopics {

  private static final int TIMEOUT_MILLIS = 5_000;

  /** In no id of a topic. */
  private static final String BETWEEN_IDS = "~";

  private final String servers;

  WindowTopics(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this.servers = servers;
  }

  /** A reader that sees what was committed, and fails where what it asks for is gone. */
  public KafkaConsumer<byte[], byte[]> reader(int mostAtOnce) {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostAtOnce);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The ids of the topics whose records have ids, as one, once these topics are there. */
  Optional<String> idOf(Lasting lasting) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS,
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS);
    List<String> names = lasting.topics().stream().map(Topic::name).toList();
    try (Admin admin = Admin.create(settings)) {
      Map<String, TopicDescription> known = admin.describeTopics(names).allTopicNames().get();
      return Optional.of(
          names.stream()
              .map(name -> Objects.requireNonNull(known.get(name)).topicId().toString())
              .collect(Collectors.joining(BETWEEN_IDS)));
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw new IllegalStateException("Kafka cannot be asked for its topics", failure.getCause());
    }
  }

  /** What a record of a topic of windows says; empty where it cannot be read. */
  static Optional<WindowEvent> event(ConsumerRecord<byte[], byte[]> told) {
    try {
      return Optional.of(Topics.WINDOWS.codec().decode(told.value()));
    } catch (UnreadableEventException newer) {
      return Optional.empty();
    }
  }

  /** All partitions of a topic. */
  public static List<TopicPartition> partitions(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .toList();
  }

  /** Whether the reader has come to these ends. */
  public static boolean isAt(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
