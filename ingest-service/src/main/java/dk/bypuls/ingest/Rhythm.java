package dk.bypuls.ingest;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does what is due, in one thread; work that fails is done again when it is next due. */
final class Rhythm implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Rhythm.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "ingest-rhythm"));

  /** Does the work now and at each interval from now on. */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing is thrown into it
  void every(Duration interval, Runnable work) {
    thread.scheduleAtFixedRate(guarded(work), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Does the work once. */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing is thrown into it
  void after(Duration wait, Runnable work) {
    thread.schedule(guarded(work), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.error("something that is done again and again failed", e);
      }
    };
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
