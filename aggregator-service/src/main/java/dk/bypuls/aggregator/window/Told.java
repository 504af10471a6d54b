package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.figure.Figures;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window.Status;
import java.util.Map;

/**
 * What is told of a cell.
 *
 * @param revision 0 while it is filling
 */
record Told(String place, Figures figures, Statistics statistics, Status status, int revision) {

  static Told complete(Map.Entry<String, Figures> cell, int revision) {
    Figures figures = cell.getValue();
    return new Told(cell.getKey(), figures, figures.statistics(), Status.COMPLETE, revision);
  }

  static Told running(Map.Entry<String, Figures> cell, long now) {
    Figures figures = cell.getValue();
    return new Told(cell.getKey(), figures, figures.statistics(now), Status.RUNNING, 0);
  }
}
