package dk.bypuls.aggregator.store;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The topics of windows, read from the positions that the history says. Not for several threads.
 */
final class WindowTopics implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WindowTopics.class);

  private static final int RECORDS_PER_POLL = 2_000;
  private static final Duration IDLE_POLL = Duration.ofSeconds(1);
  private static final Duration NOTHING_NEW = Duration.ofSeconds(2);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private final Admin admin;
  private final KafkaConsumer<byte[], byte @Nullable []> consumer;
  private final HistorySettings settings;
  private Map<HistorySide, String> ids = Map.of();

  WindowTopics(String bootstrapServers, HistorySettings settings) {
    this.settings = settings;
    int answerLimit = Math.toIntExact(ANSWER_LIMIT.toMillis());
    Map<String, Object> common =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "client.id",
            "bypuls-history",
            "default.api.timeout.ms",
            answerLimit,
            "request.timeout.ms",
            answerLimit);
    this.admin = Admin.create(common);
    Map<String, Object> reading = new HashMap<>(common);
    reading.put("isolation.level", "read_committed");
    reading.put("enable.auto.commit", false);
    reading.put("auto.offset.reset", "none");
    reading.put("allow.auto.create.topics", false);
    // Kafka answers at once when there is something; an idle city need not ask more often.
    reading.put("fetch.max.wait.ms", Math.toIntExact(NOTHING_NEW.toMillis()));
    reading.put("max.poll.records", Math.min(RECORDS_PER_POLL, settings.batchRecords()));
    this.consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The id of each side's topic; empty until all of them are there. */
  Optional<Map<HistorySide, String>> find() {
    return describe().map(WindowTopics::ids);
  }

  private Optional<Map<HistorySide, TopicDescription>> describe() {
    try {
      Map<String, TopicDescription> found =
          admin
              .describeTopics(HistorySide.all().stream().map(it -> it.topic().name()).toList())
              .allTopicNames()
              .get();
      Map<HistorySide, TopicDescription> bySide = new EnumMap<>(HistorySide.class);
      found.forEach((name, description) -> bySide.put(HistorySide.of(name), description));
      return Optional.of(bySide);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw new KafkaException("the topics cannot be described", e.getCause());
    } catch (InterruptedException e) {
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  private static Map<HistorySide, String> ids(Map<HistorySide, TopicDescription> topics) {
    Map<HistorySide, String> ids = new EnumMap<>(HistorySide.class);
    topics.forEach((side, topic) -> ids.put(side, topic.topicId().toString()));
    return ids;
  }

  /**
   * Reads on from where the history stands, and from the beginning what it never read; answers from
   * where that is.
   */
  Map<TopicPartition, Long> seek(
      Map<HistorySide, String> topicIds, Collection<SideWriter> history) {
    this.ids = topicIds;
    Map<TopicPartition, Long> stored = new HashMap<>();
    for (SideWriter side : history) {
      String topic = side.side().topic().name();
      side.positions()
          .forEach((partition, next) -> stored.put(new TopicPartition(topic, partition), next));
    }
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> positions = new HashMap<>();
    consumer.assign(partitions);
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, first) -> {
              long from = stored.getOrDefault(partition, first);
              requireWithin(partition, from, first, end.getOrDefault(partition, first));
              consumer.seek(partition, from);
              positions.put(partition, from);
            });
    long waiting = sum(end) - sum(positions);
    LOG.infof("history: reads on with %d records to go", waiting);
    return positions;
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private List<TopicPartition> partitions() {
    return HistorySide.all().stream()
        .flatMap(side -> consumer.partitionsFor(side.topic().name()).stream())
        .map(it -> new TopicPartition(it.topic(), it.partition()))
        .toList();
  }

  private static void requireWithin(TopicPartition partition, long next, long first, long end) {
    if (next < first) {
      throw new HistoryStoppedException(
          ("the topic no longer has what the history needs next: %s begins at %d, the history is at"
                  + " %d, so %d records are lost to it. To go on without them, set next_offset to"
                  + " %d in %s.sink_progress as bypuls_sink")
              .formatted(partition, first, next, first - next, first, schema(partition)));
    }
    if (next > end) {
      throw new HistoryStoppedException(
          ("%s ends at %d, but the history was written from it up to %d: the broker has lost"
                  + " records. Bring them back; or, to go on, set next_offset to %d in"
                  + " %s.sink_progress as bypuls_sink")
              .formatted(partition, end, next, end, schema(partition)));
    }
  }

  private static String schema(TopicPartition partition) {
    return HistorySide.of(partition.topic()).schema();
  }

  /** The next records, gathered for a short while; empty where there are none. */
  Map<HistorySide, Batch> collect() {
    Map<HistorySide, Batch> batches = new EnumMap<>(HistorySide.class);
    int records = 0;
    long deadline = 0;
    while (records == 0 || records + RECORDS_PER_POLL <= settings.batchRecords()) {
      Duration wait =
          records == 0 ? IDLE_POLL : Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      ConsumerRecords<byte[], byte @Nullable []> polled = consumer.poll(wait);
      if (records == 0) {
        if (polled.isEmpty()) {
          return batches;
        }
        deadline = System.nanoTime() + settings.batchTime().toNanos();
      }
      records += polled.count();
      add(polled, batches);
      if (System.nanoTime() >= deadline) {
        break;
      }
    }
    return batches;
  }

  private void add(
      ConsumerRecords<byte[], byte @Nullable []> polled, Map<HistorySide, Batch> batches) {
    for (TopicPartition partition : polled.partitions()) {
      Batch batch =
          batches.computeIfAbsent(HistorySide.of(partition.topic()), side -> new Batch(side));
      for (ConsumerRecord<byte[], byte @Nullable []> record : polled.records(partition)) {
        batch.add(record);
      }
      // Beyond the last record: the marks of transactions take up positions too.
      batch.readUpTo(partition.partition(), consumer.position(partition));
    }
  }

  /**
   * Makes sure that what was read came from the topics whose positions are about to be moved, and
   * not from others that have taken their names.
   */
  void requireSameTopics() {
    if (!find().equals(Optional.of(ids))) {
      throw new KafkaException("a topic of windows was deleted while it was being read");
    }
  }

  /** How many records of a side's topic are not yet read; costs nothing. */
  long lagOf(HistorySide side) {
    long lag = 0;
    for (TopicPartition partition : consumer.assignment()) {
      if (partition.topic().equals(side.topic().name())) {
        lag += consumer.currentLag(partition).orElse(0);
      }
    }
    return lag;
  }

  /** How many records of each side wait behind these positions: asks the broker. */
  Map<HistorySide, Long> lagBehind(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> end = consumer.endOffsets(positions.keySet());
    Map<HistorySide, Long> lag = new EnumMap<>(HistorySide.class);
    positions.forEach(
        (partition, next) ->
            lag.merge(
                HistorySide.of(partition.topic()),
                end.getOrDefault(partition, next) - next,
                Long::sum));
    return lag;
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    admin.close(Duration.ofSeconds(1));
  }
}
