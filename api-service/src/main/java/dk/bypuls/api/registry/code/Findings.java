package dk.bypuls.api.registry.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that was found wrong so far. */
final class Findings {

  /** More than this helps nobody; the rest is counted. */
  static final int MOST_SHOWN = 1_000;

  private final List<Finding> found = new ArrayList<>();

  void add(Spot spot, Said said) {
    found.add(new Finding(spot, said));
  }

  /** For what only somebody who writes files can do wrong: it is said in English alone. */
  void add(Spot spot, String message) {
    found.add(new Finding(spot, message));
  }

  int count() {
    return found.size();
  }

  /** In the order of the files' names and lines. */
  List<Finding> sorted() {
    List<Finding> sorted =
        new ArrayList<>(
            found.stream()
                .distinct()
                .sorted(
                    Comparator.comparing(Finding::file)
                        .thenComparingInt(Finding::line)
                        .thenComparingInt(Finding::column))
                .toList());
    if (sorted.size() <= MOST_SHOWN) {
      return sorted;
    }
    int left = sorted.size() - MOST_SHOWN;
    Finding last = sorted.get(MOST_SHOWN);
    List<Finding> shown = new ArrayList<>(sorted.subList(0, MOST_SHOWN));
    shown.add(new Finding(new Spot(last.file(), last.line(), last.column()), Wrong.MORE.of(left)));
    return shown;
  }
}
