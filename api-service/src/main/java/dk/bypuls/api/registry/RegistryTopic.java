package dk.bypuls.api.registry;

import dk.bypuls.api.registry.Outbox.Letter;
import dk.bypuls.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of the registry, as its one writer sees it. */
final class RegistryTopic implements AutoCloseable {

  private static final String NAME = Topics.REGISTRY.name();
  private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

  private final Duration wait;
  private final Admin admin;
  private final KafkaProducer<String, String> producer;

  RegistryTopic(String bootstrapServers, Duration wait) {
    this.wait = wait;
    int millis = Math.toIntExact(wait.toMillis());
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "bypuls-registry-relay",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis / 2));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "bypuls-registry-relay",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                millis,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                millis),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Which topic it is, and whether anything is in it. */
  record Found(String id, boolean isEmpty) {}

  /** The topic, when it is there. */
  Optional<Found> find() throws InterruptedException, ExecutionException, TimeoutException {
    try {
      TopicDescription description =
          within(admin.describeTopics(List.of(NAME)).allTopicNames()).get(NAME);
      if (description == null) {
        return Optional.empty();
      }
      ListOffsetsResult ends = admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()));
      long end = within(ends.partitionResult(PARTITION)).offset();
      String id = description.topicId().toString();
      return Optional.of(new Found(id, end == 0));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Tells the letters and returns when all are acknowledged.
   *
   * <p>The last says that those before it are whole, so it goes out only when they are safe.
   */
  void tell(List<Letter> letters)
      throws InterruptedException, ExecutionException, TimeoutException {
    int last = letters.size() - 1;
    send(letters.subList(0, last));
    send(letters.subList(last, letters.size()));
  }

  private void send(List<Letter> letters)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(letters.size());
    for (Letter letter : letters) {
      acknowledgements.add(
          producer.send(new ProducerRecord<>(NAME, 0, letter.key(), letter.value())));
    }
    producer.flush();
    for (Future<RecordMetadata> acknowledgement : acknowledgements) {
      within(acknowledgement);
    }
  }

  private <T> T within(Future<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private <T> T within(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    producer.close(CLOSE_WAIT);
    admin.close(CLOSE_WAIT);
  }
}
