package dk.bypuls.aggregator.privacy;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is told of a longer time or a larger area. It is made of what was told of its leaves and of
 * nothing else, so anyone could make it.
 *
 * @param sum of the values that were told
 * @param told how many values were told
 * @param banded of how many leaves a band was told, which has no sum
 * @param withheld how many leaves were withheld
 */
public record Coarser(long sum, int told, int banded, int withheld) {

  /** Of no leaf. */
  public static final Coarser NONE = new Coarser(0, 0, 0, 0);

  /** Of the answers for all leaves of a coarser cell, as they were published. */
  public static Coarser of(List<Answer> leaves) {
    Coarser all = NONE;
    for (Answer leaf : leaves) {
      all = all.and(leaf);
    }
    return all;
  }

  /** With one leaf more. */
  public Coarser and(Answer leaf) {
    if (leaf instanceof Answer.Value value) {
      return new Coarser(Math.addExact(sum, value.value()), told + 1, banded, withheld);
    }
    return leaf instanceof Answer.Band
        ? new Coarser(sum, told, banded + 1, withheld)
        : new Coarser(sum, told, banded, withheld + 1);
  }

  /**
   * This, as another says it that was made of the same leaves; nothing is told of any where that
   * cannot be, as it is of more leaves or fewer.
   */
  public Coarser as(Coarser remade) {
    return remade.leaves() == leaves() ? remade : new Coarser(0, 0, 0, leaves());
  }

  /** How many leaves it has. */
  public int leaves() {
    return told + banded + withheld;
  }

  /** The sum over the leaves that were told; absent where none was, or where a band was told. */
  public OptionalLong value() {
    return told == 0 || banded > 0 ? OptionalLong.empty() : OptionalLong.of(sum);
  }
}
