package dk.bypuls.api.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Counts unknown tokens by address, so that nobody can keep the database busy with guesses. */
final class FailedAttempts {

  /** So many addresses are remembered; beyond it the oldest is forgotten. */
  static final int MOST_ADDRESSES = 10_000;

  private final int limit;
  private final long windowNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  FailedAttempts(int limit, Duration window, LongSupplier nanoTime) {
    this.limit = limit;
    this.windowNanos = window.toNanos();
    this.nanoTime = nanoTime;
  }

  private record Count(long since, int attempts) {}

  /** How long an address has to wait before it may try another token; nothing when it need not. */
  synchronized Optional<Duration> waitOf(String address) {
    Count count = current(address);
    return count.attempts() < limit
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(count.since() + windowNanos - nanoTime.getAsLong()));
  }

  synchronized void failed(String address) {
    Count count = current(address);
    counts.put(address, new Count(count.since(), count.attempts() + 1));
  }

  private Count current(String address) {
    long now = nanoTime.getAsLong();
    Count count = counts.get(address);
    if (count != null && now - count.since() > windowNanos) {
      counts.remove(address);
      count = null;
    }
    return count == null ? new Count(now, 0) : count;
  }
}
