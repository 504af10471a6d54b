package dk.bypuls.api.access;

import dk.bypuls.api.allowance.Remembered;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts what each of many does within a time, such as unknown tokens by address, so that nobody
 * can keep the database busy. In memory alone.
 */
public final class Attempts {

  /** So many are remembered; beyond it the one that tried longest ago is forgotten. */
  static final int MOST_REMEMBERED = 10_000;

  private final int limit;
  private final long windowNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Count> counts = new Remembered<>(MOST_REMEMBERED);

  /** So many are let go in each window. */
  public Attempts(int limit, Duration window, LongSupplier nanoTime) {
    this.limit = limit;
    this.windowNanos = window.toNanos();
    this.nanoTime = nanoTime;
  }

  private record Count(long since, int attempts) {}

  /** How long somebody has to wait before the next; nothing when they need not. */
  public synchronized Optional<Duration> waitOf(String who) {
    Count count = current(who);
    return count.attempts() < limit
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(count.since() + windowNanos - nanoTime.getAsLong()));
  }

  /** Counts one. */
  public synchronized void count(String who) {
    Count count = current(who);
    counts.put(who, new Count(count.since(), count.attempts() + 1));
  }

  private Count current(String who) {
    long now = nanoTime.getAsLong();
    Count count = counts.get(who);
    if (count != null && now - count.since() > windowNanos) {
      counts.remove(who);
      count = null;
    }
    return count == null ? new Count(now, 0) : count;
  }
}
