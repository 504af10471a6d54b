package dk.bypuls.simulator.nature;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The days of a Danish town: clock changes, weekends, fixed holidays, school terms. One thread
 * only.
 */
public final class TownCalendar {
  public static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final int REMEMBERED = 64;
  private static final int WEEK_OF_POTATO_HOLIDAY = 42;
  private static final int WEEK_OF_WINTER_HOLIDAY = 7;
  private static final Set<MonthDay> HOLIDAYS =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(6, 5),
          MonthDay.of(12, 24),
          MonthDay.of(12, 25),
          MonthDay.of(12, 26),
          MonthDay.of(12, 31));
  private static final MonthDay SUMMER_FROM = MonthDay.of(6, 27);
  private static final MonthDay SUMMER_TO = MonthDay.of(8, 9);
  private static final MonthDay CHRISTMAS_FROM = MonthDay.of(12, 20);
  private static final MonthDay CHRISTMAS_TO = MonthDay.of(1, 2);

  private final @Nullable LocalDay[] remembered = new LocalDay[REMEMBERED];

  public LocalDay dayOf(long time) {
    // Danish midnight is one or two hours before that of UTC.
    long number = Math.floorDiv(time + HOUR, DAY);
    LocalDay day = day(number);
    return day.contains(time) ? day : day(number + 1);
  }

  public LocalDay day(long number) {
    int slot = (int) Math.floorMod(number, (long) REMEMBERED);
    LocalDay day = remembered[slot];
    if (day == null || day.number() != number) {
      day = compute(number);
      remembered[slot] = day;
    }
    return day;
  }

  private static LocalDay compute(long number) {
    LocalDate date = LocalDate.ofEpochDay(number);
    long start = date.atStartOfDay(ZONE).toInstant().toEpochMilli();
    long end = date.plusDays(1).atStartOfDay(ZONE).toInstant().toEpochMilli();
    int weekday = date.getDayOfWeek().getValue() - 1;
    boolean free = HOLIDAYS.contains(MonthDay.from(date));
    return new LocalDay(
        number, start, end, weekday, free, weekday < 5 && !free && !schoolHoliday(date));
  }

  private static boolean schoolHoliday(LocalDate date) {
    MonthDay day = MonthDay.from(date);
    int week = date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    return (!day.isBefore(SUMMER_FROM) && !day.isAfter(SUMMER_TO))
        || !day.isBefore(CHRISTMAS_FROM)
        || !day.isAfter(CHRISTMAS_TO)
        || week == WEEK_OF_POTATO_HOLIDAY
        || week == WEEK_OF_WINTER_HOLIDAY;
  }
}
