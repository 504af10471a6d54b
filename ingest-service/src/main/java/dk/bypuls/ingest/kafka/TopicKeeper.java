package dk.bypuls.ingest.kafka;

import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Keeps every topic as it is declared: the one place where topics are made. */
public final class TopicKeeper implements AutoCloseable {

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  private final Admin admin;
  private final short replicationFactor;
  private final Duration answerWithin;

  /** Connects in the background. */
  public TopicKeeper(KafkaSettings settings) {
    replicationFactor = settings.replicationFactor();
    answerWithin = settings.requestTimeout();
    admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "bypuls-ingest-topics",
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000L,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) answerWithin.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) answerWithin.toMillis() / 2));
  }

  /**
   * Creates what is missing and mends settings that differ.
   *
   * @throws TopicMismatchException if a topic has another number of partitions
   */
  public void keep()
      throws ExecutionException, InterruptedException, TimeoutException, TopicMismatchException {
    create(missing());
    Map<String, TopicDescription> found = answer(admin.describeTopics(names()).allTopicNames());
    for (Topic<?> topic : Topics.all()) {
      check(topic, known(found, topic.name()).partitions().size());
    }
    mendSettings();
    awaitLeaders();
  }

  /**
   * A leader that is not ready refuses the first batch of a new partition and may take the second,
   * and then the first is out of order until it expires.
   */
  private void awaitLeaders() throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (Topic<?> topic : Topics.all()) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    answer(admin.listOffsets(ends).all());
  }

  private List<Topic<?>> missing()
      throws ExecutionException, InterruptedException, TimeoutException {
    Set<String> existing = answer(admin.listTopics().names());
    return Topics.all().stream().filter(topic -> !existing.contains(topic.name())).toList();
  }

  private void create(List<Topic<?>> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<NewTopic> wanted = new ArrayList<>();
    for (Topic<?> topic : topics) {
      wanted.add(
          new NewTopic(topic.name(), topic.partitions(), replicationFactor)
              .configs(topic.settings()));
    }
    for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
      try {
        answer(created);
      } catch (ExecutionException e) {
        // Another instance may have been faster.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  static void check(Topic<?> topic, int partitions) {
    if (partitions != topic.partitions()) {
      throw new TopicMismatchException(
          "topic "
              + topic
              + " has "
              + partitions
              + " partitions and must have "
              + topic.partitions()
              + ": the number is fixed for an installation's life. Point BYPULS_KAFKA at the Kafka"
              + " of this installation, or delete the topic if nothing in it is needed");
    }
  }

  private void mendSettings() throws ExecutionException, InterruptedException, TimeoutException {
    List<ConfigResource> resources = Topics.all().stream().map(TopicKeeper::resource).toList();
    Map<ConfigResource, Config> found = answer(admin.describeConfigs(resources).all());
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (Topic<?> topic : Topics.all()) {
      List<AlterConfigOp> wrong = differences(topic, known(found, resource(topic)));
      if (!wrong.isEmpty()) {
        changes.put(resource(topic), wrong);
      }
    }
    if (!changes.isEmpty()) {
      answer(admin.incrementalAlterConfigs(changes).all());
    }
  }

  private static List<AlterConfigOp> differences(Topic<?> topic, Config found) {
    return topic.settings().entrySet().stream()
        .filter(
            wanted -> {
              ConfigEntry entry = found.get(wanted.getKey());
              return entry == null || !wanted.getValue().equals(entry.value());
            })
        .map(
            wanted ->
                new AlterConfigOp(
                    new ConfigEntry(wanted.getKey(), wanted.getValue()), AlterConfigOp.OpType.SET))
        .toList();
  }

  /** The offset that the next record of the registry will have. */
  public long endOfRegistry() throws ExecutionException, InterruptedException, TimeoutException {
    TopicPartition only = new TopicPartition(Topics.REGISTRY.name(), 0);
    return answer(admin.listOffsets(Map.of(only, OffsetSpec.latest())).partitionResult(only))
        .offset();
  }

  private static <K, V> V known(Map<K, V> answers, K asked) {
    return Objects.requireNonNull(answers.get(asked), "Kafka answers what it was asked");
  }

  private <T> T answer(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static List<String> names() {
    return Topics.all().stream().map(Topic::name).toList();
  }

  private static ConfigResource resource(Topic<?> topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  @Override
  public void close() {
    admin.close(CLOSE_WITHIN);
  }
}
