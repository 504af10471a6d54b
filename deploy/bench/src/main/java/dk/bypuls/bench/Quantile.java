package dk.bypuls.bench;

import java.util.Collection;

/** What a share of the figures do not exceed. */
final class Quantile {

  private Quantile() {}

  /** Is no number where there are no figures. */
  static double of(Collection<? extends Number> figures, double share) {
    double[] sorted = figures.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  static double median(Collection<? extends Number> figures) {
    return of(figures, 0.5);
  }
}
