package dk.bypuls.ingest.decoder;

import java.time.Duration;

/**
 * The time from when there is no worker until one has caught up with what waited for it. What comes
 * meanwhile waits, however much it is (the intake bounds that), and no longer than is declared.
 * Guarded by the runner's lock.
 */
final class ColdStart {

  private final Duration within;
  private long began = System.nanoTime();
  private boolean over;

  ColdStart(Duration within) {
    this.within = within;
  }

  /** There is no worker from now on. */
  void begin() {
    began = System.nanoTime();
    over = false;
  }

  /** Nothing waits any more. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  /** Whether it has taken longer than anyone is to wait. */
  boolean isTooLong() {
    return !over && System.nanoTime() - began > within.toNanos();
  }
}
