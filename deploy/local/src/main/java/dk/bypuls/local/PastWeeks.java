package dk.bypuls.local;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The weeks of a town's past that files tell of, in whole local days.
 *
 * @param to the first day that is no longer among them
 */
public record PastWeeks(LocalDate from, LocalDate to) {
  private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

  /** What is usual for an hour is known after three; one more, since not every hour was heard. */
  private static final int WEEKS = 4;

  /** The town's datasets take late readings in for three days, and orders wait two hours more. */
  private static final Duration SETTLED_AFTER = Duration.ofDays(3).plusHours(2);

  /** Those of a town that began to speak then: they end where nothing else tells of a day. */
  public static PastWeeks before(Instant born) {
    LocalDate to = LocalDate.ofInstant(born.minus(SETTLED_AFTER), ZONE);
    return new PastWeeks(to.minusWeeks(WEEKS), to);
  }

  /** Midnight in the town before the first day. */
  public Instant begin() {
    return from.atStartOfDay(ZONE).toInstant();
  }

  /** Midnight in the town after the last day. */
  public Instant end() {
    return to.atStartOfDay(ZONE).toInstant();
  }
}
