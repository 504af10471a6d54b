package dk.bypuls.aggregator.privacy;

/** Whether counts are what was expected, or differ by more than chance does once in a thousand. */
final class ChiSquare {

  /** The quantile of the normal distribution for one in a thousand. */
  private static final double ONE_IN_A_THOUSAND = 3.0902;

  private ChiSquare() {}

  /** Pearson's statistic over the quantile of its distribution (Wilson and Hilferty): 1 is it. */
  static double overLimit(long[] observed, double[] expected, int degreesOfFreedom) {
    double statistic = 0;
    for (int i = 0; i < observed.length; i++) {
      double difference = observed[i] - expected[i];
      statistic += difference * difference / expected[i];
    }
    double part = 2.0 / (9 * degreesOfFreedom);
    double root = 1 - part + ONE_IN_A_THOUSAND * Math.sqrt(part);
    return statistic / (degreesOfFreedom * root * root * root);
  }
}
