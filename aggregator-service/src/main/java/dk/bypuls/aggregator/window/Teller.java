package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.figure.Figures;
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
  private final Reckoner reckoner;
  private final AreaShares areas;

  Teller(Gate gate, LatestStarts latest, Reckoner reckoner, AreaShares areas) {
    this.gate = gate;
    this.latest = latest;
    this.reckoner = reckoner;
    this.areas = areas;
  }

  /** Tells what the slot's readings say now that it is complete. */
  void complete(Track track, Plan plan, Slot slot) {
    for (Map.Entry<String, Figures> cell : reckoner.figures(track, plan, slot).entrySet()) {
      tell(track, plan, slot, Told.complete(cell, 1));
    }
  }

  /**
   * Tells what one cell's readings say now.
   *
   * @param told the revision that was told before; 0 for none
   * @return the revision that is told now; 0 if there never was a reading that counts
   */
  int correct(Track track, Plan plan, Slot slot, String place, int told) {
    Figures figures = reckoner.figures(track, plan, slot).get(place);
    if (figures == null && told == 0) {
      return 0;
    }
    // What was told of a place is corrected there, even if nothing is left of it.
    Figures left = figures == null ? Figures.merged(plan.nature()) : figures;
    tell(track, plan, slot, Told.complete(Map.entry(place, left), told + 1));
    return told + 1;
  }

  /** Tells what an open window says so far. */
  void running(Track track, Plan plan, OpenWindow open, long now) {
    Cells cells = open.cells();
    if (cells == null) {
      cells = Cells.running(track.history(), open.slot(), plan);
      open.setCells(cells);
    }
    for (Map.Entry<String, Figures> cell : cells.byPlace().entrySet()) {
      tell(track, plan, open.slot(), Told.running(cell, now));
    }
  }

  private void tell(Track track, Plan plan, Slot slot, Told told) {
    List<Dataset> datasets = plan.datasets();
    if (datasets.isEmpty()) {
      tell(track, null, told.place(), slot, plan.window(null, slot, told));
    }
    for (Dataset dataset : datasets) {
      tell(track, dataset, told.place(), slot, plan.window(dataset, slot, told));
      areas.tell(track.series(), plan, dataset, slot, told);
    }
  }

  private void tell(
      Track track, @Nullable Dataset dataset, String place, Slot slot, Window window) {
    boolean newest =
        gate.isOpenFor(dataset, window) && latest.advance(track.series().number(), slot, place);
    if (window.status() == Window.Status.RUNNING) {
      gate.running(dataset, window, newest);
    } else {
      gate.complete(dataset, window, newest);
    }
  }
}
