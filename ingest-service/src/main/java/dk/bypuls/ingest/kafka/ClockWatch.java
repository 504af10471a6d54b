package dk.bypuls.ingest.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How far this machine's clock and those of Kafka are apart, as the last tick of each partition
 * shows.
 *
 * <p>Kafka took a tick between when it was sent and when that was answered: what lies outside of
 * that is a difference of clocks, and no slowness of the network or of a disk.
 */
public final class ClockWatch {

  private final InstantSource clock;
  private final Duration allowed;
  private final AtomicReferenceArray<@Nullable Comparison> latest;

  /** What two clocks said of the same moment. */
  private record Comparison(long here, long there) {

    /** By how many milliseconds Kafka's clock is ahead. */
    long difference() {
      return there - here;
    }
  }

  ClockWatch(InstantSource clock, Duration allowed, int partitions) {
    this.clock = clock;
    this.allowed = allowed;
    latest = new AtomicReferenceArray<>(partitions);
  }

  /** What this machine's clock says, in milliseconds. */
  long now() {
    return clock.millis();
  }

  /** Notes when a tick was sent and when Kafka says that it took it; it was answered now. */
  void taken(int partition, long sentAt, long takenAt) {
    // Kafka does not say it of a record that it had already.
    if (takenAt >= 0) {
      // The nearest moment at which this machine's clock may have stood then.
      long here = Math.max(Math.min(takenAt, now()), sentAt);
      latest.set(partition, new Comparison(here, takenAt));
    }
  }

  /** By how many seconds Kafka's clock is ahead, where the difference is largest. */
  public double secondsAhead() {
    return largest().difference() / 1_000.0;
  }

  /** Whether they are further apart than they may be. */
  public boolean areApart() {
    return Math.abs(largest().difference()) > allowed.toMillis();
  }

  /** What both say; absent unless they are further apart than they may be. */
  public @Nullable String inWords() {
    Comparison largest = largest();
    Duration difference = Duration.ofMillis(Math.abs(largest.difference()));
    if (difference.compareTo(allowed) <= 0) {
      return null;
    }
    return ("the clocks differ by %s s, %s s allowed: when this machine's said %s, Kafka's said %s."
            + " Set the one that is wrong; messages are refused until then")
        .formatted(
            difference.toSeconds(),
            allowed.toSeconds(),
            Instant.ofEpochMilli(largest.here()),
            Instant.ofEpochMilli(largest.there()));
  }

  private Comparison largest() {
    Comparison largest = new Comparison(0, 0);
    for (int partition = 0; partition < latest.length(); partition++) {
      Comparison each = latest.get(partition);
      if (each != null && Math.abs(each.difference()) > Math.abs(largest.difference())) {
        largest = each;
      }
    }
    return largest;
  }
}
