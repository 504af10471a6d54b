package dk.bypuls.api.history;

import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Resolutions;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A series of which the registry says that it has windows, and when.
 *
 * @param stays when a sensor stood there
 */
record DeclaredSeries(Cell cell, Quantity quantity, List<Stay> stays) {

  private static final Comparator<DeclaredSeries> ORDER =
      Comparator.comparing(DeclaredSeries::place)
          .thenComparing(DeclaredSeries::sensor)
          .thenComparing(series -> series.quantity.id())
          .thenComparing(DeclaredSeries::area);

  /** A half-open stretch of time without an end, or without a beginning. */
  record Stay(@Nullable Instant from, @Nullable Instant to) {

    static final Stay ALWAYS = new Stay(null, null);

    boolean hasPartIn(Instant start, Instant end) {
      return (from == null || from.isBefore(end)) && (to == null || to.isAfter(start));
    }
  }

  /** Whether a window of it may be that starts and ends then. */
  boolean isThere(Instant start, Instant end) {
    return stays.stream().anyMatch(stay -> stay.hasPartIn(start, end));
  }

  String place() {
    return cell instanceof Cell.SensorCell there ? there.place() : "";
  }

  String sensor() {
    return cell instanceof Cell.SensorCell there ? there.sensor() : "";
  }

  String area() {
    return cell instanceof Cell.AreaCell there ? there.area() : "";
  }

  /**
   * Those of a dataset that are asked for, in the order of rows.
   *
   * <p>Of a dataset about people these are the areas in which anybody may know that something is
   * counted, whenever that was, and nothing of sensors: where one stood when is not told.
   *
   * @param inside whether exact windows are asked for, of each sensor
   */
  static List<DeclaredSeries> of(
      Registry registry,
      Dataset dataset,
      Resolution resolution,
      Selection selection,
      boolean inside) {
    PolicyHistory policies =
        inside || dataset.leavesWhole() ? null : dataset.protection().orElse(null);
    Map<String, DeclaredSeries> found = new TreeMap<>();
    for (Sensor sensor : registry.sensors()) {
      Profile profile = registry.profile(sensor.profile()).orElse(null);
      if (profile == null || (policies == null && !makes(profile, resolution))) {
        continue;
      }
      for (String quantity : dataset.quantities()) {
        if (dataset.covers(sensor, quantity)
            && profile.fields().stream().anyMatch(field -> field.quantity().equals(quantity))) {
          cells(registry, dataset, sensor, Quantities.of(quantity), policies)
              .forEach(series -> found.merge(series.key(), series, DeclaredSeries::and));
        }
      }
    }
    return found.values().stream()
        .filter(
            series ->
                selection.has(series.place(), series.sensor(), series.quantity.id(), series.area()))
        .sorted(ORDER)
        .toList();
  }

  private static boolean makes(Profile profile, Resolution resolution) {
    return Resolutions.notFinerThan(profile.interval()).contains(resolution);
  }

  private static List<DeclaredSeries> cells(
      Registry registry,
      Dataset dataset,
      Sensor sensor,
      Quantity quantity,
      @Nullable PolicyHistory policies) {
    List<DeclaredSeries> cells = new ArrayList<>();
    List<Sensor.Placement> placements = sensor.placements();
    for (int i = 0; i < placements.size(); i++) {
      Sensor.Placement placement = placements.get(i);
      Instant end = i + 1 < placements.size() ? placements.get(i + 1).from() : null;
      Stay stay = policies == null ? new Stay(placement.from(), end) : Stay.ALWAYS;
      if (policies == null) {
        cells.add(
            new DeclaredSeries(
                new Cell.SensorCell(placement.place(), sensor.id()), quantity, List.of(stay)));
      }
      Place place = registry.place(placement.place()).orElse(null);
      for (AreaTree tree : registry.areaTreesOf(dataset)) {
        if (place != null) {
          areas(tree, place, policies)
              .forEach(
                  area ->
                      cells.add(
                          new DeclaredSeries(new Cell.AreaCell(area, 0), quantity, List.of(stay))));
        }
      }
    }
    return cells;
  }

  private static List<String> areas(AreaTree tree, Place place, @Nullable PolicyHistory policies) {
    List<String> path = tree.pathTo(place);
    if (policies == null) {
      return path;
    }
    int depth =
        policies.versions().stream()
            .filter(policy -> policy.grain().tree().equals(tree.key()))
            .mapToInt(policy -> policy.grain().depth())
            .max()
            .orElse(-1);
    return path.subList(0, Math.min(path.size(), depth + 1));
  }

  private String key() {
    return place() + ' ' + sensor() + ' ' + quantity.id() + ' ' + area();
  }

  private DeclaredSeries and(DeclaredSeries other) {
    List<Stay> both = new ArrayList<>(stays);
    both.addAll(other.stays);
    return new DeclaredSeries(cell, quantity, List.copyOf(both));
  }
}
