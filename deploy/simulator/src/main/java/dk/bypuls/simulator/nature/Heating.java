package dk.bypuls.simulator.nature;

import java.util.Arrays;

/** How much warmth homes have needed since the town's first day, in degree days; it only grows. */
public final class Heating {
  private static final double WARM_ENOUGH = 17;
  private static final double HOT_WATER = 1.6;
  private static final int HOURS_SAMPLED = 4;

  private final TownCalendar calendar;
  private final Weather weather;
  private final Rhythm home;
  private final long firstDay;
  private double[] sums = new double[1];
  private int days;

  Heating(TownCalendar calendar, Weather weather, Rhythm home, long firstDay) {
    this.calendar = calendar;
    this.weather = weather;
    this.home = home;
    this.firstDay = firstDay;
  }

  public double degreeDays(long time) {
    LocalDay day = calendar.dayOf(time);
    int index = (int) (day.number() - firstDay);
    if (index < 0) {
      return 0;
    }
    extendTo(index + 1);
    double share = day.hour(time) / 24;
    return sums[index] + (sums[index + 1] - sums[index]) * share;
  }

  /** Degrees that homes are short of right now. */
  public double demand(long time) {
    return Math.max(0, WARM_ENOUGH - weather.temperature(time)) + HOT_WATER * 2 * home.at(time);
  }

  private void extendTo(int index) {
    if (index >= sums.length) {
      sums = Arrays.copyOf(sums, Math.max(index + 1, sums.length * 2));
    }
    for (; days < index; days++) {
      sums[days + 1] = sums[days] + need(firstDay + days);
    }
  }

  private double need(long number) {
    LocalDay day = calendar.day(number);
    double sum = 0;
    for (int i = 0; i < HOURS_SAMPLED; i++) {
      long time = day.start() + (day.end() - day.start()) * (2 * i + 1) / (2 * HOURS_SAMPLED);
      sum += Math.max(0, WARM_ENOUGH - weather.temperature(time));
    }
    return sum / HOURS_SAMPLED + HOT_WATER;
  }
}
