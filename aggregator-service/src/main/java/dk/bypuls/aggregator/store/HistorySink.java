package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.store.HistoryState.Doing;
import dk.bypuls.events.Window;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Writes every window of the window topics into the history, exactly once, for as long as it runs.
 *
 * <p>Rows and positions move in one transaction, and each session begins where the database says,
 * so nothing is written twice or passed over whatever fails. While the database is away nothing is
 * read from Kafka either: the windows wait there, and memory holds one batch at most.
 */
final class HistorySink implements Runnable {

  private static final Logger LOG = Logger.getLogger(HistorySink.class);

  /** So many signs of life fit into {@link HistorySettings#stall()}. */
  private static final int SIGNS_OF_LIFE = 4;

  private static final String UNIQUE_VIOLATION = "23505";

  private final DataSource dataSource;
  private final HistorySettings settings;
  private final String bootstrapServers;
  private final String writerName;
  private final HistoryMetrics metrics;
  private final Predicate<Window> recalled;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Map<TopicPartition, Long> written = new HashMap<>();
  private volatile HistoryState state = new HistoryState(Doing.STARTING, "starting");
  private boolean migrated;
  private boolean wentWell;
  private long lastSignOfLife;

  /**
   * A sink.
   *
   * @param recalled what is not to be in the open history, even if it comes
   */
  HistorySink(
      DataSource dataSource,
      HistorySettings settings,
      String bootstrapServers,
      String writerName,
      HistoryMetrics metrics,
      Predicate<Window> recalled) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.bootstrapServers = bootstrapServers;
    this.writerName = writerName;
    this.metrics = metrics;
    this.recalled = recalled;
  }

  HistoryState state() {
    return state;
  }

  /** Has {@link #run} return soon. */
  void stop() {
    stopping.countDown();
  }

  @Override
  public void run() {
    try (WindowTopics topics = new WindowTopics(bootstrapServers, settings)) {
      Duration retry = settings.retryFirst();
      while (!isStopping()) {
        Optional<HistoryState> failure = session(topics);
        if (failure.isPresent()) {
          retry = wentWell ? settings.retryFirst() : longer(retry);
          report(failure.get());
          askForLag(topics);
          pause(retry);
        }
      }
    }
  }

  private Duration longer(Duration retry) {
    Duration doubled = retry.multipliedBy(2);
    return doubled.compareTo(settings.retryLongest()) < 0 ? doubled : settings.retryLongest();
  }

  /** Writes until it is stopped or something fails; answers what failed. */
  private Optional<HistoryState> session(WindowTopics topics) {
    wentWell = false;
    try {
      migrate();
      Map<HistorySide, String> topicIds = awaitTopics(topics);
      try (HistoryWriter writer = HistoryWriter.open(dataSource, settings)) {
        awaitTurn(writer);
        if (!isStopping()) {
          begin(topics, writer, topicIds);
          write(topics, writer);
        }
      }
      return Optional.empty();
    } catch (HistoryStoppedException e) {
      return Optional.of(new HistoryState(Doing.STOPPED, String.valueOf(e.getMessage())));
    } catch (FencedException e) {
      return Optional.of(new HistoryState(Doing.STANDBY, String.valueOf(e.getMessage())));
    } catch (SQLException e) {
      return Optional.of(databaseFailure(e));
    } catch (FlywayException e) {
      // Flyway says nothing but where it failed; what failed is told by the database.
      return Optional.of(
          e.getCause() instanceof SQLException cause
              ? databaseFailure(cause)
              : waiting("the database cannot be brought up to date", e));
    } catch (KafkaException e) {
      return Optional.of(waiting("Kafka cannot be read", e));
    } catch (RuntimeException e) {
      LOG.error("history: an unforeseen failure", e);
      return Optional.of(new HistoryState(Doing.STOPPED, "an unforeseen failure: " + e));
    }
  }

  private static HistoryState databaseFailure(SQLException e) {
    if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
      return new HistoryState(
          Doing.STOPPED,
          "a window came a second time, which must never be: nothing of its batch was written."
              + " Look into it before anything else; "
              + firstLines(e));
    }
    return waiting("waiting for the database, windows wait in Kafka", e);
  }

  private static HistoryState waiting(String what, Exception why) {
    return new HistoryState(Doing.WAITING, what + ": " + firstLines(why));
  }

  private static String firstLines(Exception e) {
    return String.valueOf(e.getMessage()).lines().limit(2).reduce("", (a, b) -> a + " " + b).trim();
  }

  private void migrate() throws SQLException {
    if (!migrated) {
      new HistorySchema(dataSource, settings).migrate();
      migrated = true;
    }
  }

  private Map<HistorySide, String> awaitTopics(WindowTopics topics) {
    Optional<Map<HistorySide, String>> found = topics.find();
    while (found.isEmpty() && !isStopping()) {
      report(
          new HistoryState(
              Doing.WAITING, "waiting for the topics of windows, which ingest-service makes"));
      pause(settings.standbyCheck());
      found = topics.find();
    }
    return found.orElse(Map.of());
  }

  private void awaitTurn(HistoryWriter writer) throws SQLException {
    while (!isStopping() && !writer.tryLock()) {
      report(new HistoryState(Doing.STANDBY, "another instance writes the history"));
      pause(settings.standbyCheck());
    }
  }

  private void begin(WindowTopics topics, HistoryWriter writer, Map<HistorySide, String> topicIds)
      throws SQLException {
    List<SideWriter> sides = new ArrayList<>();
    for (Map.Entry<HistorySide, String> topic : topicIds.entrySet()) {
      sides.add(writer.side(topic.getKey(), topic.getValue(), writerName, settings));
    }
    written.clear();
    written.putAll(topics.seek(topicIds, sides));
  }

  private void write(WindowTopics topics, HistoryWriter writer)
      throws SQLException, FencedException {
    while (!isStopping()) {
      Collection<Batch> batches = topics.collect().values();
      if (batches.isEmpty()) {
        showLife(writer);
      } else {
        topics.requireSameTopics();
        batches.forEach(batch -> batch.leaveOut(recalled));
        writer.write(batches);
        metrics.written(batches, Clock.systemUTC().instant());
        batches.forEach(this::remember);
        batches.forEach(HistorySink::tellOfSetAside);
      }
      wentWell = true;
      report(new HistoryState(Doing.WRITING, "writing"));
      HistorySide.all().forEach(side -> metrics.lag(side, topics.lagOf(side)));
    }
  }

  private void showLife(HistoryWriter writer) throws SQLException {
    if (System.nanoTime() - lastSignOfLife > settings.stall().toNanos() / SIGNS_OF_LIFE) {
      writer.showLife();
      lastSignOfLife = System.nanoTime();
    }
  }

  private void remember(Batch batch) {
    batch
        .nextOffsets()
        .forEach(
            (partition, next) ->
                written.put(new TopicPartition(batch.side().topic().name(), partition), next));
  }

  private static void tellOfSetAside(Batch batch) {
    for (Batch.SetAside record : batch.setAside()) {
      LOG.errorf(
          "history: %s-%d at %d was set aside in %s.set_aside: %s",
          batch.side().topic(),
          record.source().partition(),
          record.source().offset(),
          batch.side().schema(),
          record.reason());
    }
  }

  /** What waits is known even while nothing can be written. */
  private void askForLag(WindowTopics topics) {
    metrics.failed();
    if (!written.isEmpty() && !isStopping()) {
      try {
        topics.lagBehind(written).forEach(metrics::lag);
      } catch (KafkaException unknown) {
        LOG.debug("the lag cannot be told", unknown);
      }
    }
  }

  private void report(HistoryState next) {
    if (!next.equals(state)) {
      state = next;
      LOG.log(
          next.doing() == Doing.STOPPED ? Logger.Level.ERROR : Logger.Level.INFO,
          "history: " + next.doing().words() + ": " + next.detail());
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration duration) {
    try {
      stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }
}
