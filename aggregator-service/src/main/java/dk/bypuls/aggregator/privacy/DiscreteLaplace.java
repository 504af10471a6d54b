package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Ratio;

/**
 * Whole numbers y with probability proportional to exp(-|y| / scale), exactly: random bits and
 * whole numbers only, after Canonne, Kamath and Steinke (2020).
 *
 * <p>Noise from floating point has gaps by which it can be told from what it was added to.
 */
final class DiscreteLaplace {

  private DiscreteLaplace() {}

  /**
   * Draws one.
   *
   * @param scale the most that one contributor can change what the noise is added to, over epsilon
   */
  static long draw(KeyedBits bits, Ratio scale) {
    long above = scale.numerator().longValueExact();
    long below = scale.denominator().longValueExact();
    while (true) {
      long size = geometric(bits, above) / below;
      boolean negative = bits.next();
      // Zero has no sign: with both it would come twice as often.
      if (!negative || size != 0) {
        return negative ? -size : size;
      }
    }
  }

  /** A whole number x from 0 with probability proportional to exp(-x / scale). */
  private static long geometric(KeyedBits bits, long scale) {
    long rest = bits.below(scale);
    while (!happens(bits, rest, scale)) {
      rest = bits.below(scale);
    }
    long rounds = 0;
    while (happens(bits, 1, 1)) {
      rounds++;
    }
    return Math.addExact(rest, Math.multiplyExact(scale, rounds));
  }

  /**
   * Something that happens with probability exp(-above / below), for a fraction up to 1: the chance
   * that of events with chances x, x/2, x/3 … an even number happens before the first that does
   * not.
   */
  static boolean happens(KeyedBits bits, long above, long below) {
    long tried = 1;
    while (bits.below(Math.multiplyExact(below, tried)) < above) {
      tried++;
    }
    return tried % 2 == 1;
  }
}
