package dk.bypuls.simulator.nature;

/** Where the year is: a slow swing between the coldest and the warmest days. */
public final class Season {
  private static final double YEAR = 365.2425 * 86_400_000.0;
  private static final double COLDEST = 24 * 86_400_000.0;
  private static final double CIRCLE = 2 * Math.PI;

  /** From 0 in late January to 1 in late July. */
  public double warmth(long time) {
    return (1 - StrictMath.cos(CIRCLE * (time - COLDEST) / YEAR)) / 2;
  }
}
