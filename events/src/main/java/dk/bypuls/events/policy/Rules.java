package dk.bypuls.events.policy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    // In one order, so that the same rules are always written the same.
    dropped = Collections.unmodifiableSortedSet(new TreeSet<>(dropped));
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
  public Optional<Rules> strictest(Rules other) {
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

  /** These rules with another smallest group. */
  public Rules withSmallestGroup(int other) {
    return new Rules(
        unit, other, largestShare, noise, rounding, bands, delay, dropped, tellsZero, daily);
  }
}
