package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.series.History;
import dk.bypuls.aggregator.series.Series;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Registry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is held in memory of one series. All of it can be made again from the stores and the
 * registry.
 */
final class Track {

  /** Of the objects that it is made of, with its series, its plan and where it is looked up. */
  private static final int FRAME = 1_000;

  /** Of an open window and its figures. */
  private static final int OPEN_WINDOW = 600;

  private final Series series;
  private final History history;
  private final long[] scheduled = new long[Resolution.all().size() + 1];
  private final List<OpenWindow> open = new ArrayList<>(0);
  private Plan plan;
  private int weighed;
  private boolean placed;

  Track(Series series, History history, Registry registry) {
    this.series = series;
    this.history = history;
    this.plan = new Plan(registry, series);
    Arrays.fill(scheduled, Long.MIN_VALUE);
  }

  Series series() {
    return series;
  }

  History history() {
    return history;
  }

  /** Weighs it again. Answers how many bytes of memory more it takes than when it was weighed. */
  int growth() {
    int before = weighed;
    weighed = FRAME + OPEN_WINDOW * open.size() + history.weight();
    return weighed - before;
  }

  /** What it weighed. */
  int weighed() {
    return weighed;
  }

  /** What the registry says of it now. */
  Plan plan(Registry registry) {
    if (!plan.isOf(registry)) {
      plan = new Plan(registry, series);
      placed = false;
      forgetCells();
    }
    return plan;
  }

  /** Whether it was seen to that what was told goes with where the sensor stood. */
  boolean isPlaced() {
    return placed;
  }

  void setPlaced() {
    placed = true;
  }

  /** Whether the end of that slot was put on the agenda since this was loaded; now it is. */
  boolean schedule(Slot slot) {
    boolean known = scheduled[slot.resolution().number()] == slot.start();
    scheduled[slot.resolution().number()] = slot.start();
    return known;
  }

  /** The open window of that slot. Those that have ended by now make room for it. */
  OpenWindow open(Slot slot, long now) {
    for (OpenWindow window : open) {
      if (window.slot().equals(slot)) {
        return window;
      }
    }
    open.removeIf(window -> window.slot().end() <= now);
    OpenWindow window = new OpenWindow(slot);
    open.add(window);
    return window;
  }

  /** The open windows are to be made of the readings again. */
  void forgetCells() {
    open.forEach(window -> window.setCells(null));
  }
}
