package dk.bypuls.simulator.nature;

/** The combined sewer: a little from every home, and much of the rain within minutes. */
public final class Sewer {
  private static final int SPELLS = 1;
  private static final double LAG_HOURS = 0.6;
  private static final double FULL = 3.2;

  private final Rhythm home;
  private final Rain rain;

  Sewer(Rhythm home, Rain rain) {
    this.home = home;
    this.rain = rain;
  }

  /**
   * Metres above the well's bottom.
   *
   * @param catchment how much paved ground drains here, about 1
   */
  public double level(long time, double catchment) {
    double homes = 0.10 + 0.16 * home.at(time);
    double street = 0.035 * rain.intensity(time) + 0.045 * rain.response(time, LAG_HOURS, SPELLS);
    return Math.min(FULL, homes + catchment * street);
  }
}
