package dk.bypuls.aggregator.recompute;

import dk.bypuls.aggregator.store.ToldWindow;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What history has to be told so that it says of a range what files say of it.
 *
 * <p>The number of a revision is history's, on whichever side of the wall that is; what says the
 * same already is not told again, so twice the same file is once (I9).
 *
 * @param tell windows with their next revision
 * @param same so many say the same already
 * @param left the cells that say something else, were made of other readings, and stay
 */
record Revisions(List<Window> tell, int same, List<String> left) {

  Revisions {
    tell = List.copyOf(tell);
    left = List.copyOf(left);
  }

  /**
   * Holds the last revision of each stored window against what the files make of it.
   *
   * @param replace whether windows that were made of other readings are revised too
   */
  static Revisions of(
      Map<String, ToldWindow> stored, Map<String, ToldWindow> made, boolean replace) {
    TreeSet<String> cells = new TreeSet<>(stored.keySet());
    cells.addAll(made.keySet());
    List<Window> tell = new ArrayList<>();
    List<String> left = new ArrayList<>();
    int same = 0;
    for (String cell : cells) {
      ToldWindow before = stored.get(cell);
      Window next = next(before, made.get(cell));
      if (next == null) {
        same++;
      } else if (before == null || mayRevise(before.window(), replace)) {
        tell.add(next);
      } else {
        left.add(cell);
      }
    }
    return new Revisions(tell, same, left);
  }

  /** The next revision; absent where there is nothing to be said. */
  private static @Nullable Window next(@Nullable ToldWindow before, @Nullable ToldWindow made) {
    if (before == null) {
      return made == null ? null : made.window().toldAs(1, Window.BACK_FILL);
    }
    Window stored = before.window();
    if (made == null) {
      return isEmpty(stored) ? null : emptied(stored);
    }
    // It says when it was told, too, and that is not what is compared.
    ToldWindow again = new ToldWindow(made.window(), before.at());
    return String.valueOf(Comparison.canonical(before)).equals(Comparison.canonical(again))
        ? null
        : made.window().toldAs(stored.revision() + 1, Window.BACK_FILL);
  }

  /** What the stream made knows readings that no file has; what was withheld stays so for good. */
  private static boolean mayRevise(Window stored, boolean replace) {
    return stored.status() == Window.Status.COMPLETE
        && (replace || Window.BACK_FILL.equals(stored.reason()));
  }

  private static boolean isEmpty(Window window) {
    return window.count() == 0 && window.flagged() == 0 && window.statistics().isEmpty();
  }

  /** What was told is corrected where it was told, even if nothing is left of it. */
  private static Window emptied(Window stored) {
    return new Window(
        stored.dataset(),
        stored.cell(),
        stored.quantity(),
        stored.resolution(),
        stored.start(),
        stored.end(),
        Window.Status.COMPLETE,
        stored.revision() + 1,
        stored.finalAt(),
        0,
        0,
        stored.expected(),
        0,
        Statistics.NONE,
        Window.BACK_FILL);
  }
}
