package dk.bypuls.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for facts. */
final class Waiting {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 200;

  private Waiting() {}

  /** Waits until that is so, and not without end. */
  static void until(String what, BooleanSupplier fact) {
    until(what, LIMIT, fact);
  }

  /** The same, for so long at most. */
  static void until(String what, Duration limit, BooleanSupplier fact) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!fact.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(what + ": not after " + limit.toSeconds() + " s");
      }
      pause(POLL_MILLIS);
    }
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
