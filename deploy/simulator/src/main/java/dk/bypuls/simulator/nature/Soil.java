package dk.bypuls.simulator.nature;

/**
 * The ground under grass and trees: wet after rain, dry in a warm spell, slow to warm and to cool.
 */
public final class Soil {
  private static final double HOUR = 3_600_000.0;
  private static final long DAY = 86_400_000L;
  private static final double FADES_IN_HOURS = 110;
  private static final int SPELLS = 60;

  private final Rain rain;
  private final Season season;
  private final Weather weather;
  private long summedSpell = Long.MIN_VALUE;
  private double summed;

  Soil(Season season, Rain rain, Weather weather) {
    this.season = season;
    this.rain = rain;
    this.weather = weather;
  }

  /** Percent of volume. */
  public double moisture(long time) {
    double driest = 31 - 14 * season.warmth(time);
    return driest + 22 * (1 - StrictMath.exp(-wetness(time) / 14));
  }

  /** Degrees Celsius, ten centimetres down: half of the air's swing, six hours late. */
  public double temperature(long time) {
    double year = 1.5 + 14.5 * season.warmth(time - 12 * DAY);
    return 0.65 * year + 0.35 * Math.max(0, weather.temperature(time - DAY / 4));
  }

  /** Millimetres of recent rain that have not yet drained or dried. */
  private double wetness(long time) {
    long spell = Rain.spellOf(time);
    if (spell != summedSpell) {
      summed = earlier(spell);
      summedSpell = spell;
    }
    double sinceStart = (time - spell * Rain.SPELL) / HOUR;
    return summed * fading(sinceStart) + rain.shower(spell).fallen(time);
  }

  private double earlier(long spell) {
    long start = spell * Rain.SPELL;
    double sum = 0;
    for (long past = spell - SPELLS; past < spell; past++) {
      Shower shower = rain.shower(past);
      sum += shower.depth() * fading((start - shower.middle()) / HOUR);
    }
    return sum;
  }

  private static double fading(double hours) {
    return StrictMath.exp(-hours / FADES_IN_HOURS);
  }
}
