package dk.bypuls.simulator.nature;

/**
 * Chance as a pure function: the same seed and subject always draw the same number, in any order.
 *
 * <p>That is what lets a restarted simulator send the very bytes it would have sent before.
 */
public final class Chance {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;
  private static final long FIELD = 0xFFFFL;

  private final long seed;

  private Chance(long seed) {
    this.seed = seed;
  }

  /** Chance of a whole town. */
  public static Chance seeded(long seed) {
    return new Chance(mix(seed + GOLDEN));
  }

  /** Chance of one subject, independent of that of every other subject. */
  public Chance of(String subject) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < subject.length(); i++) {
      hash = (hash ^ subject.charAt(i)) * 0x100000001B3L;
    }
    return of(hash);
  }

  public Chance of(long subject) {
    return new Chance(bits(subject));
  }

  /** 64 random bits for this draw. */
  public long bits(long draw) {
    return mix(seed ^ mix(draw * GOLDEN + GOLDEN));
  }

  /** A number from 0 up to, but not including, 1. */
  public double unit(long draw) {
    return (bits(draw) >>> 11) * UNIT;
  }

  public double between(double low, double high, long draw) {
    return low + (high - low) * unit(draw);
  }

  /** A whole number from 0 up to, but not including, the bound. */
  public int below(int bound, long draw) {
    return (int) (unit(draw) * bound);
  }

  public boolean happens(double probability, long draw) {
    return unit(draw) < probability;
  }

  /** A bell-shaped number around 0 with standard deviation 1, never beyond ±3.5. */
  public double bell(long draw) {
    long bits = bits(draw);
    long sum = (bits & FIELD) + (bits >>> 16 & FIELD) + (bits >>> 32 & FIELD) + (bits >>> 48);
    return (sum / (double) FIELD - 2) * 1.7320508075688772;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
