package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.release.Kept;
import dk.bypuls.aggregator.release.Released;
import dk.bypuls.aggregator.release.Ways;
import dk.bypuls.events.AreaPast;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.WindowEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** The way of windows of the past: to history, by the topics that it is written from. */
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
                "bypuls-past",
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

  /** The partition that what has that key goes to, a sensor or a tree of areas. */
  static int partitionOf(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % Topics.WINDOWS.partitions();
  }

  @Override
  public void windows(byte[] key, Released released) {
    send(Topics.WINDOWS, released.partition(), key, released.event());
  }

  @Override
  public void exactWindows(byte[] key, Kept kept) {
    send(Topics.EXACT_WINDOWS, kept.partition(), key, kept.event());
  }

  private void send(Topic<WindowEvent> topic, int partition, byte[] key, WindowEvent event) {
    byte[] bytes = topic.codec().encode(event);
    sent.add(producer.send(new ProducerRecord<>(topic.name(), partition, key, bytes)));
  }

  /** Hands what was measured in the past to who tells of a tree of areas, and waits for nothing. */
  void past(String tree, AreaPast past) {
    byte[] key = tree.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Topics.AREA_PARTS.codec().encode(past);
    // Who hands it over looks whether it was told, and hands it over again.
    var unused =
        producer.send(
            new ProducerRecord<>(Topics.AREA_PARTS.name(), partitionOf(tree), key, bytes));
  }

  /** Has the compacted topic of newest windows forget these, and waits for that. */
  void forgetLatest(Collection<LatestKeys.Key> keys) {
    List<Future<RecordMetadata>> forgotten = new ArrayList<>();
    for (LatestKeys.Key key : keys) {
      byte[] bytes = key.series().getBytes(StandardCharsets.UTF_8);
      forgotten.add(
          producer.send(new ProducerRecord<>(Topics.LATEST.name(), key.partition(), bytes, null)));
    }
    producer.flush();
    forgotten.forEach(PastTopic::acknowledged);
  }

  private static RecordMetadata acknowledged(Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("windows of the past could not be sent", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /**
   * Waits until history has all of it, so that the topics never hold more of the past than was sent
   * at one go.
   *
   * @param pause waits a moment; answers whether to go on
   * @return false when it was given up
   */
  boolean awaitStored(Connection connection, BooleanSupplier pause) throws SQLException {
    Map<TopicPartition, Long> last = awaitSafe();
    while (!isStored(connection, last)) {
      if (!pause.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** Waits until all of it is safe; answers the last position of each partition. */
  private Map<TopicPartition, Long> awaitSafe() {
    producer.flush();
    Map<TopicPartition, Long> last = new HashMap<>();
    try {
      for (Future<RecordMetadata> acknowledgement : sent) {
        RecordMetadata at = acknowledged(acknowledgement);
        last.merge(new TopicPartition(at.topic(), at.partition()), at.offset(), Math::max);
      }
      return last;
    } finally {
      sent.clear();
    }
  }

  private static boolean isStored(Connection connection, Map<TopicPartition, Long> last)
      throws SQLException {
    int stored = 0;
    for (HistorySide side : last.isEmpty() ? List.<HistorySide>of() : HistorySide.all()) {
      String sql = "select topic, partition, next_offset from SCHEMA.sink_progress";
      try (PreparedStatement statement =
              connection.prepareStatement(sql.replace("SCHEMA", side.schema()));
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Long position = last.get(new TopicPartition(row.getString(1), row.getInt(2)));
          stored += position != null && row.getLong(3) > position ? 1 : 0;
        }
      }
    }
    return stored == last.size();
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
  public void close() {
    producer.close(CLOSE_LIMIT);
  }
}
