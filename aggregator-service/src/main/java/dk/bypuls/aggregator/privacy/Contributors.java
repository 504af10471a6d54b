package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Rules;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which households contributed to a leaf, by number, and how much each.
 *
 * <p>It is a function of the set of contributions, whatever their order (I9). At most {@link #MOST}
 * are kept, those of the lowest numbers, so that a leaf has a size; where more come it counts as
 * that many.
 */
public final class Contributors implements Contributions {

  /** How many contributors of a leaf are told apart. */
  public static final int MOST = 1 << 16;

  public static final Contributors NONE = new Contributors(new long[0], new long[0]);

  private final long[] numbers;
  private final long[] amounts;

  private Contributors(long[] numbers, long[] amounts) {
    this.numbers = numbers;
    this.amounts = amounts;
  }

  /** One contributor: the number of a household, and what it contributed. */
  public static Contributors one(long number, long amount) {
    return new Contributors(new long[] {number}, new long[] {amount});
  }

  /** These and those; what one contributed to both is added up. */
  public Contributors and(Contributors others) {
    long[] bothNumbers = new long[Math.min(MOST, numbers.length + others.numbers.length)];
    long[] bothAmounts = new long[bothNumbers.length];
    int mine = 0;
    int theirs = 0;
    int both = 0;
    while (both < MOST && (mine < numbers.length || theirs < others.numbers.length)) {
      boolean fromMe =
          theirs == others.numbers.length
              || (mine < numbers.length && numbers[mine] <= others.numbers[theirs]);
      boolean fromThem =
          mine == numbers.length
              || (theirs < others.numbers.length && others.numbers[theirs] <= numbers[mine]);
      bothNumbers[both] = fromMe ? numbers[mine] : others.numbers[theirs];
      bothAmounts[both++] =
          sum(fromMe ? amounts[mine++] : 0, fromThem ? others.amounts[theirs++] : 0);
    }
    return new Contributors(Arrays.copyOf(bothNumbers, both), Arrays.copyOf(bothAmounts, both));
  }

  /** How they are kept, on the inner side. */
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * 2 * Long.BYTES);
    for (int i = 0; i < numbers.length; i++) {
      bytes.putLong(numbers[i]).putLong(amounts[i]);
    }
    return bytes.array();
  }

  public static Contributors fromBytes(byte[] kept) {
    ByteBuffer bytes = ByteBuffer.wrap(kept);
    int count = kept.length / (2 * Long.BYTES);
    long[] numbers = new long[count];
    long[] amounts = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = bytes.getLong();
      amounts[i] = bytes.getLong();
    }
    return new Contributors(numbers, amounts);
  }

  private static long sum(long one, long other) {
    long sum = one + other;
    boolean overflows = ((one ^ sum) & (other ^ sum)) < 0;
    return overflows ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  @Override
  public Totals totals(Rules rules) {
    if (rules.unit() != GroupUnit.HOUSEHOLD) {
      throw new IllegalArgumentException("households do not say how many of " + rules.unit().id());
    }
    long cap = rules.noise().cap();
    long value = 0;
    for (long amount : amounts) {
      value += Math.max(0, Math.min(amount, cap));
    }
    return new Totals(numbers.length, value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Contributors those
        && Arrays.equals(numbers, those.numbers)
        && Arrays.equals(amounts, those.amounts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(numbers) + Arrays.hashCode(amounts);
  }

  /** Says how many, not who. */
  @Override
  public String toString() {
    return "Contributors (inner side)";
  }
}
