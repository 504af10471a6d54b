package dk.bypuls.simulator.send;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * When a message that was due at some time may go: never before that time has come.
 *
 * <p>What is due in the past goes at once; with a speed, the past is played that many times faster
 * than it happened, until it has caught up with the present.
 */
public final class Pace {
  private static final long LONGEST_WAIT = 1000;
  private static final long SECOND_IN_NANOS = 1_000_000_000L;

  private final Clock clock;
  private final Stop stop;
  private final @Nullable Double speed;
  private final long perSecond;
  private final long simulatedStart;
  private final long realStart;
  private long secondStarted = System.nanoTime();
  private long sentThisSecond;

  /**
   * @param speed how many times faster than it happened; null for as fast as possible
   * @param perSecond at most so many messages a second; 0 for no limit
   */
  public Pace(Clock clock, Stop stop, @Nullable Double speed, long perSecond, long simulatedStart) {
    this.clock = clock;
    this.stop = stop;
    this.speed = speed;
    this.perSecond = perSecond;
    this.simulatedStart = simulatedStart;
    this.realStart = clock.millis();
  }

  /** The time in the town: now, or some time in the past that is still being played. */
  public long townTime() {
    long now = clock.millis();
    if (speed == null) {
      return now;
    }
    return Math.min(now, simulatedStart + (long) ((now - realStart) * speed));
  }

  /** Waits until this time has come, at most a moment; false when it has not come yet. */
  public boolean await(long time) throws InterruptedException {
    long early = time - townTime();
    if (early > 0) {
      stop.await(Math.min(LONGEST_WAIT, speed == null ? early : (long) (early / speed) + 1));
      return time <= townTime();
    }
    keepRate();
    return true;
  }

  private void keepRate() throws InterruptedException {
    if (perSecond == 0) {
      return;
    }
    long elapsed = System.nanoTime() - secondStarted;
    if (elapsed >= SECOND_IN_NANOS) {
      secondStarted += elapsed;
      sentThisSecond = 0;
    }
    // Spread over the second instead of a burst and a pause.
    long due = sentThisSecond * SECOND_IN_NANOS / perSecond;
    sentThisSecond++;
    if (due > elapsed) {
      stop.await((due - elapsed) / 1_000_000);
    }
  }
}
