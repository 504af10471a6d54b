package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.series.Series;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Resolutions;
import dk.bypuls.events.registry.Sensor;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the registry of one moment says of a series: which windows to make, of which datasets. */
final class Plan {

  /** The dataset of what is in none, and the place of a sensor that is not registered. */
  private static final String NONE = "";

  private final Registry registry;
  private final Series series;
  private final @Nullable Sensor sensor;
  private final @Nullable Duration interval;
  private final List<Dataset> datasets;
  private final List<Resolution> resolutions;
  private final long lateness;
  private final boolean isPublic;

  Plan(Registry registry, Series series) {
    this.registry = registry;
    this.series = series;
    Optional<Sensor> found = registry.sensor(series.sensor());
    this.sensor = found.orElse(null);
    this.interval =
        found.flatMap(s -> registry.profile(s.profile())).map(Profile::interval).orElse(null);
    this.datasets = found.map(s -> registry.datasetsOf(s, series.quantity())).orElseGet(List::of);
    this.resolutions = Resolutions.notFinerThan(interval);
    // One lateness for a series, the longest, so that what it keeps is the same for all.
    this.lateness =
        datasets.stream()
            .map(Dataset::lateness)
            .max(Duration::compareTo)
            .orElse(Dataset.DEFAULT_LATENESS)
            .toMillis();
    this.isPublic = datasets.stream().anyMatch(Dataset::isPublic);
  }

  boolean isOf(Registry current) {
    return registry == current;
  }

  /** From finest to coarsest. */
  List<Resolution> resolutions() {
    return resolutions;
  }

  /** The resolution that says when a reading is too late. */
  Resolution finest() {
    return resolutions.isEmpty() ? Resolution.P1D : resolutions.get(0);
  }

  List<Dataset> datasets() {
    return datasets;
  }

  /** How long after its end a window may be corrected, in milliseconds. */
  long lateness() {
    return lateness;
  }

  /** Whether some of it may be told while it is running. */
  boolean isPublic() {
    return isPublic;
  }

  String placeAt(long instant) {
    if (sensor == null) {
      return NONE;
    }
    return sensor.placements().size() == 1
        ? sensor.placements().get(0).place()
        : sensor.placeAt(Instant.ofEpochMilli(instant));
  }

  /** Every place where the sensor stood during the slot. */
  Collection<String> placesIn(Slot slot) {
    TreeSet<String> places = new TreeSet<>(List.of(placeAt(slot.start()), placeAt(slot.end() - 1)));
    if (sensor != null) {
      for (Sensor.Placement placement : sensor.placements()) {
        Instant from = placement.from();
        if (from != null
            && from.toEpochMilli() > slot.start()
            && from.toEpochMilli() < slot.end()) {
          places.add(placement.place());
        }
      }
    }
    return places;
  }

  /** The window of a cell: its place and its figures. */
  Window window(
      @Nullable Dataset dataset,
      Map.Entry<String, Figures> cell,
      Slot slot,
      Window.Status status,
      int revision) {
    Figures figures = cell.getValue();
    return new Window(
        dataset == null ? NONE : dataset.id(),
        new Cell.SensorCell(cell.getKey(), series.sensor()),
        series.quantity(),
        slot.resolution(),
        Instant.ofEpochMilli(slot.start()),
        Instant.ofEpochMilli(slot.end()),
        status,
        revision,
        Instant.ofEpochMilli(slot.end() + lateness),
        figures.count(),
        expected(slot),
        figures.flags(),
        figures.of(series.quantity().kind()),
        null);
  }

  private OptionalInt expected(Slot slot) {
    return interval == null
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.max(1, slot.length() / interval.toMillis()));
  }
}
