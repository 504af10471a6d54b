package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.release.Kept;
import dk.bypuls.aggregator.release.Released;
import dk.bypuls.aggregator.release.Ways;
import dk.bypuls.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The way of released windows of the past: to history, by the topic that it is written from. */
final class PastTopic implements Ways, AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  PastTopic(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "bypuls-publish-back",
                "acks",
                "all",
                "enable.idempotence",
                true,
                "compression.type",
                "lz4",
                "linger.ms",
                20,
                "batch.size",
                128 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @Override
  public void windows(byte[] key, Released released) {
    byte[] bytes = Topics.WINDOWS.codec().encode(released.event());
    sent.add(
        producer.send(
            new ProducerRecord<>(Topics.WINDOWS.name(), released.partition(), key, bytes)));
  }

  /** Waits until all of it is safe; answers the last position of each partition. */
  Map<Integer, Long> awaitSafe() {
    producer.flush();
    Map<Integer, Long> last = new HashMap<>();
    try {
      for (Future<RecordMetadata> acknowledgement : sent) {
        RecordMetadata at = acknowledgement.get();
        last.merge(at.partition(), at.offset(), Math::max);
      }
      return last;
    } catch (ExecutionException e) {
      throw new KafkaException("windows of the past could not be sent", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      sent.clear();
    }
  }

  @Override
  public void live(byte[] key, Released released) {
    throw new UnsupportedOperationException("nothing of the past is running");
  }

  @Override
  public void latest(byte[] key, Released released) {
    throw new UnsupportedOperationException("nothing of the past is the newest");
  }

  @Override
  public void exactWindows(byte[] key, Kept kept) {
    throw new UnsupportedOperationException("what is inside stays as it is");
  }

  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }
}
