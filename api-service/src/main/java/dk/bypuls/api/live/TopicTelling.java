package dk.bypuls.api.live;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells one client what a reader reads, as fast as the client takes it.
 *
 * <p>Not on its event loop: it waits for both.
 */
final class TopicTelling {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Client client;
  private final ClientGroup group;
  private final LiveLimits limits;

  TopicTelling(
      KafkaConsumer<byte[], byte[]> consumer,
      Lasting lasting,
      Client client,
      ClientGroup group,
      LiveLimits limits) {
    this.consumer = consumer;
    this.partitions = lasting.partitions();
    this.client = client;
    this.group = group;
    this.limits = limits;
  }

  /** What the client is told of a record, if anything. */
  interface Events {

    /**
     * Its event.
     *
     * @param reader where the client is when it has been told it
     */
    Optional<LiveEvent> of(ConsumerRecord<byte[], byte[]> told, Position reader);
  }

  /** Tells what is read next. Answers where the client is then. */
  Position tellNext(Position from, Events events)
      throws InterruptedException, ExecutionException, TimeoutException {
    Position reader = from;
    Buffer bytes = Buffer.buffer();
    for (ConsumerRecord<byte[], byte[]> told : consumer.poll(POLL)) {
      int number = partitions.indexOf(new TopicPartition(told.topic(), told.partition()));
      reader = number < 0 ? reader : reader.after(number, told.offset());
      Optional<LiveEvent> event = events.of(told, reader);
      if (event.isPresent()) {
        client.form().write(event.get().told(), bytes);
      }
      if (bytes.length() > limits.clientBuffer() / 2) {
        send(bytes);
        bytes = Buffer.buffer();
      }
    }
    // Transactions end with a marker that is no record.
    for (int number = 0; number < partitions.size(); number++) {
      reader = reader.upTo(number, consumer.position(partitions.get(number)));
    }
    send(bytes);
    return reader;
  }

  /** Writes, and waits until the socket has room again; not for ever. */
  void send(Buffer bytes) throws InterruptedException, ExecutionException, TimeoutException {
    if (bytes.length() == 0) {
      return;
    }
    CompletableFuture<@Nullable Void> taken = new CompletableFuture<>();
    group.execute(() -> client.write(bytes, taken));
    taken.get(limits.clientPatience().toMillis(), TimeUnit.MILLISECONDS);
  }
}
