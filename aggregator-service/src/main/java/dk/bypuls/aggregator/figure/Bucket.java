package dk.bypuls.aggregator.figure;

/**
 * Groups of whole numbers that differ by less than 1.6 %: each number below 128 has one of its own,
 * and between two powers of two there are 64.
 */
final class Bucket {

  private static final int BITS = 6;
  private static final int PER_POWER = 1 << BITS;

  private Bucket() {}

  /** The bucket of a number. Larger numbers have larger ones. */
  static int of(long value) {
    return value < 0 ? ~ofPositive(~value) : ofPositive(value);
  }

  private static int ofPositive(long value) {
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(value | PER_POWER);
    int shift = power - BITS;
    return value < PER_POWER
        ? (int) value
        : PER_POWER * (shift + 1) + (int) (value >>> shift) - PER_POWER;
  }

  /** The number in the middle of a bucket: none in it is further from it than 0.8 %. */
  static long middle(int bucket) {
    return bucket < 0 ? ~middleOfPositive(~bucket) : middleOfPositive(bucket);
  }

  private static long middleOfPositive(int bucket) {
    if (bucket < PER_POWER) {
      return bucket;
    }
    int shift = bucket / PER_POWER - 1;
    long lowest = (long) (bucket % PER_POWER + PER_POWER) << shift;
    return lowest + ((1L << shift) - 1) / 2;
  }
}
