package dk.bypuls.simulator.nature;

/**
 * The stream through the valley: it rises hours after the rain, later and higher the further down.
 */
public final class Stream {
  private static final long DAY = 86_400_000L;
  private static final int SPELLS = 15;
  private static final double METRES_PER_MILLIMETRE = 0.028;
  private static final double BANKS = 2.6;

  private final Rain rain;
  private final Season season;
  private final Wander ground;

  Stream(Chance town, Season season, Rain rain) {
    this.rain = rain;
    this.season = season;
    this.ground = new Wander(town.of("stream"), 9 * DAY);
  }

  /**
   * Metres above the bed.
   *
   * @param downstream 0 at the spring, 1 at the harbour
   */
  public double level(long time, double downstream) {
    double lagHours = 2 + 5 * downstream;
    double base =
        0.32 + 0.25 * downstream + 0.14 * (1 - season.warmth(time)) + 0.05 * ground.at(time);
    double flood =
        METRES_PER_MILLIMETRE * (0.7 + downstream) * rain.response(time, lagHours, SPELLS);
    return Math.min(BANKS, base + flood);
  }
}
