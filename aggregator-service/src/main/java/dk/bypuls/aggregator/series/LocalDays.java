package dk.bypuls.aggregator.series;

import dk.bypuls.events.Resolution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The days and months of the Danish calendar. It remembers the last few: most are asked for again.
 */
public final class LocalDays {

  private static final int REMEMBERED = 8;

  private final Day[] days = new Day[REMEMBERED];
  private Day last = dayOf(Instant.EPOCH);
  private int next;
  private Month month = monthOf(Instant.EPOCH);
  private Month monthBefore = month;

  public LocalDays() {
    Arrays.fill(days, last);
  }

  /** The day that this instant falls in. */
  public Day at(long instant) {
    if (!last.contains(instant)) {
      last = find(instant);
    }
    return last;
  }

  /** The month that this instant falls in. */
  public Month monthAt(long instant) {
    if (!month.contains(instant)) {
      // Around the turn of a month both are asked for, now the one and now the other.
      Month other = monthBefore;
      monthBefore = month;
      month = other.contains(instant) ? other : monthOf(Instant.ofEpochMilli(instant));
    }
    return month;
  }

  private Day find(long instant) {
    for (Day day : days) {
      if (day.contains(instant)) {
        return day;
      }
    }
    Day day = dayOf(Instant.ofEpochMilli(instant));
    days[next] = day;
    next = (next + 1) % REMEMBERED;
    return day;
  }

  private static Day dayOf(Instant instant) {
    Resolution.Span span = Resolution.P1D.spanAt(instant);
    return new Day(
        Math.toIntExact(LocalDate.ofInstant(instant, Resolution.ZONE).toEpochDay()),
        span.start().toEpochMilli(),
        span.end().toEpochMilli());
  }

  private static Month monthOf(Instant instant) {
    Resolution.Span span = Resolution.P1M.spanAt(instant);
    return new Month(span.start().toEpochMilli(), span.end().toEpochMilli());
  }

  /** One month. */
  public record Month(long start, long end) {

    boolean contains(long instant) {
      return start <= instant && instant < end;
    }
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
