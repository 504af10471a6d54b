package dk.bypuls.ingest.kafka;

import dk.bypuls.events.Tick;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.ingest.intake.NotPublishedException;
import dk.bypuls.ingest.intake.Outcome.Why;
import dk.bypuls.ingest.intake.Publisher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to Kafka: all replicas or not at all, once, in batches, without ever blocking.
 *
 * <p>It uses the producer itself, because this is the hot path.
 */
public final class KafkaPublisher implements Publisher, AutoCloseable {

  // Topics are few and never given up, so their metadata stays: without blocking there is no way
  // to wait for it when it is needed.
  private static final Duration METADATA_KEPT = Duration.ofDays(20);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final byte[] tick;
  private final long awayAfterNanos;
  private final ClockWatch clocks;
  private final PartitionProgress[] readings =
      Stream.generate(PartitionProgress::new)
          .limit(Topics.READINGS.partitions())
          .toArray(PartitionProgress[]::new);
  private volatile long lastTaken;
  private volatile String lastFailure = "";

  /**
   * Connects in the background.
   *
   * @param writer which instance this is, for its ticks
   * @param clock this machine's clock, which is compared with Kafka's
   */
  public KafkaPublisher(KafkaSettings settings, String writer, InstantSource clock) {
    producer =
        new KafkaProducer<>(config(settings), new ByteArraySerializer(), new ByteArraySerializer());
    tick = Topics.READINGS.codec().encode(new Tick(writer));
    awayAfterNanos = settings.awayAfter().toNanos();
    clocks = new ClockWatch(clock, settings.clockDifference(), readings.length);
    lastTaken = System.nanoTime() - awayAfterNanos - 1;
  }

  /** What the producer is told; benchmarks of bare producers tell theirs the same. */
  public static Map<String, Object> config(KafkaSettings settings) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "bypuls-ingest");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, (int) settings.linger().toMillis());
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, settings.batchBytes());
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferBytes());
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
    config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_KEPT.toMillis());
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    config.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) settings.requestTimeout().toMillis());
    config.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) settings.deliveryTimeout().toMillis());
    return config;
  }

  /** Whether all is known that it takes to publish. It asks Kafka for what is not. */
  public boolean isPrepared() {
    boolean readingsKnown = knows(Topics.READINGS);
    boolean quarantineKnown = knows(Topics.QUARANTINE);
    boolean settledKnown = knows(Topics.QUARANTINE_SETTLED);
    boolean backFillKnown = knows(Topics.BACK_FILL);
    return readingsKnown && quarantineKnown && settledKnown && backFillKnown;
  }

  private boolean knows(Topic<?> topic) {
    try {
      return !producer.partitionsFor(topic.name()).isEmpty();
    } catch (KafkaException e) {
      // It asks in the background; the next call may know.
      return false;
    }
  }

  @Override
  public CompletionStage<Void> publish(Topic<?> topic, byte[] key, byte[] value) {
    int partition = partition(topic, key);
    PartitionProgress progress = topic.equals(Topics.READINGS) ? readings[partition] : null;
    return send(new ProducerRecord<>(topic.name(), partition, key, value), partition, progress);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback tells the same
  private CompletionStage<Void> send(
      ProducerRecord<byte[], byte[]> record, int partition, @Nullable PartitionProgress progress) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (progress != null) {
      progress.sent();
    }
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (progress != null && progress.answered(failure == null)) {
              tick(partition);
            }
            if (failure == null) {
              done.complete(null);
            } else {
              done.completeExceptionally(notPublished(failure));
            }
          });
    } catch (KafkaException | IllegalStateException e) {
      if (progress != null && progress.answered(false)) {
        tick(partition);
      }
      done.completeExceptionally(notPublished(e));
    }
    return done;
  }

  private static NotPublishedException notPublished(Exception failure) {
    Why why = failure instanceof BufferExhaustedException ? Why.BUSY : Why.KAFKA_AWAY;
    return new NotPublishedException(why, failure);
  }

  /** Which partition a key is in, by Kafka's own rule for keys. */
  public static int partition(Topic<?> topic, byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % topic.partitions();
  }

  /**
   * Beats the time of every partition of the readings: each after its earlier sends were
   * acknowledged, without waiting for the others.
   */
  public void tick() {
    for (int partition = 0; partition < readings.length; partition++) {
      if (readings[partition].ask()) {
        tick(partition);
      }
    }
  }

  // Not counted as a send: the next tick need not wait for this one.
  @SuppressWarnings("FutureReturnValueIgnored") // the callback tells the same
  private void tick(int partition) {
    long sentAt = clocks.now();
    try {
      producer.send(
          new ProducerRecord<>(Topics.READINGS.name(), partition, null, tick),
          (metadata, failure) -> {
            if (failure == null) {
              clocks.taken(partition, sentAt, metadata.timestamp());
            }
            note(failure);
          });
    } catch (KafkaException | IllegalStateException e) {
      note(e);
    }
  }

  private void note(@Nullable Throwable failure) {
    if (failure == null) {
      lastTaken = System.nanoTime();
      lastFailure = "";
    } else {
      lastFailure = failure.toString();
    }
  }

  // Ticks go on, because they tell when the clocks are right again. What is being sent meanwhile
  // goes on too: its readings were read by a clock that was right a second before.
  @Override
  public @Nullable Why refuses() {
    return clocks.areApart() ? Why.CLOCKS_APART : null;
  }

  /** How this machine's clock and Kafka's compare. */
  public ClockWatch clocks() {
    return clocks;
  }

  /** Why Kafka did not take the last that it was offered; empty if it did, or never answered. */
  public String lastFailure() {
    return lastFailure;
  }

  /** Whether Kafka has taken nothing for longer than it may. */
  public boolean isAway() {
    return System.nanoTime() - lastTaken > awayAfterNanos;
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
