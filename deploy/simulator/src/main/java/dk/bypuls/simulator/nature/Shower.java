package dk.bypuls.simulator.nature;

/**
 * One spell of rain that swells and fades.
 *
 * @param start when it begins
 * @param duration how long it lasts, in milliseconds
 * @param depth how much falls, in millimetres
 */
record Shower(long start, long duration, double depth) {
  private static final double HOUR = 3_600_000.0;
  private static final double CIRCLE = 2 * Math.PI;

  static final Shower NONE = new Shower(0, 1, 0);

  /** Millimetres per hour at this moment. */
  double intensity(long time) {
    double x = share(time);
    if (x <= 0 || x >= 1) {
      return 0;
    }
    return depth * (1 - StrictMath.cos(CIRCLE * x)) / (duration / HOUR);
  }

  /** Millimetres fallen up to this moment. */
  double fallen(long time) {
    double x = share(time);
    return depth * (x - StrictMath.sin(CIRCLE * x) / CIRCLE);
  }

  long middle() {
    return start + duration / 2;
  }

  private double share(long time) {
    double x = (time - start) / (double) duration;
    return Math.min(1, Math.max(0, x));
  }
}
