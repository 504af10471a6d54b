package dk.bypuls.local;

import dk.bypuls.local.CityStatus.PartStatus;
import dk.bypuls.local.CityStatus.State;
import java.time.Duration;

/** A part of a supervised city with what is known about it. */
final class Watched {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A part that ran this long before it died is started again after the first pause. */
  private static final Duration STABLE = Duration.ofMinutes(1);

  private final Part part;
  private Duration pause = Duration.ZERO;
  private volatile State state = State.STARTING;
  private volatile int restarts;
  private volatile long lastStart = System.nanoTime();

  Watched(Part part) {
    this.part = part;
  }

  Part part() {
    return part;
  }

  void is(State now) {
    state = now;
    if (now == State.RUNNING) {
      lastStart = System.nanoTime();
    }
  }

  synchronized int countRestart() {
    restarts = restarts + 1;
    return restarts;
  }

  /**
   * How long to wait before the next start: longer each time, until it has run well for a while.
   */
  synchronized Duration nextPause() {
    boolean ranWell = System.nanoTime() - lastStart > STABLE.toNanos();
    Duration longer = pause.multipliedBy(2);
    if (ranWell || longer.isZero()) {
      pause = FIRST_PAUSE;
    } else {
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
    return pause;
  }

  PartStatus status() {
    return new PartStatus(
        part.name(), state, part.isAlive() ? part.pid() : 0, part.port(), restarts);
  }
}
