package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.figure.Figures;
import dk.bypuls.aggregator.figure.Nature;
import dk.bypuls.aggregator.quality.StuckRule;
import dk.bypuls.aggregator.series.History;
import dk.bypuls.aggregator.series.Series;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Resolutions;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the registry of one moment says of a series: which windows to make, of which datasets. */
final class Plan {

  /** The dataset of what is in none, and the place of a sensor that is not registered. */
  private static final String NONE = "";

  /** A state is believed for so many intervals … */
  private static final int INTERVALS_HELD = 3;

  /** … or for so long, if its sensor speaks only when something happens. */
  private static final long LONGEST_HOLD = 86_400_000;

  /** How far back is looked first where no interval is known. */
  private static final long USUAL_STEP = 60_000;

  /** How much further back than its lateness something may have to be looked for. */
  private static final long FURTHER_BACK = 2 * 86_400_000L;

  private final Registry registry;
  private final Series series;
  private final @Nullable Sensor sensor;
  private final @Nullable Duration interval;
  private final List<Dataset> datasets;
  private final List<Resolution> resolutions;
  private final long lateness;
  private final boolean isPublic;
  private final Nature nature;
  private final @Nullable StuckRule stuckRule;

  Plan(Registry registry, Series series) {
    this(registry, series, registry.sensor(series.sensor()));
  }

  private Plan(Registry registry, Series series, Optional<Sensor> found) {
    this.registry = registry;
    this.series = series;
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
    this.nature = nature(registry, found);
    this.stuckRule = StuckRule.of(series.quantity(), interval, stuckAfter(registry, found));
    this.isPublic = datasets.stream().anyMatch(Dataset::letsWindowsOut);
  }

  private Nature nature(Registry registry, Optional<Sensor> found) {
    Quantity quantity = series.quantity();
    long wrap =
        found.flatMap(s -> registry.profile(s.profile())).stream()
            .flatMap(profile -> profile.fields().stream())
            .filter(field -> field.quantity().equals(quantity.id()))
            .flatMap(field -> Optional.ofNullable(field.wraps()).stream())
            .findFirst()
            .map(quantity::scaled)
            .orElse(Nature.NO_WRAP);
    // What it said before its first placement counts for that one.
    long[] breaks =
        found.stream()
            .flatMap(s -> s.placements().stream().skip(1))
            .flatMap(placement -> Optional.ofNullable(placement.from()).stream())
            .mapToLong(Instant::toEpochMilli)
            .toArray();
    long hold = interval == null ? LONGEST_HOLD : INTERVALS_HELD * interval.toMillis();
    return new Nature(quantity, hold, wrap, breaks);
  }

  private @Nullable Duration stuckAfter(Registry registry, Optional<Sensor> found) {
    return found.flatMap(s -> registry.profile(s.profile())).stream()
        .flatMap(profile -> profile.fields().stream())
        .filter(field -> field.quantity().equals(series.quantity().id()))
        .flatMap(field -> Optional.ofNullable(field.stuckAfter()).stream())
        .findFirst()
        .orElse(null);
  }

  /** The same of a sensor that stood elsewhere. */
  Plan placed(List<Sensor.Placement> placements) {
    return new Plan(
        registry,
        series,
        Optional.ofNullable(sensor)
            .map(
                its ->
                    new Sensor(
                        its.id(),
                        its.tenant(),
                        its.sources(),
                        its.device(),
                        its.profile(),
                        placements)));
  }

  /** Where it stood since when; empty if it is not registered. */
  List<Sensor.Placement> placements() {
    return sensor == null ? List.of() : sensor.placements();
  }

  /** When it is stuck; absent where saying the same means nothing. */
  @Nullable StuckRule stuckRule() {
    return stuckRule;
  }

  /** From where it is looked for what was said before that instant: to what is kept at least. */
  History.Lookback lookback(long instant) {
    long step = interval == null ? USUAL_STEP : 2 * interval.toMillis();
    return new History.Lookback(instant, instant - lateness - FURTHER_BACK, step);
  }

  /** What must be known of it to make figures of its readings. */
  Nature nature() {
    return nature;
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

  /** The window of a cell. */
  Window window(@Nullable Dataset dataset, Slot slot, Told told) {
    Figures figures = told.figures();
    return new Window(
        dataset == null ? NONE : dataset.id(),
        new Cell.SensorCell(told.place(), series.sensor()),
        series.quantity(),
        slot.resolution(),
        Instant.ofEpochMilli(slot.start()),
        Instant.ofEpochMilli(slot.end()),
        told.status(),
        told.revision(),
        Instant.ofEpochMilli(slot.end() + lateness),
        figures.count(),
        figures.flagged(),
        expected(slot),
        figures.flags(),
        told.statistics(),
        told.revision() > 1 ? Window.CORRECTED : null);
  }

  /** How many readings are due in a slot. */
  OptionalInt expected(Slot slot) {
    return interval == null
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.max(1, slot.length() / interval.toMillis()));
  }
}
