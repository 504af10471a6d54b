package dk.bypuls.simulator.nature;

/** How busy one side of town life is through day and week, from 0 (nobody) to about 1 (busiest). */
public final class Rhythm {
  private static final int HOURS = 24;
  private static final int[] MORNING_AND_AFTERNOON = {
    3, 2, 2, 2, 5, 18, 48, 92, 78, 42, 38, 42, 46, 48, 58, 86, 98, 78, 48, 34, 26, 20, 13, 7
  };
  private static final int[] SHOPS_OPEN = {
    2, 1, 1, 1, 1, 3, 8, 18, 28, 42, 58, 70, 80, 74, 70, 78, 84, 74, 46, 30, 24, 18, 10, 5
  };
  private static final int[] SATURDAY = {
    9, 6, 4, 3, 3, 5, 9, 16, 28, 50, 76, 92, 96, 90, 78, 62, 50, 42, 40, 42, 40, 34, 28, 18
  };
  private static final int[] SUNDAY = {
    11, 8, 6, 4, 3, 4, 6, 9, 15, 26, 38, 46, 52, 56, 56, 52, 44, 36, 30, 26, 22, 16, 10, 5
  };
  private static final int[] AT_HOME = {
    12, 8, 7, 7, 10, 28, 72, 84, 48, 32, 28, 30, 34, 30, 30, 38, 58, 82, 92, 78, 66, 58, 42, 22
  };
  private static final int[] AT_HOME_WEEKEND = {
    18, 12, 9, 8, 8, 12, 22, 42, 68, 86, 84, 70, 62, 54, 50, 52, 60, 76, 86, 76, 66, 58, 46, 30
  };
  private static final int[] SCHOOL_DAY = {
    0, 0, 0, 0, 0, 2, 12, 96, 60, 34, 40, 58, 52, 66, 90, 44, 24, 14, 12, 8, 4, 2, 1, 0
  };
  private static final int[] NO_SCHOOL = {
    0, 0, 0, 0, 0, 0, 1, 3, 5, 8, 10, 12, 12, 13, 12, 10, 9, 7, 5, 4, 2, 1, 0, 0
  };

  private final TownCalendar calendar;
  private final int[] workday;
  private final int[] saturday;
  private final int[] sunday;
  private final boolean school;

  private Rhythm(
      TownCalendar calendar, int[] workday, int[] saturday, int[] sunday, boolean school) {
    this.calendar = calendar;
    this.workday = workday;
    this.saturday = saturday;
    this.sunday = sunday;
    this.school = school;
  }

  /** Cars and bicycles to work and back. */
  public static Rhythm commuting(TownCalendar calendar) {
    return new Rhythm(calendar, MORNING_AND_AFTERNOON, SATURDAY, SUNDAY, false);
  }

  /** People in the town centre and at the harbour. */
  public static Rhythm shopping(TownCalendar calendar) {
    return new Rhythm(calendar, SHOPS_OPEN, SATURDAY, SUNDAY, false);
  }

  /** Taps, showers and stoves. */
  public static Rhythm home(TownCalendar calendar) {
    return new Rhythm(calendar, AT_HOME, AT_HOME_WEEKEND, AT_HOME_WEEKEND, false);
  }

  /** Children on their way to and from school, and in its yard. */
  public static Rhythm school(TownCalendar calendar) {
    return new Rhythm(calendar, SCHOOL_DAY, NO_SCHOOL, NO_SCHOOL, true);
  }

  public double at(long time) {
    LocalDay day = calendar.dayOf(time);
    int[] busy = curveOf(day);
    double hour = day.hour(time);
    int whole = (int) hour;
    int here = busy[whole];
    int next = busy[(whole + 1) % HOURS];
    return (here + (next - here) * (hour - whole)) / 100.0;
  }

  /**
   * Busy hours since 1970: grows with the rhythm and never falls. Holidays count as the weekday
   * they are, so that it needs no walk through the years.
   */
  public double accumulated(long time) {
    LocalDay day = calendar.dayOf(time);
    // Day 0 was a Thursday; counting from the Monday before it makes whole weeks start on Mondays.
    long sinceMonday = day.number() + 3;
    double sum =
        Math.floorDiv(sinceMonday, 7L) * (5 * total(workday) + total(saturday) + total(sunday));
    for (int weekday = 0; weekday < day.weekday(); weekday++) {
      sum += total(curveOf(weekday));
    }
    return sum + upTo(curveOf(day.weekday()), day.hour(time));
  }

  private int[] curveOf(LocalDay day) {
    if (school) {
      return day.school() ? workday : sunday;
    }
    return day.workday() ? workday : day.sunday() ? sunday : saturday;
  }

  private int[] curveOf(int weekday) {
    return weekday < 5 ? workday : weekday == 5 ? saturday : sunday;
  }

  private static double total(int[] busy) {
    return upTo(busy, HOURS);
  }

  private static double upTo(int[] busy, double hour) {
    int whole = (int) hour;
    double sum = 0;
    for (int i = 0; i < whole; i++) {
      sum += busy[i];
    }
    return (sum + (whole < HOURS ? busy[whole] * (hour - whole) : 0)) / 100.0;
  }
}
