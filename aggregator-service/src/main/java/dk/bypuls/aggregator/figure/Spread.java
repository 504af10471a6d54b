package dk.bypuls.aggregator.figure;

import java.math.BigInteger;

/** The standard deviation of a sample, from exact sums, rounded half even at two further places. */
final class Spread {

  /** Derived figures have two decimal places more than their quantity. */
  static final int SCALE = 100;

  private Spread() {}

  /**
   * The root of (n·Σx² − (Σx)²) / (n·(n−1)), times {@link #SCALE}; for two readings or more.
   *
   * <p>The root is taken of twice the figure, as a whole number: whether that is odd says on which
   * side of the half the figure is.
   */
  static long of(long count, BigInteger sum, BigInteger squares) {
    BigInteger n = BigInteger.valueOf(count);
    BigInteger above = n.multiply(squares).subtract(sum.multiply(sum));
    BigInteger below = n.multiply(n.subtract(BigInteger.ONE));
    BigInteger scaled = above.multiply(BigInteger.valueOf(4L * SCALE * SCALE));
    BigInteger twice = scaled.divide(below).sqrt();
    long floor = twice.shiftRight(1).longValueExact();
    if (!twice.testBit(0)) {
      return floor;
    }
    boolean exactlyHalf = twice.multiply(twice).multiply(below).equals(scaled);
    return exactlyHalf && floor % 2 == 0 ? floor : floor + 1;
  }
}
