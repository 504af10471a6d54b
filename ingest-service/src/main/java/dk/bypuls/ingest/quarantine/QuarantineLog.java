package dk.bypuls.ingest.quarantine;

import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import dk.bypuls.events.codec.UnreadableEventException;
import dk.bypuls.ingest.kafka.KafkaPublisher;
import dk.bypuls.ingest.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the quarantine from its newest entry backwards, within limits, for one request at a time.
 */
final class QuarantineLog {

  private static final TopicPartition SETTLED =
      new TopicPartition(Topics.QUARANTINE_SETTLED.name(), 0);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int SENSOR_BLOCK = 4_000;
  private static final int FETCH_BYTES = 4 << 20;

  private final KafkaSettings kafka;
  private final QuarantineSettings limits;
  private final Settlements settlements = new Settlements();
  private long settledUpTo;

  QuarantineLog(KafkaSettings kafka, QuarantineSettings limits) {
    this.kafka = kafka;
    this.limits = limits;
  }

  /**
   * Some entries, newest first.
   *
   * @param next where to go on; absent at the end
   * @param scanned how many records were read for it
   */
  record Page(List<Entry> entries, @Nullable Cursor next, int scanned) {}

  /** That Kafka did not answer in time. */
  static final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AwayException(@Nullable Throwable cause) {
      super("Kafka did not answer in time", cause);
    }
  }

  /** A connection for one request. */
  final class Reader implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long deadline = System.nanoTime() + limits.answerWithin().toNanos();

    private Reader() {
      consumer =
          new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * A page of what a filter lets through.
     *
     * @param after where to go on; absent to begin with the newest
     * @param isOf whether an entry is of the device that is asked for
     * @param whole whether the sealed originals are needed
     */
    Page page(
        Filter filter,
        @Nullable Cursor after,
        int most,
        Predicate<Quarantined> isOf,
        boolean whole) {
      List<Backwards> partitions = new ArrayList<>();
      Map<TopicPartition, Long> ends = consumer.endOffsets(asked(filter));
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(asked(filter));
      ends.forEach(
          (partition, end) -> {
            long below =
                after == null ? end : after.below().getOrDefault(partition.partition(), 0L);
            long beginning = beginnings.getOrDefault(partition, 0L);
            settlements.forgetBelow(partition.partition(), beginning);
            partitions.add(
                new Backwards(
                    partition,
                    beginning,
                    Math.min(below, end),
                    filter,
                    isOf,
                    QuarantineLog.this::entry,
                    whole,
                    limits.heldBytes() / ends.size()));
          });
      List<Entry> entries = new ArrayList<>();
      int held = 0;
      while (entries.size() < most && held < limits.heldBytes()) {
        Backwards newest = newest(partitions);
        if (newest == null) {
          break;
        }
        Entry entry = newest.take();
        entries.add(entry);
        held += whole ? entry.heldBytes() : 0;
      }
      return new Page(entries, cursor(partitions), scanned(partitions));
    }

    /** The partition with the newest entry; absent if there is none, or the limit is reached. */
    private @Nullable Backwards newest(List<Backwards> partitions) {
      Backwards newest = null;
      for (Backwards partition : partitions) {
        while (partition.needsMore()) {
          if (scanned(partitions) >= limits.scan()) {
            return null;
          }
          partition.readBlock(this::read);
        }
        if (partition.isNewerThan(newest)) {
          newest = partition;
        }
      }
      return newest;
    }

    private int scanned(List<Backwards> partitions) {
      return partitions.stream().mapToInt(Backwards::scanned).sum();
    }

    private @Nullable Cursor cursor(List<Backwards> partitions) {
      Map<Integer, Long> below = new HashMap<>();
      for (Backwards partition : partitions) {
        if (partition.mayHaveMore()) {
          below.put(partition.partition(), partition.below());
        }
      }
      return below.isEmpty() ? null : new Cursor(below);
    }

    /** The entry of that name; nothing if there is none. */
    Optional<Entry> one(EntryName name) {
      if (name.partition() >= Topics.QUARANTINE.partitions()) {
        return Optional.empty();
      }
      return record(new TopicPartition(Topics.QUARANTINE.name(), name.partition()), name.offset())
          .flatMap(QuarantineLog.this::entry);
    }

    /** The record at that offset; nothing if there is none, or no longer. */
    Optional<ConsumerRecord<byte[], byte[]>> record(TopicPartition partition, long offset) {
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      long beginning = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
      if (offset < beginning || offset >= end) {
        return Optional.empty();
      }
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      read(partition, offset, offset + 1, found::add);
      return found.stream().findFirst();
    }

    /** What was published of a sensor, newest first, within the limits of a request. */
    Recent recent(String sensor, int most, @Nullable Instant notBefore) {
      byte[] key = sensor.getBytes(StandardCharsets.UTF_8);
      TopicPartition partition =
          new TopicPartition(
              Topics.READINGS.name(), KafkaPublisher.partition(Topics.READINGS, key));
      long beginning = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
      long below = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      long end = below;
      List<Readings> found = new ArrayList<>();
      Instant oldest = null;
      boolean enough = false;
      while (!enough && below > beginning && end - below < limits.scan()) {
        long from = Math.max(beginning, below - SENSOR_BLOCK);
        List<ConsumerRecord<byte[], byte[]>> block = new ArrayList<>();
        read(partition, from, below, block::add);
        block.stream()
            .filter(record -> Arrays.equals(record.key(), key))
            .forEach(record -> readings(record).ifPresent(found::add));
        below = from;
        oldest = block.isEmpty() ? oldest : Instant.ofEpochMilli(block.get(0).timestamp());
        enough =
            found.size() >= most
                || (notBefore != null && oldest != null && oldest.isBefore(notBefore));
      }
      List<Readings> newest =
          found.stream()
              .filter(each -> notBefore == null || !each.receivedAt().isBefore(notBefore))
              .sorted(Comparator.comparing(Readings::receivedAt).reversed())
              .limit(most)
              .toList();
      return new Recent(newest, oldest, (int) (end - below));
    }

    private static Optional<Readings> readings(ConsumerRecord<byte[], byte[]> record) {
      try {
        return Topics.READINGS.codec().decode(record.value()) instanceof Readings readings
            ? Optional.of(readings)
            : Optional.empty();
      } catch (UnreadableEventException e) {
        return Optional.empty();
      }
    }

    /** Hands over the records from an offset up to another. */
    private void read(
        TopicPartition partition,
        long from,
        long below,
        Consumer<ConsumerRecord<byte[], byte[]>> taker) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, from);
      while (consumer.position(partition) < below) {
        if (System.nanoTime() > deadline) {
          throw new AwayException(null);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() < below) {
            taker.accept(record);
          }
        }
      }
    }

    /** Takes in what was settled since it last looked. */
    private void followSettlements() {
      synchronized (settlements) {
        long end = consumer.endOffsets(List.of(SETTLED)).getOrDefault(SETTLED, 0L);
        long beginning = consumer.beginningOffsets(List.of(SETTLED)).getOrDefault(SETTLED, 0L);
        if (end < settledUpTo) {
          settlements.clear();
          settledUpTo = 0;
        }
        read(
            SETTLED,
            Math.max(beginning, settledUpTo),
            end,
            record -> {
              settlements.add(Topics.QUARANTINE_SETTLED.codec().decode(record.value()));
              settledUpTo = record.offset() + 1;
            });
        settledUpTo = end;
      }
    }

    @Override
    public void close() {
      consumer.close();
    }
  }

  /** A connection, which knows all that was settled until now. */
  Reader open() {
    Reader reader = new Reader();
    try {
      reader.followSettlements();
      return reader;
    } catch (RuntimeException e) {
      reader.close();
      throw e instanceof KafkaException ? new AwayException(e) : e;
    }
  }

  /** A record as an entry; nothing if it is not of a form that is known here. */
  Optional<Entry> entry(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(
          new Entry(
              new EntryName(record.partition(), record.offset()),
              Instant.ofEpochMilli(record.timestamp()),
              Topics.QUARANTINE.codec().decode(record.value()),
              settlements.of(record.partition(), record.offset())));
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }

  private static Collection<TopicPartition> asked(Filter filter) {
    String source = filter.source();
    String topic = Topics.QUARANTINE.name();
    if (source == null) {
      return IntStream.range(0, Topics.QUARANTINE.partitions())
          .mapToObj(partition -> new TopicPartition(topic, partition))
          .toList();
    }
    byte[] key = source.getBytes(StandardCharsets.UTF_8);
    return List.of(new TopicPartition(topic, KafkaPublisher.partition(Topics.QUARANTINE, key)));
  }

  private Map<String, Object> config() {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, "bypuls-ingest-quarantine");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    config.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) limits.answerWithin().toMillis());
    return config;
  }
}
