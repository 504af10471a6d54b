package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Dataset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes windows of the readings of a slot, one for each cell and dataset, and tells them. */
final class Teller {

  private final Gate gate;
  private final LatestStarts latest;

  Teller(Gate gate, LatestStarts latest) {
    this.gate = gate;
    this.latest = latest;
  }

  /** Tells what the slot's readings say now that it is complete. */
  void complete(Track track, Plan plan, Slot slot) {
    tell(track, plan, slot, Cells.of(track.history(), slot, plan), Window.Status.COMPLETE, 1);
  }

  /**
   * Tells what one cell's readings say now.
   *
   * @param told the revision that was told before; 0 for none
   * @return the revision that is told now; 0 if there never was a reading that counts
   */
  int correct(Track track, Plan plan, Slot slot, String place, int told) {
    Figures figures = Cells.of(track.history(), slot, plan).byPlace().get(place);
    if (figures == null && told == 0) {
      return 0;
    }
    // What was told of a place is corrected there, even if nothing is left of it.
    Figures left = figures == null ? new Figures() : figures;
    tell(track, plan, slot, Map.entry(place, left), Window.Status.COMPLETE, told + 1);
    return told + 1;
  }

  /** Tells what an open window says so far. */
  void running(Track track, Plan plan, OpenWindow open) {
    Cells cells = open.cells();
    if (cells == null) {
      cells = Cells.of(track.history(), open.slot(), plan);
      open.setCells(cells);
    }
    tell(track, plan, open.slot(), cells, Window.Status.RUNNING, 0);
  }

  private void tell(
      Track track, Plan plan, Slot slot, Cells cells, Window.Status status, int revision) {
    for (Map.Entry<String, Figures> cell : cells.byPlace().entrySet()) {
      tell(track, plan, slot, cell, status, revision);
    }
  }

  private void tell(
      Track track,
      Plan plan,
      Slot slot,
      Map.Entry<String, Figures> cell,
      Window.Status status,
      int revision) {
    List<Dataset> datasets = plan.datasets();
    if (datasets.isEmpty()) {
      tell(track, null, cell.getKey(), slot, plan.window(null, cell, slot, status, revision));
    }
    for (Dataset dataset : datasets) {
      Window window = plan.window(dataset, cell, slot, status, revision);
      tell(track, dataset, cell.getKey(), slot, window);
    }
  }

  private void tell(
      Track track, @Nullable Dataset dataset, String place, Slot slot, Window window) {
    boolean newest =
        gate.isOpenFor(dataset, window.start())
            && latest.advance(track.series().number(), slot, place);
    if (window.status() == Window.Status.RUNNING) {
      gate.running(dataset, window, newest);
    } else {
      gate.complete(dataset, window, newest);
    }
  }
}
