package dk.bypuls.api.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The datasets that one client hears, each counted once however often it asked for it (C7). */
final class HeardDatasets {

  private final Function<String, Runnable> count;
  private final Map<String, Runnable> heard = new HashMap<>();

  /**
   * None yet.
   *
   * @param count counts one more who listens to a dataset, until what it returns is run
   */
  HeardDatasets(Function<String, Runnable> count) {
    this.count = count;
  }

  /** Takes note that it hears these from now on, and no others. */
  void are(Set<String> now) {
    heard
        .entrySet()
        .removeIf(
            before -> {
              boolean isOver = !now.contains(before.getKey());
              if (isOver) {
                before.getValue().run();
              }
              return isOver;
            });
    now.forEach(dataset -> heard.computeIfAbsent(dataset, count));
  }
}
