package dk.bypuls.simulator.nature;

/** The weather of a Danish coast: mild, windy, never still for long. */
public final class Weather {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final double CIRCLE = 2 * Math.PI;
  private static final double WARMEST_HOUR = 15;

  private final TownCalendar calendar;
  private final Season season;
  private final Rain rain;
  private final Wander air;
  private final Wander clouds;
  private final Wander pressure;
  private final Wander wind;
  private final Wander gusts;
  private final Wander bearing;

  Weather(Chance town, TownCalendar calendar, Season season, Rain rain) {
    Chance chance = town.of("weather");
    this.calendar = calendar;
    this.season = season;
    this.rain = rain;
    this.air = new Wander(chance.of("air"), 3 * DAY);
    this.clouds = new Wander(chance.of("clouds"), 7 * HOUR);
    this.pressure = new Wander(chance.of("pressure"), 2 * DAY);
    this.wind = new Wander(chance.of("wind"), 18 * HOUR);
    this.gusts = new Wander(chance.of("gusts"), HOUR / 4);
    this.bearing = new Wander(chance.of("bearing"), DAY);
  }

  /** Degrees Celsius. */
  public double temperature(long time) {
    double warmth = season.warmth(time);
    double mean = 0.3 + 16.5 * warmth + 4.5 * air.at(time);
    double swing = 1.2 + 3.4 * warmth + 0.8 * clouds.at(time);
    return mean + swing * daylight(time) - Math.min(2.5, rain.intensity(time) * 0.25);
  }

  /** Percent. */
  public double humidity(long time) {
    double dry = 11 * daylight(time) * (0.4 + season.warmth(time));
    double wet = Math.min(14, rain.intensity(time) * 4);
    return Math.min(99, Math.max(28, 82 - dry + 8 * clouds.at(time) + wet));
  }

  /** Hectopascal. */
  public double pressure(long time) {
    return 1012 + 17 * pressure.at(time) + 2 * clouds.at(time);
  }

  /** Metres per second. */
  public double windSpeed(long time) {
    double calm = 1 + wind.at(time);
    double mean = 1 + 3.1 * calm + 1.6 * calm * calm - 2 * season.warmth(time);
    return Math.max(0.2, mean * (1 + 0.25 * gusts.at(time)));
  }

  /** Degrees, where the wind comes from; mostly the south west. */
  public double windDirection(long time) {
    double degrees = 245 + 130 * bearing.at(time) + 18 * gusts.at(time);
    return degrees - 360 * Math.floor(degrees / 360);
  }

  /** From -1 before dawn to 1 in the afternoon. */
  private double daylight(long time) {
    double hour = calendar.dayOf(time).hour(time);
    return StrictMath.cos(CIRCLE * (hour - WARMEST_HOUR) / 24);
  }
}
