package dk.bypuls.ingest.pull;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long one source is left alone between its fetches. */
final class Waits {

  private static final int MOST_DOUBLINGS = 16;
  private static final int LONGEST_WRITTEN = 64;

  private final Duration every;
  private final PullSettings settings;
  private final RandomGenerator random;
  private int failures;

  Waits(Duration every, PullSettings settings, RandomGenerator random) {
    this.every = every;
    this.settings = settings;
    this.random = random;
  }

  /**
   * Before the first: somewhere in the first while, so that not all sources are fetched at once.
   */
  Duration first() {
    return share(shorter(every, settings.spread()), 0);
  }

  /** After one that succeeded and took so long: they keep their rhythm, and never overlap. */
  Duration afterSuccess(Duration took) {
    failures = 0;
    Duration left = every.minus(took);
    return left.isNegative() || left.isZero() ? every : left;
  }

  /**
   * After one that failed: twice as long as the last time, and never sooner than the server asks.
   */
  Duration afterFailure(@Nullable Duration retryAfter) {
    Duration doubled = settings.firstWait().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    failures = Math.min(failures + 1, MOST_DOUBLINGS);
    // Those who failed together do not come back together.
    Duration wait = share(shorter(doubled, settings.longestWait()), 0.5);
    Duration asked =
        retryAfter == null ? Duration.ZERO : shorter(retryAfter, settings.longestRetryAfter());
    return asked.compareTo(wait) > 0 ? asked.plus(share(settings.firstWait(), 0)) : wait;
  }

  /** A random share of it, at least that part. */
  private Duration share(Duration most, double least) {
    return Duration.ofMillis(
        (long) (most.toMillis() * (least + (1 - least) * random.nextDouble())));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** What a server writes in {@code Retry-After}: seconds, or a date; absent if it is neither. */
  static @Nullable Duration retryAfter(@Nullable String written, InstantSource clock) {
    if (written == null || written.length() > LONGEST_WRITTEN) {
      return null;
    }
    String text = written.strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), date.toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
