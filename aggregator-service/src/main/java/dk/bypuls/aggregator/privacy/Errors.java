package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far what would have been told as a value is from what was.
 *
 * @param values how many were told
 * @param typical half of them are no further off, in the last decimal place of the quantity
 * @param largest none is further off
 * @param typicalShare half of them are no further off, in thousandths of what was
 */
public record Errors(long values, long typical, long largest, long typicalShare) {

  /** Apart by category: of two quantities there is no common last decimal place. */
  static SortedMap<String, Errors> byCategory(
      List<Simulation.ExactLeaf> past, Map<Leaf, Answer> answers) {
    SortedMap<String, List<Simulation.ExactLeaf>> apart = new TreeMap<>();
    for (Simulation.ExactLeaf exact : past) {
      apart.computeIfAbsent(exact.leaf().category(), name -> new ArrayList<>()).add(exact);
    }
    SortedMap<String, Errors> errors = new TreeMap<>();
    apart.forEach((category, leaves) -> errors.put(category, of(leaves, answers)));
    return errors;
  }

  private static Errors of(List<Simulation.ExactLeaf> past, Map<Leaf, Answer> answers) {
    List<Long> errors = new ArrayList<>();
    List<Long> shares = new ArrayList<>();
    for (Simulation.ExactLeaf exact : past) {
      Totals totals = exact.totals();
      if (totals != null && answers.get(exact.leaf()) instanceof Answer.Value told) {
        long value = totals.value();
        long error = Math.abs(told.value() - value);
        errors.add(error);
        shares.add(error == 0 ? 0 : Rules.WHOLE * error / Math.max(1, value));
      }
    }
    errors.sort(null);
    shares.sort(null);
    int count = errors.size();
    return count == 0
        ? new Errors(0, 0, 0, 0)
        : new Errors(count, lowerMedian(errors), errors.get(count - 1), lowerMedian(shares));
  }

  private static long lowerMedian(List<Long> sorted) {
    return sorted.get((sorted.size() - 1) / 2);
  }
}
