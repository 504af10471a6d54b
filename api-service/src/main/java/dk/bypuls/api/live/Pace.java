package dk.bypuls.api.live;

import java.time.Duration;

/**
 * When clients are told what is new. At once where they were told nothing for a while, so that an
 * event that comes alone is not late; else together with what comes meanwhile, so that a client
 * costs one write for all of it.
 */
final class Pace {

  private final long everyNanos;
  private final int burst;
  private long lastToldNanos;
  private int untold;

  /**
   * A pace at which nothing was told yet.
   *
   * @param burst so many do not wait, or they would pile up
   */
  Pace(Duration every, int burst, long nowNanos) {
    this.everyNanos = every.toNanos();
    this.burst = burst;
    this.lastToldNanos = nowNanos - everyNanos;
  }

  /** So many more events are to be told. */
  void happened(int events) {
    untold += events;
  }

  boolean hasUntold() {
    return untold > 0;
  }

  /** How long to wait before telling; 0 for not at all. */
  long waitNanos(long nowNanos) {
    return untold >= burst ? 0 : Math.max(0, everyNanos - (nowNanos - lastToldNanos));
  }

  /** All is told now. */
  void told(long nowNanos) {
    untold = 0;
    lastToldNanos = nowNanos;
  }
}
