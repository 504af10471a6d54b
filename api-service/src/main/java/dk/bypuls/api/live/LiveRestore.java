package dk.bypuls.api.live;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Brings back what was known before a restart, from the topics alone.
 *
 * <p>The compacted topic knows the newest window of each series, but was appended to a moment
 * before or after the window itself. So that {@code publishedAt} is the same as in history, each
 * complete window is looked up where it was published.
 */
final class LiveRestore {

  private static final Logger LOG = Logger.getLogger(LiveRestore.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** How far apart the two records of one window may be appended. */
  private static final Duration APART = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final LiveLimits limits;
  private final Map<TopicPartition, Long> windowsFrom = new HashMap<>();
  private final Map<TopicPartition, Long> liveFrom;
  private final Instant readBackTo;
  private int lookedAt;

  /** Fixes where everything begins, before anything is read. */
  LiveRestore(KafkaConsumer<byte[], byte[]> consumer, LiveLimits limits, Instant now) {
    this.consumer = consumer;
    this.limits = limits;
    this.readBackTo = now.minus(limits.readBack());
    this.liveFrom = consumer.endOffsets(WindowTopics.partitions(Topics.LIVE));
    Map<TopicPartition, Long> ends = consumer.endOffsets(WindowTopics.partitions(Topics.WINDOWS));
    Map<TopicPartition, OffsetAndTimestamp> since = offsetsAt(readBackTo);
    ends.forEach(
        (partition, end) -> {
          OffsetAndTimestamp first = since.get(partition);
          windowsFrom.put(partition, first == null ? end : first.offset());
        });
  }

  /** Restores, and leaves the consumer where following begins. */
  LiveState restore(RegistryView registry, String topicId) {
    long[] next = new long[Topics.WINDOWS.partitions()];
    windowsFrom.forEach((partition, offset) -> next[partition.partition()] = offset);
    LiveState state =
        new LiveState(registry, limits.rememberedEvents(), new Position(topicId, next));
    readLatest(state);
    lookUpPublication(state);
    follow();
    return state;
  }

  private void readLatest(LiveState state) {
    List<TopicPartition> partitions = WindowTopics.partitions(Topics.LATEST);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    while (!WindowTopics.isAt(consumer, ends)) {
      consumer.poll(POLL).forEach(state::restore);
    }
  }

  private void lookUpPublication(LiveState state) {
    TreeSet<Instant> appended = new TreeSet<>();
    state.read(
        (latest, position) -> {
          latest.windows().stream()
              .filter(published -> published.window().status() != Window.Status.RUNNING)
              .map(PublishedWindow::publishedAt)
              .filter(at -> at.isBefore(readBackTo.plus(APART)))
              .forEach(appended::add);
          return position;
        });
    // The newest first: they are what most people ask for, should there be too many.
    while (!appended.isEmpty() && lookedAt < limits.replayedRecords()) {
      Instant to = appended.last().plus(APART);
      Instant from = Objects.requireNonNull(appended.pollLast()).minus(APART);
      while (!appended.isEmpty() && !appended.last().plus(APART).isBefore(from)) {
        from = Objects.requireNonNull(appended.pollLast()).minus(APART);
      }
      lookUp(state, from, to);
    }
    if (!appended.isEmpty()) {
      LOG.warnf("%d windows are older than could be looked up at the start", appended.size());
    }
  }

  private void lookUp(LiveState state, Instant from, Instant to) {
    Set<TopicPartition> open = new HashSet<>();
    offsetsAt(from)
        .forEach(
            (partition, first) -> {
              if (first != null && first.offset() < windowsFrom.getOrDefault(partition, 0L)) {
                open.add(partition);
              }
            });
    consumer.assign(open);
    Map<TopicPartition, OffsetAndTimestamp> starts = offsetsAt(from);
    open.forEach(
        partition ->
            consumer.seek(partition, Objects.requireNonNull(starts.get(partition)).offset()));
    while (!open.isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      lookedAt += records.count();
      records.forEach(state::restore);
      open.removeIf(partition -> isPast(partition, records.records(partition), to));
      consumer.assign(open);
    }
  }

  private boolean isPast(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, Instant to) {
    boolean late =
        !records.isEmpty() && records.get(records.size() - 1).timestamp() > to.toEpochMilli();
    return late || consumer.position(partition) >= windowsFrom.getOrDefault(partition, 0L);
  }

  private void follow() {
    List<TopicPartition> both = new ArrayList<>(windowsFrom.keySet());
    both.addAll(liveFrom.keySet());
    consumer.assign(both);
    windowsFrom.forEach(consumer::seek);
    liveFrom.forEach(consumer::seek);
  }

  private Map<TopicPartition, OffsetAndTimestamp> offsetsAt(Instant time) {
    Map<TopicPartition, Long> times = new HashMap<>();
    WindowTopics.partitions(Topics.WINDOWS)
        .forEach(partition -> times.put(partition, time.toEpochMilli()));
    return consumer.offsetsForTimes(times);
  }
}
