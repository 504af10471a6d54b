package dk.bypuls.api.live;

import dk.bypuls.api.notice.Notice;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Topics;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Follows the open window topics, on a thread of its own. */
@Singleton
public class LiveFeed {

  private static final Logger LOG = Logger.getLogger(LiveFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration MEANWHILE = Duration.ofMillis(5);
  private static final int MOST_AT_ONCE = 2_000;
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

  private final RegistryView registry;
  private final WindowTopics topics;
  private final LiveLimits limits;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "live-feed");
  private volatile @Nullable LiveState state;
  private volatile @Nullable Instant lastAppend;
  private volatile boolean stopped;

  LiveFeed(RegistryView registry, WindowTopics topics, LiveLimits limits) {
    this.registry = registry;
    this.topics = topics;
    this.limits = limits;
  }

  void start(@Observes StartupEvent event) {
    thread.setDaemon(true);
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  /** What has been read; absent until the topics have been read to their end. */
  Optional<LiveState> state() {
    return Optional.ofNullable(state);
  }

  /** Whether that is what has been read, and not what was before it began again. */
  boolean isAt(LiveState known) {
    return state == known;
  }

  /** Whether it has read to the end of what was there at its start. */
  public boolean isReady() {
    return state != null;
  }

  /** When the newest record that it has read was appended. */
  public Optional<Instant> lastAppend() {
    return Optional.ofNullable(lastAppend);
  }

  void addListener(Listener listener) {
    listeners.add(listener);
  }

  private void run() {
    while (!stopped) {
      try (KafkaConsumer<byte[], byte[]> consumer = topics.reader(mostAtOnce())) {
        registry.awaitRead();
        Optional<String> topic = topics.idOf(Lasting.OPEN);
        if (topic.isPresent()) {
          follow(consumer, topic.get());
        } else {
          LOG.info("live waits for " + Topics.WINDOWS + ", which ingest-service creates");
        }
      } catch (InterruptedException | InterruptException stop) {
        stopped = true;
      } catch (Exception failure) {
        if (!stopped) {
          LOG.warn("live starts again", failure);
        }
      }
      forget();
    }
  }

  /** A part of what is remembered, so that one reading does not turn the ring under everyone. */
  private int mostAtOnce() {
    return Math.min(MOST_AT_ONCE, Math.max(1, limits.rememberedEvents() / 4));
  }

  private void forget() {
    boolean followed = state != null;
    state = null;
    if (followed) {
      listeners.forEach(Listener::interrupted);
    }
    try {
      if (!stopped) {
        TimeUnit.MILLISECONDS.sleep(BEFORE_NEXT_TRY.toMillis());
      }
    } catch (InterruptedException stop) {
      stopped = true;
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer, String topic)
      throws InterruptedException {
    LiveState restored = new LiveRestore(consumer, limits, Instant.now()).restore(registry, topic);
    Map<TopicPartition, Long> ends = consumer.endOffsets(WindowTopics.partitions(Topics.WINDOWS));
    NoticeWatch notices = new NoticeWatch();
    while (!stopped) {
      int read = read(consumer, restored);
      // Transactions end with a marker that is no record; who resumes may stand behind it.
      ends.keySet()
          .forEach(windows -> restored.reached(windows.partition(), consumer.position(windows)));
      List<Notice> news = notices.look(registry.current());
      news.forEach(restored::tell);
      if (state == null) {
        // Until then nobody listens, and nothing is to be waited for.
        if (WindowTopics.isAt(consumer, ends)) {
          state = restored;
          LOG.info("live is at the end of its topics");
        }
      } else if (read > 0 || !news.isEmpty()) {
        long readAt = System.nanoTime();
        for (Listener listener : listeners) {
          listener.moved(read + news.size());
        }
        restUnlessBehind(readAt, read);
      }
    }
  }

  /**
   * Reads what is new. What is there at once was fetched when last something was read, and came
   * before the rest; what came meanwhile is fetched now.
   */
  private int read(KafkaConsumer<byte[], byte[]> consumer, LiveState restored) {
    int early = take(consumer.poll(Duration.ZERO), restored);
    return early >= mostAtOnce()
        ? early
        : early + take(consumer.poll(early == 0 ? POLL : MEANWHILE), restored);
  }

  private int take(ConsumerRecords<byte[], byte[]> records, LiveState restored) {
    restored.accept(records);
    for (ConsumerRecord<byte[], byte[]> told : records) {
      lastAppend = Instant.ofEpochMilli(told.timestamp());
    }
    return records.count();
  }

  /**
   * What comes right after something waits for its pace anyway. It is read when it may be told,
   * because to read one event costs as much as to tell it to a hundred.
   */
  private void restUnlessBehind(long readAt, int read) throws InterruptedException {
    if (read < mostAtOnce()) {
      TimeUnit.NANOSECONDS.sleep(limits.pace().toNanos() - (System.nanoTime() - readAt));
    }
  }

  /** Whoever wants to know of new events; called on the feed's thread. */
  interface Listener {
    /** There are so many new events, or a few less. The feed goes on when it returns. */
    void moved(int events) throws InterruptedException;

    /** All that was known is void: it will be read again from the beginning. */
    void interrupted();
  }
}
