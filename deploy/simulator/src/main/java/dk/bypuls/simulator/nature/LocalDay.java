package dk.bypuls.simulator.nature;

/**
 * One calendar day of the town, in milliseconds since 1970.
 *
 * @param number days since 1970-01-01
 * @param start first millisecond
 * @param end first millisecond of the next day: 23, 24 or 25 hours later
 * @param weekday 0 is Monday
 * @param free whether shops and offices are closed although it may be a weekday
 * @param school whether children go to school
 */
public record LocalDay(
    long number, long start, long end, int weekday, boolean free, boolean school) {

  /** The hour as people live it; the two days of the clock change are stretched to 24 hours. */
  public double hour(long time) {
    return 24.0 * (time - start) / (end - start);
  }

  public boolean workday() {
    return weekday < 5 && !free;
  }

  public boolean sunday() {
    return weekday == 6 || free;
  }

  boolean contains(long time) {
    return time >= start && time < end;
  }
}
