package dk.bypuls.aggregator.figure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Quotients and readings of the compass as whole numbers, half even. */
final class Rounded {

  private Rounded() {}

  static long quotient(BigInteger above, long below) {
    return new BigDecimal(above)
        .divide(BigDecimal.valueOf(below), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  static long quotient(long above, long below) {
    return quotient(BigInteger.valueOf(above), below);
  }

  /** A figure with that many decimal places, as a whole number of the last. */
  static long scaled(double figure, int places) {
    return BigDecimal.valueOf(figure)
        .movePointRight(places)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
