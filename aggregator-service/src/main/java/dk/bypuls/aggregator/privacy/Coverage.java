package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How many cells would have been told.
 *
 * @param of which cells
 * @param whole all leaves of these were told
 * @param partly some were
 * @param withheld none was
 */
public record Coverage(String of, long whole, long partly, long withheld) {

  public long cells() {
    return whole + partly + withheld;
  }

  /** Of cells that have the leaves for which the function says the same. */
  static Coverage of(String name, Map<Leaf, Answer> answers, Function<Leaf, String> cell) {
    long whole = 0;
    long partly = 0;
    long withheld = 0;
    for (List<Answer> leaves : grouped(answers, cell).values()) {
      long kept = leaves.stream().filter(Answer.WITHHELD::equals).count();
      if (kept == 0) {
        whole++;
      } else if (kept < leaves.size()) {
        partly++;
      } else {
        withheld++;
      }
    }
    return new Coverage(name, whole, partly, withheld);
  }

  /** Of leaves, apart by what the function says of them. */
  static List<Coverage> by(Map<Leaf, Answer> answers, Function<Leaf, String> property) {
    List<Coverage> coverages = new ArrayList<>();
    grouped(answers, property)
        .forEach(
            (name, leaves) -> {
              long kept = leaves.stream().filter(Answer.WITHHELD::equals).count();
              coverages.add(new Coverage(name, leaves.size() - kept, 0, kept));
            });
    return List.copyOf(coverages);
  }

  private static Map<String, List<Answer>> grouped(
      Map<Leaf, Answer> answers, Function<Leaf, String> cell) {
    Map<String, List<Answer>> groups = new TreeMap<>();
    answers.forEach(
        (leaf, answer) ->
            groups.computeIfAbsent(cell.apply(leaf), name -> new ArrayList<>()).add(answer));
    return groups;
  }
}
