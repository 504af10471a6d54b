package dk.bypuls.aggregator.series;

import dk.bypuls.events.Resolution;
import java.time.Instant;
import java.time.LocalDate;

/** The days of the Danish calendar. It remembers the last one asked for: most are asked again. */
public final class LocalDays {

  private Day last = dayOf(Instant.EPOCH);

  /** The day that this instant falls in. */
  public Day at(long instant) {
    if (!last.contains(instant)) {
      last = dayOf(Instant.ofEpochMilli(instant));
    }
    return last;
  }

  private static Day dayOf(Instant instant) {
    Resolution.Span span = Resolution.P1D.spanAt(instant);
    return new Day(
        Math.toIntExact(LocalDate.ofInstant(instant, Resolution.ZONE).toEpochDay()),
        span.start().toEpochMilli(),
        span.end().toEpochMilli());
  }

  /**
   * One day, of 23, 24 or 25 hours.
   *
   * @param number days since 1970
   */
  public record Day(int number, long start, long end) {

    boolean contains(long instant) {
      return start <= instant && instant < end;
    }
  }
}
