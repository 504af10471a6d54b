package dk.bypuls.simulator.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * When the town decided to publish, and from when on it does.
 *
 * @param from at least sixty days ago, so that the town's past is public
 */
record PublicationDates(LocalDate decidedOn, Instant from) {
  private static final Duration AT_LEAST_AGO = Duration.ofDays(60);
  private static final int DECIDED_DAYS_BEFORE = 14;

  /** The same date every time, so that applying the files of another day changes nothing. */
  private static final Instant USUAL = Instant.parse("2026-01-01T00:00:00Z");

  static PublicationDates before(Instant now) {
    Instant latest = now.minus(AT_LEAST_AGO).truncatedTo(ChronoUnit.DAYS);
    Instant from = latest.isBefore(USUAL) ? latest : USUAL;
    LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
    return new PublicationDates(day.minusDays(DECIDED_DAYS_BEFORE), from);
  }
}
