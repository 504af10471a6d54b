package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.figure.Figures;
import dk.bypuls.aggregator.figure.Nature;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What the sensors of an area say together over one slot. */
final class AreaSum {

  private final Slot slot;
  private final Nature nature;
  private final Quantity quantity;
  private final Map<String, OptionalInt> sensors = new TreeMap<>();
  private final List<Figures> figures = new ArrayList<>();
  private long finalAfter;

  AreaSum(Slot slot, Quantity quantity) {
    this.slot = slot;
    this.quantity = quantity;
    this.nature = natureOf(quantity);
  }

  /** What holds or wraps was reckoned where the readings are. */
  static Nature natureOf(Quantity quantity) {
    return new Nature(quantity, 0, Nature.NO_WRAP);
  }

  void add(AreaBook.Said said) {
    sensors.put(said.sensor(), said.expected());
    figures.add(said.figures());
    finalAfter = Math.max(finalAfter, said.finalAfter());
  }

  /** How many sensors have something to say. */
  int contributors() {
    return sensors.size();
  }

  /** The window of the area. */
  Window window(Dataset dataset, String area, int revision) {
    // A state is known for a share of the time of all sensors together.
    Figures all =
        Figures.merged(nature, slot.start(), slot.start() + slot.length() * sensors.size());
    figures.forEach(all::add);
    long lateness = sensors.isEmpty() ? dataset.lateness().toMillis() : finalAfter;
    return new Window(
        dataset.id(),
        new Cell.AreaCell(area, sensors.size()),
        quantity,
        slot.resolution(),
        Instant.ofEpochMilli(slot.start()),
        Instant.ofEpochMilli(slot.end()),
        Window.Status.COMPLETE,
        revision,
        Instant.ofEpochMilli(slot.end() + lateness),
        all.count(),
        all.flagged(),
        expected(),
        all.flags(),
        withoutEnds(all.statistics()),
        revision > 1 ? Window.CORRECTED : null);
  }

  /**
   * A sensor that moved within the area is expected once; one without an interval hides the sum.
   */
  private OptionalInt expected() {
    if (sensors.isEmpty() || !sensors.values().stream().allMatch(OptionalInt::isPresent)) {
      return OptionalInt.empty();
    }
    long sum = sensors.values().stream().mapToLong(OptionalInt::getAsInt).sum();
    return OptionalInt.of((int) Math.min(sum, Integer.MAX_VALUE));
  }

  /** Which sensor spoke first says nothing of an area. */
  private static Statistics withoutEnds(Statistics statistics) {
    Map<Statistic, Long> rest = new EnumMap<>(Statistic.class);
    for (Statistic statistic : Statistic.all()) {
      if (statistic != Statistic.FIRST && statistic != Statistic.LAST) {
        statistics.find(statistic).ifPresent(value -> rest.put(statistic, value));
      }
    }
    return Statistics.of(rest);
  }
}
