package dk.bypuls.simulator.nature;

import org.jspecify.annotations.Nullable;

/**
 * The rain over the town: about 750 mm a year, most of it gentle, a cloudburst now and then in
 * summer.
 */
public final class Rain {
  static final long SPELL = 8 * 3_600_000L;

  private static final long MINUTE = 60_000L;
  private static final double HOUR = 3_600_000.0;
  private static final int REMEMBERED = 128;
  private static final double WET_SPELLS = 0.34;
  private static final double MEAN_DEPTH = 1.7;
  private static final double GREATEST_DEPTH = 24;
  private static final double CLOUDBURSTS = 0.006;

  private final Chance chance;
  private final Season season;
  private final Shower[] remembered = new Shower[REMEMBERED];
  private final long[] rememberedSpell = new long[REMEMBERED];

  Rain(Chance chance, Season season) {
    this.chance = chance.of("rain");
    this.season = season;
  }

  /** Millimetres per hour. */
  public double intensity(long time) {
    return shower(spellOf(time)).intensity(time);
  }

  /** Millimetres that fell since the current spell of eight hours began; a spell has one shower. */
  public double fallenInSpell(long time) {
    return shower(spellOf(time)).fallen(time);
  }

  /** When the spell of this moment is over and the next begins. */
  public static long spellEnd(long time) {
    return (spellOf(time) + 1) * SPELL;
  }

  /**
   * What the rain of the last days does to water that answers slowly: each shower's millimetres,
   * rising to their full effect after {@code lagHours} and fading afterwards.
   */
  double response(long time, double lagHours, int spells) {
    double sum = 0;
    long last = spellOf(time);
    for (long spell = last - spells; spell <= last; spell++) {
      Shower shower = shower(spell);
      double lags = (time - shower.middle()) / HOUR / lagHours;
      if (lags > 0 && shower.depth() > 0) {
        sum += shower.depth() * lags * StrictMath.exp(1 - lags);
      }
    }
    return sum;
  }

  static long spellOf(long time) {
    return Math.floorDiv(time, SPELL);
  }

  Shower shower(long spell) {
    int slot = (int) Math.floorMod(spell, (long) REMEMBERED);
    @Nullable Shower known = remembered[slot];
    if (known == null || rememberedSpell[slot] != spell) {
      known = compute(spell);
      remembered[slot] = known;
      rememberedSpell[slot] = spell;
    }
    return known;
  }

  private Shower compute(long spell) {
    Chance here = chance.of(spell);
    long start = spell * SPELL;
    if (here.happens(CLOUDBURSTS * season.warmth(start), 0)) {
      long duration = (long) (here.between(30, 70, 1) * MINUTE);
      return new Shower(start + offset(here, duration), duration, here.between(15, 38, 2));
    }
    if (!here.happens(WET_SPELLS, 3)) {
      return Shower.NONE;
    }
    long duration = (long) (here.between(25, 400, 4) * MINUTE);
    double depth = 0.2 - MEAN_DEPTH * StrictMath.log(1 - here.unit(5));
    return new Shower(start + offset(here, duration), duration, Math.min(GREATEST_DEPTH, depth));
  }

  private static long offset(Chance here, long duration) {
    return (long) (here.unit(6) * (SPELL - duration));
  }
}
