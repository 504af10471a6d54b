package dk.bypuls.aggregator.recompute;

import dk.bypuls.aggregator.store.ToldWindow;
import dk.bypuls.events.Cell;
import dk.bypuls.events.WindowJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recomputed windows held against stored ones.
 *
 * @param compared so many windows were the same or were not
 * @param unsettled so many were told by either so late that the other may not have come to it
 */
record Comparison(int compared, int unsettled, List<Difference> differences) {

  /** What depends on when and how often a window was told, and not on its readings. */
  private static final Pattern PROCESSING =
      Pattern.compile("\"(?:revision\":\\d+|publishedAt\":\"[^\"]*\"|reason\":\"[^\"]*\"),");

  Comparison {
    differences = List.copyOf(differences);
  }

  /** In what way a window differs. */
  enum What {
    /** The readings give it, and history does not have it. */
    MISSING,
    /** History has it, and the readings do not give it. */
    EXTRA,
    /** Both have it, and it does not say the same. */
    DIFFERS
  }

  /** One window that is not the same; its canonical JSON on each side that has it. */
  record Difference(What what, String cell, @Nullable String stored, @Nullable String recomputed) {}

  /**
   * Compares the last revision of each window.
   *
   * @param settled what was told after it is left out
   */
  static Comparison of(
      Map<String, ToldWindow> stored, Map<String, ToldWindow> recomputed, Instant settled) {
    TreeSet<String> cells = new TreeSet<>(stored.keySet());
    cells.addAll(recomputed.keySet());
    cells.removeIf(cell -> !recomputed.containsKey(cell) && isEmptyArea(stored.get(cell)));
    List<Difference> differences = new ArrayList<>();
    int unsettled = 0;
    for (String cell : cells) {
      ToldWindow one = stored.get(cell);
      ToldWindow other = recomputed.get(cell);
      if (isAfter(one, settled) || isAfter(other, settled)) {
        unsettled++;
        continue;
      }
      String before = canonical(one);
      String again = canonical(other);
      if (before == null) {
        differences.add(new Difference(What.MISSING, cell, null, again));
      } else if (again == null) {
        differences.add(new Difference(What.EXTRA, cell, before, null));
      } else if (!before.equals(again)) {
        differences.add(new Difference(What.DIFFERS, cell, before, again));
      }
    }
    return new Comparison(cells.size() - unsettled, unsettled, differences);
  }

  /** An area of which nothing is left was told for as long as something was. */
  private static boolean isEmptyArea(@Nullable ToldWindow told) {
    return told != null
        && told.window().cell() instanceof Cell.AreaCell area
        && area.contributors() == 0;
  }

  private static boolean isAfter(@Nullable ToldWindow told, Instant settled) {
    return told != null && told.at().isAfter(settled);
  }

  /** The window without its revision, its reason and when it was told (design, section 6). */
  static @Nullable String canonical(@Nullable ToldWindow told) {
    return told == null
        ? null
        : PROCESSING.matcher(WindowJson.write(told.window(), told.at())).replaceAll("");
  }
}
