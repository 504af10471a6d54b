package dk.bypuls.ingest.pull;

import java.time.Duration;

/** When a fetch must be over, whatever the clock on the wall is set to meanwhile. */
record Deadline(long nanos) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** How much is left; nothing when it is over. */
  long leftNanos() {
    return Math.max(0, nanos - System.nanoTime());
  }
}
