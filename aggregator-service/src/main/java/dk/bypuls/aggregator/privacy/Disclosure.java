package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.math.BigInteger;

/** Whether something is told under the rules that are in force, and in which form. */
record Disclosure(Rules rules) {

  /**
   * What is told of a group and a value, both with their noise. Nothing else of the leaf enters, so
   * what is told, and whether, tells no more than these two do.
   */
  Answer tell(long noisyGroup, long noisyValue) {
    if (rules.unit().isCounted() && noisyValue <= 0 && rules.tellsZero()) {
      return shown(0);
    }
    return isLargeEnough(noisyGroup) && !oneMayDominate(noisyValue)
        ? shown(noisyValue)
        : Answer.WITHHELD;
  }

  /** Whether it is at least the smallest group even if noise has made it larger than it is. */
  boolean isLargeEnough(long noisyGroup) {
    return noisyGroup - Noise.margin(rules.noise().groupScale(rules.unit()))
        >= rules.smallestGroup();
  }

  /**
   * Whether one contributor could have more than the largest share. Each is taken to be at the cap,
   * since how large the largest is may not be looked at: the answer would tell. As above, noise may
   * have made the value larger.
   */
  boolean oneMayDominate(long noisyValue) {
    long surely = noisyValue - Noise.margin(rules.noise().valueScale(rules.unit()));
    return BigInteger.valueOf(rules.noise().cap())
            .multiply(BigInteger.valueOf(Rules.WHOLE))
            .compareTo(
                BigInteger.valueOf(surely).multiply(BigInteger.valueOf(rules.largestShare())))
        > 0;
  }

  /** How a value that may be told is told. */
  Answer shown(long value) {
    Ratio scale = rules.noise().valueScale(rules.unit());
    Bands bands = rules.bands();
    if (bands != null) {
      return band(bands, value, scale);
    }
    long rounded = rounded(value);
    // A zero that is told is a zero; what rounds to it and is none would be mistaken for it (I6).
    return rounded == 0 && value != 0
        ? Answer.WITHHELD
        : new Answer.Value(rounded, Quality.of(rounded, scale));
  }

  private long rounded(long value) {
    long rounding = rules.rounding();
    long down = value - value % rounding;
    return value - down >= rounding - (value - down) ? Math.addExact(down, rounding) : down;
  }

  private static Answer band(Bands bands, long value, Ratio scale) {
    long from = 0;
    for (long bound : bands.bounds()) {
      if (value < bound) {
        return new Answer.Band(from, bound, Quality.of(from, scale));
      }
      from = bound;
    }
    return new Answer.Band(from, Long.MAX_VALUE, Quality.of(from, scale));
  }
}
