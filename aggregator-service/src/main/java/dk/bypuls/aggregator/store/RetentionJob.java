package dk.bypuls.aggregator.store;

import dk.bypuls.events.registry.RegistryFollower;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Has the history forget, again and again, what the registry says is over (I11). */
final class RetentionJob {

  private static final Logger LOG = Logger.getLogger(RetentionJob.class);

  private final DataSource dataSource;
  private final HistorySettings settings;
  private final RegistryFollower registry;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "history-retention");
            thread.setDaemon(true);
            return thread;
          });

  private @Nullable Future<?> schedule;

  RetentionJob(DataSource dataSource, HistorySettings settings, RegistryFollower registry) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.registry = registry;
  }

  void start() {
    schedule =
        executor.scheduleWithFixedDelay(
            this::run,
            settings.retention().first().toMillis(),
            settings.retention().every().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  void stop() {
    if (schedule != null) {
      schedule.cancel(true);
    }
    executor.shutdownNow();
  }

  /** A failure must not end the schedule: the next time does what this one did not. */
  private void run() {
    if (!registry.isRead()) {
      LOG.warnf("history: retention waits for the registry (%s)", registry.progress());
      return;
    }
    try {
      HistoryRetention retention =
          new HistoryRetention(dataSource, settings.retention().otherwise());
      retention.learn(registry.get());
      retention.enforce();
      retention.enforceRecalls(registry.get());
    } catch (SQLException | RuntimeException e) {
      LOG.warnf("history: retention could not be enforced this time: %s", e.getMessage());
    }
  }
}
