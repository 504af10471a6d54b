package dk.bypuls.aggregator.privacy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a leaf before anyone is told of it.
 *
 * @param unit what a group consists of
 * @param smallestGroup leaves with fewer of the unit are withheld. It is the count with noise that
 *     is compared, less a margin, so that of twenty smaller groups less than one is told
 * @param largestShare the most, in thousandths, that one contributor may have of a value that is
 *     told; 1,000 for no limit
 * @param rounding values are told as multiples of this; 1 for none
 * @param bands tell the band instead of the value; absent to tell the value
 * @param delay how long after its end a leaf is told
 * @param dropped categories that are not told at all
 * @param tellsZero whether nothing (with noise) is told as 0 and not withheld as a small group
 * @param daily what may be told of a contributor in a day; absent where its contributions are not
 *     bounded
 */
public record Rules(
    GroupUnit unit,
    int smallestGroup,
    int largestShare,
    Noise noise,
    long rounding,
    @Nullable Bands bands,
    Duration delay,
    Set<String> dropped,
    boolean tellsZero,
    @Nullable Daily daily) {

  /** One whole, of which shares are given in thousandths. */
  public static final int WHOLE = 1_000;

  public Rules {
    dropped = Set.copyOf(dropped);
    demand(smallestGroup >= 1, "smallestGroup: 1 or more, not " + smallestGroup);
    demand(
        largestShare >= 1 && largestShare <= WHOLE,
        "largestShare: from 1 to 1000 thousandths, not " + largestShare);
    demand(rounding >= 1, "rounding: 1 or more, not " + rounding);
    demand(!delay.isNegative(), "delay: not before the end, but " + delay);
    demand(
        !unit.isCounted() || noise.cap() == 1,
        "noise.cap: 1 where the value is a count, not " + noise.cap());
    demand(
        unit.isCounted() || !tellsZero,
        "tellsZero: only of counts; of households nothing is withheld like any small group");
    demand(
        unit != GroupUnit.PASSAGE || daily == null,
        "daily: passages are nobody's, so nothing can be said of a contributor's day");
  }

  private static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * Rules as strict as these and others, field by field; none where their groups are of different
   * units or no rounding fits both, and nothing may be told.
   */
  Optional<Rules> strictest(Rules other) {
    Optional<Long> common = commonMultiple(rounding, other.rounding);
    if (unit != other.unit || common.isEmpty()) {
      return Optional.empty();
    }
    Set<String> either = new HashSet<>(dropped);
    either.addAll(other.dropped);
    return Optional.of(
        new Rules(
            unit,
            Math.max(smallestGroup, other.smallestGroup),
            Math.min(largestShare, other.largestShare),
            noise.strictest(other.noise),
            common.get(),
            strictest(bands, other.bands),
            delay.compareTo(other.delay) >= 0 ? delay : other.delay,
            either,
            tellsZero && other.tellsZero,
            strictest(daily, other.daily)));
  }

  private static @Nullable Bands strictest(@Nullable Bands one, @Nullable Bands other) {
    return one == null || other == null ? (one == null ? other : one) : one.strictest(other);
  }

  private static @Nullable Daily strictest(@Nullable Daily one, @Nullable Daily other) {
    return one == null || other == null ? (one == null ? other : one) : one.strictest(other);
  }

  private static Optional<Long> commonMultiple(long one, long other) {
    BigInteger first = BigInteger.valueOf(one);
    BigInteger second = BigInteger.valueOf(other);
    BigInteger multiple = first.divide(first.gcd(second)).multiply(second);
    return multiple.bitLength() < Long.SIZE
        ? Optional.of(multiple.longValueExact())
        : Optional.empty();
  }

  /**
   * What is told of a group and a value, both with their noise. Nothing else of the leaf enters, so
   * what is told, and whether, tells no more than these two do.
   */
  Answer tell(long noisyGroup, long noisyValue) {
    if (unit.isCounted() && noisyValue <= 0 && tellsZero) {
      return shown(0);
    }
    return isLargeEnough(noisyGroup) && !oneMayDominate(noisyValue)
        ? shown(noisyValue)
        : Answer.WITHHELD;
  }

  /** Whether it is at least the smallest group even if noise has made it larger than it is. */
  boolean isLargeEnough(long noisyGroup) {
    return noisyGroup - Noise.margin(noise.groupScale(unit)) >= smallestGroup;
  }

  /**
   * Whether one contributor could have more than the largest share. Each is taken to be at the cap,
   * since how large the largest is may not be looked at: the answer would tell. As above, noise may
   * have made the value larger.
   */
  boolean oneMayDominate(long noisyValue) {
    long surely = noisyValue - Noise.margin(noise.valueScale(unit));
    return BigInteger.valueOf(noise.cap())
            .multiply(BigInteger.valueOf(WHOLE))
            .compareTo(BigInteger.valueOf(surely).multiply(BigInteger.valueOf(largestShare)))
        > 0;
  }

  /** How a value that may be told is told. */
  Answer shown(long value) {
    Ratio scale = noise.valueScale(unit);
    if (bands != null) {
      Answer.Band band = bands.of(value, Quality.ROUGH);
      return bands.of(value, Quality.of(band.from(), scale));
    }
    long rounded = rounded(value);
    // A zero that is told is a zero; what rounds to it and is none would be mistaken for it (I6).
    return rounded == 0 && value != 0
        ? Answer.WITHHELD
        : new Answer.Value(rounded, Quality.of(rounded, scale));
  }

  private long rounded(long value) {
    long down = value - value % rounding;
    return value - down >= rounding - (value - down) ? Math.addExact(down, rounding) : down;
  }

  /** These rules with another smallest group. */
  Rules withSmallestGroup(int other) {
    return new Rules(
        unit, other, largestShare, noise, rounding, bands, delay, dropped, tellsZero, daily);
  }
}
