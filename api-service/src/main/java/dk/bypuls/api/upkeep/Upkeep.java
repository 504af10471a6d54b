package dk.bypuls.api.upkeep;

import dk.bypuls.api.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One thread for what is written down and forgotten at its time; every instance does it. */
@ApplicationScoped
public class Upkeep {

  private static final Logger LOG = Logger.getLogger(Upkeep.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "upkeep");
            made.setDaemon(true);
            return made;
          });

  /** Does it again and again, with that pause. While the database is away it waits for the next. */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing is thrown into it
  public void every(Duration pause, String what, Runnable task) {
    thread.scheduleWithFixedDelay(
        () -> attempt(what, task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(String what, Runnable task) {
    try {
      task.run();
    } catch (ProblemException databaseAway) {
      LOG.debugf("%s waits: %s", what, databaseAway.getMessage());
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s failed, for a reason nobody foresaw; it is tried again", what);
    }
  }

  @PreDestroy
  void close() {
    thread.shutdownNow();
  }
}
