package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.series.History;
import java.util.Map;
import java.util.TreeMap;

/** The readings of one slot by the place where the sensor stood: mostly one, two where it moved. */
final class Cells implements History.Reader {

  private final Plan plan;
  private final Map<String, Figures> figures = new TreeMap<>();

  Cells(Plan plan) {
    this.plan = plan;
  }

  static Cells of(History history, Slot slot, Plan plan) {
    Cells cells = new Cells(plan);
    history.forEach(slot.start(), slot.end(), cells);
    return cells;
  }

  @Override
  public void read(long observedAt, long value, long id, int hints) {
    at(plan.placeAt(observedAt)).read(observedAt, value, id, hints);
  }

  Map<String, Figures> byPlace() {
    return figures;
  }

  private Figures at(String place) {
    Figures found = figures.get(place);
    if (found == null) {
      found = new Figures();
      figures.put(place, found);
    }
    return found;
  }
}
