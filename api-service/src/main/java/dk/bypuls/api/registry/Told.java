package dk.bypuls.api.registry;

import dk.bypuls.api.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until the topic has a generation, whichever instance tells it. */
public final class Told {

  private static final long POLL_MILLIS = 25;

  private final RegistryDatabase database;
  private final Duration wait;

  public Told(RegistryDatabase database, Duration wait) {
    this.database = database;
    this.wait = wait;
  }

  /** Whether the topic has all up to and with that generation, after a while at the latest. */
  public boolean await(long generation) {
    long deadline = System.nanoTime() + wait.toNanos();
    try {
      while (!isTold(generation)) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      return true;
    } catch (ProblemException databaseAway) {
      return false; // what was committed stays, and is told later
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether the topic has all up to and with that generation now. */
  public boolean isTold(long generation) {
    return database.inTransaction(connection -> Outbox.isTold(connection, generation));
  }
}
