package dk.bypuls.aggregator.privacy;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is told of a longer time or a larger area. It is made of what was told of its leaves and of
 * nothing else, so anyone could make it.
 *
 * @param value the sum over the leaves that were told; absent where none was, or where bands were
 *     told, which have no sum
 * @param leaves how many leaves it has
 * @param withheld how many of them are not in the sum
 */
public record Coarser(OptionalLong value, int leaves, int withheld) {

  /** Of the answers for all leaves of a coarser cell, as they were published. */
  public static Coarser of(List<Answer> leaves) {
    long sum = 0;
    int values = 0;
    int withheld = 0;
    for (Answer answer : leaves) {
      if (answer instanceof Answer.Value told) {
        sum = Math.addExact(sum, told.value());
        values++;
      } else if (answer instanceof Answer.Withheld) {
        withheld++;
      }
    }
    boolean banded = values + withheld < leaves.size();
    return new Coarser(
        values == 0 || banded ? OptionalLong.empty() : OptionalLong.of(sum),
        leaves.size(),
        withheld);
  }
}
