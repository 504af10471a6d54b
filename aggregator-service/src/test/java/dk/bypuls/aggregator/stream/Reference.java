package dk.bypuls.aggregator.stream;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Resolutions;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.vocabulary.Kind;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Windows as anyone would make them who has all readings at hand: sort, group, compute. */
final class Reference {

  private static final MathContext PRECISE = new MathContext(60);

  private final Registry registry;
  private final Instant through;
  private final Map<Name, List<Sent>> groups = new HashMap<>();

  /** Of a state: for how long it was on, and known, in each window. */
  private final Map<Name, long[]> spent = new HashMap<>();

  /** Of a counter: what it grew in each window. */
  private final Map<Name, Long> grown = new HashMap<>();

  /** What is found out by comparing readings with those before them. */
  private final Map<Name, Integer> found = new HashMap<>();

  /** In which cells a sensor is that stands at a place. */
  private final BiFunction<String, String, List<Cell>> cells;

  /** Whose readings make each window. */
  private final Map<Name, Set<String>> sensors = new HashMap<>();

  private Reference(
      Registry registry, Instant through, BiFunction<String, String, List<Cell>> cells) {
    this.registry = registry;
    this.through = through;
    this.cells = cells;
  }

  /** What a sensor sent: copies have the same message. */
  record Sent(
      String sensor, String quantity, String message, Instant observedAt, long value, int hints) {

    boolean canBeCopied() {
      return !Hint.NOT_DEDUPLICATED.in(hints);
    }

    boolean enters() {
      return !Hint.IMPLAUSIBLE.in(hints) && !Hint.OUT_OF_RANGE.in(hints);
    }
  }

  /** Which window. */
  record Name(Cell cell, Quantity quantity, Resolution resolution, Instant start) {

    static Name of(Window window) {
      Cell cell =
          window.cell() instanceof Cell.AreaCell area
              ? new Cell.AreaCell(area.area(), 0)
              : window.cell();
      return new Name(cell, window.quantity(), window.resolution(), window.start());
    }
  }

  /** What it says in the end, and of how many sensors if it is an area's. */
  record Said(
      long count, long flagged, int flags, Map<Statistic, Long> figures, int contributors) {}

  /** What the last revision of each window says, but for those with nothing in them. */
  static Map<Name, Said> lastRevisions(List<Window> windows) {
    Map<Name, Window> last = new HashMap<>();
    for (Window window : windows) {
      Name name = Name.of(window);
      Window before = last.put(name, window);
      if (window.revision() != (before == null ? 1 : before.revision() + 1)) {
        throw new AssertionError("a revision is missing or told twice: " + window);
      }
    }
    Map<Name, Said> said = new HashMap<>();
    last.forEach(
        (name, window) -> {
          if (window.count() > 0 || window.flags() != 0 || !window.statistics().isEmpty()) {
            Map<Statistic, Long> figures = comparable(name, window.statistics());
            int contributors =
                window.cell() instanceof Cell.AreaCell area ? area.contributors() : 0;
            said.put(
                name,
                new Said(window.count(), window.flagged(), window.flags(), figures, contributors));
          }
        });
    return said;
  }

  /** Where they part: what was not told, what nobody asked for, and what says something else. */
  static String difference(Map<Name, Said> expected, Map<Name, Said> told) {
    List<String> parts = new ArrayList<>();
    expected.forEach(
        (name, said) -> {
          if (!said.equals(told.get(name))) {
            parts.add(name + "\n  should say " + said + "\n  and says   " + told.get(name));
          }
        });
    told.forEach(
        (name, said) -> {
          if (!expected.containsKey(name)) {
            parts.add(name + "\n  should not be and says " + said);
          }
        });
    parts.sort(Comparator.naturalOrder());
    return parts.isEmpty()
        ? ""
        : parts.size()
            + " differ:\n"
            + String.join("\n", parts.subList(0, Math.min(8, parts.size())));
  }

  /** The windows that those readings make by that time, whatever order they came in. */
  static Map<Name, Said> windows(List<Sent> readings, Registry registry, Instant through) {
    return windows(
        readings,
        new Reference(
            registry, through, (place, sensor) -> List.of(new Cell.SensorCell(place, sensor))));
  }

  /** Those of the areas in which the places are. */
  static Map<Name, Said> areas(
      List<Sent> readings,
      Registry registry,
      Instant through,
      Function<String, List<String>> areasOf) {
    return windows(
        readings,
        new Reference(
            registry,
            through,
            (place, sensor) ->
                areasOf.apply(place).stream()
                    .<Cell>map(area -> new Cell.AreaCell(area, 0))
                    .toList()));
  }

  private static Map<Name, Said> windows(List<Sent> readings, Reference reference) {
    Map<String, List<Sent>> series = new TreeMap<>();
    for (Sent reading : once(readings)) {
      series
          .computeIfAbsent(reading.sensor() + "/" + reading.quantity(), s -> new ArrayList<>())
          .add(reading);
    }
    series.values().forEach(reference::group);
    return reference.said();
  }

  private void group(List<Sent> series) {
    series.forEach(
        reading ->
            names(reading, reading.observedAt(), reading.observedAt())
                .forEach(
                    name -> groups.computeIfAbsent(name, n -> new ArrayList<>()).add(reading)));
    List<Sent> sorted =
        series.stream()
            .filter(Sent::enters)
            .sorted(Comparator.comparing(Sent::observedAt))
            .toList();
    for (int i = 0; i < sorted.size(); i++) {
      Sent next = i + 1 < sorted.size() ? sorted.get(i + 1) : null;
      Kind kind = Quantities.of(sorted.get(i).quantity()).kind();
      if (kind == Kind.STATE) {
        hold(sorted.get(i), next);
      } else if (kind == Kind.COUNTER && next != null) {
        grow(sorted.get(i), next);
      } else if (kind == Kind.GAUGE) {
        seeWhetherItIsStuck(sorted, i);
      }
    }
  }

  /** The windows of a reading's place that share any time with that span. */
  private List<Name> names(Sent reading, Instant from, Instant to) {
    Sensor sensor = registry.sensor(reading.sensor()).orElseThrow();
    List<Cell> standsIn = cells.apply(sensor.placeAt(reading.observedAt()), sensor.id());
    List<Name> names = new ArrayList<>();
    for (Resolution resolution : Resolutions.notFinerThan(profile(reading).interval())) {
      Resolution.Span span = resolution.spanAt(from);
      do {
        if (!span.end().isAfter(through)) {
          for (Cell cell : standsIn) {
            names.add(new Name(cell, Quantities.of(reading.quantity()), resolution, span.start()));
          }
        }
        span = resolution.spanAt(span.end());
      } while (span.start().isBefore(to));
    }
    names.forEach(name -> sensors.computeIfAbsent(name, n -> new TreeSet<>()).add(sensor.id()));
    return names;
  }

  private Profile profile(Sent reading) {
    Sensor sensor = registry.sensor(reading.sensor()).orElseThrow();
    return registry.profile(sensor.profile()).orElseThrow();
  }

  private void hold(Sent reading, @Nullable Sent next) {
    Duration interval = profile(reading).interval();
    Instant until =
        reading.observedAt().plus(interval == null ? Duration.ofDays(1) : interval.multipliedBy(3));
    until = next == null ? until : earlier(until, next.observedAt());
    Instant moved = moved(reading);
    until = moved == null ? until : earlier(until, moved);
    for (Name name : names(reading, reading.observedAt(), until)) {
      Instant end = name.resolution().spanAt(name.start()).end();
      long from = Math.max(reading.observedAt().toEpochMilli(), name.start().toEpochMilli());
      long known = Math.min(until.toEpochMilli(), end.toEpochMilli()) - from;
      long[] sum = spent.computeIfAbsent(name, n -> new long[2]);
      sum[0] += reading.value() == 0 ? 0 : known;
      sum[1] += known;
    }
  }

  private void seeWhetherItIsStuck(List<Sent> sorted, int last) {
    Sent reading = sorted.get(last);
    Duration stuckAfter =
        profile(reading).fields().stream()
            .filter(field -> field.quantity().equals(reading.quantity()))
            .findFirst()
            .map(Profile.Field::stuckAfter)
            .orElse(null);
    int first = last;
    while (first > 0 && sorted.get(first - 1).value() == reading.value()) {
      first--;
    }
    Instant since = sorted.get(first).observedAt();
    if (stuckAfter != null
        && last - first + 1 >= 12
        && !since.plus(stuckAfter).isAfter(reading.observedAt())) {
      names(reading, reading.observedAt(), reading.observedAt())
          .forEach(name -> found.put(name, Flag.STUCK.bit()));
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** When the sensor was moved next after that reading. */
  private @Nullable Instant moved(Sent reading) {
    return registry.sensor(reading.sensor()).orElseThrow().placements().stream()
        .skip(1)
        .map(Sensor.Placement::from)
        .filter(from -> from != null && from.isAfter(reading.observedAt()))
        .findFirst()
        .orElse(null);
  }

  private void grow(Sent reading, Sent next) {
    Instant moved = moved(reading);
    if (moved != null && !moved.isAfter(next.observedAt())) {
      return;
    }
    long wrap =
        profile(reading).fields().stream()
            .filter(field -> field.quantity().equals(reading.quantity()) && field.wraps() != null)
            .map(field -> Quantities.of(reading.quantity()).scaled(field.wraps()))
            .findFirst()
            .orElse(0L);
    long step = next.value() - reading.value();
    boolean wrapped = step < 0 && wrap > reading.value() && step + wrap < wrap / 2;
    boolean reset = step < 0 && !wrapped;
    long delta = wrapped ? step + wrap : reset ? next.value() : step;
    for (Name name : names(next, next.observedAt(), next.observedAt())) {
      grown.merge(name, delta, Long::sum);
      if (reset) {
        found.put(name, Flag.COUNTER_RESET.bit());
      }
    }
  }

  private int contributors(Name name) {
    return sensors.getOrDefault(name, Set.of()).size();
  }

  private Map<Name, Said> said() {
    // What holds on while nothing is heard is not told each minute.
    spent.keySet().stream()
        .filter(name -> name.resolution() != Resolution.PT1M)
        .forEach(name -> groups.computeIfAbsent(name, n -> new ArrayList<>()));
    Map<Name, Said> windows = new HashMap<>();
    groups.forEach((name, group) -> windows.put(name, said(name, group)));
    return windows;
  }

  private Said said(Name name, List<Sent> readings) {
    int flags = readings.stream().mapToInt(Sent::hints).reduce(0, (a, b) -> a | b);
    List<Sent> entered =
        readings.stream()
            .filter(Sent::enters)
            .sorted(Comparator.comparing(Sent::observedAt))
            .toList();
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    if (!entered.isEmpty()) {
      figures(name.quantity().kind(), entered, figures);
    }
    if (grown.containsKey(name)) {
      figures.put(Statistic.DELTA, grown.get(name));
    }
    long[] times = spent.get(name);
    if (times != null && times[1] > 0) {
      long length = name.resolution().spanAt(name.start()).length().toMillis();
      figures.put(Statistic.SHARE, tenThousandths(times[0], times[1]));
      boolean ofOne = name.cell() instanceof Cell.SensorCell;
      long all = ofOne ? length : length * contributors(name);
      figures.put(Statistic.KNOWN, tenThousandths(times[1], all));
    }
    boolean ofArea = name.cell() instanceof Cell.AreaCell;
    if (ofArea) {
      figures.keySet().removeAll(List.of(Statistic.FIRST, Statistic.LAST));
    }
    return new Said(
        entered.size(),
        readings.size() - entered.size(),
        flags | found.getOrDefault(name, 0),
        comparable(name, Statistics.of(figures)),
        ofArea ? contributors(name) : 0);
  }

  /**
   * Without what is no exact function of whole numbers, or is rounded for a month: that it is there
   * is compared.
   */
  private static Map<Statistic, Long> comparable(Name name, Statistics statistics) {
    Map<Statistic, Long> all = new EnumMap<>(Statistic.class);
    for (Statistic statistic : Statistic.all()) {
      boolean trigonometric = name.quantity().kind() == Kind.DIRECTION;
      boolean inexact =
          switch (statistic) {
            case LEQ -> true;
            case MEAN, STDDEV -> trigonometric;
            case P05, P50, P95, L10, L90 ->
                name.resolution() == Resolution.P1M || name.cell() instanceof Cell.AreaCell;
            default -> false;
          };
      statistics.find(statistic).ifPresent(value -> all.put(statistic, inexact ? 0 : value));
    }
    return all;
  }

  /** Leaves out every copy that has another in the hour before it. */
  private static List<Sent> once(List<Sent> readings) {
    Map<String, TreeMap<Instant, Sent>> byMessage = new TreeMap<>();
    List<Sent> once = new ArrayList<>();
    for (Sent reading : readings) {
      if (reading.canBeCopied()) {
        byMessage
            .computeIfAbsent(reading.sensor() + "/" + reading.message(), m -> new TreeMap<>())
            .merge(reading.observedAt(), reading, Reference::smaller);
      } else {
        once.add(reading);
      }
    }
    for (TreeMap<Instant, Sent> copies : byMessage.values()) {
      copies.forEach(
          (time, copy) -> {
            Instant before = copies.lowerKey(time);
            if (before == null || before.plus(Duration.ofHours(1)).isBefore(time)) {
              once.add(copy);
            }
          });
    }
    return once;
  }

  private static Sent smaller(Sent one, Sent other) {
    return Comparator.comparingLong(Sent::value).thenComparingInt(Sent::hints).compare(one, other)
            <= 0
        ? one
        : other;
  }

  private static void figures(Kind kind, List<Sent> sorted, Map<Statistic, Long> figures) {
    long first = sorted.get(0).value();
    long last = sorted.get(sorted.size() - 1).value();
    switch (kind) {
      case GAUGE -> {
        moments(sorted, figures);
        range(sorted, figures);
        figures.put(Statistic.P05, ranked(sorted, 0.05));
        figures.put(Statistic.P50, ranked(sorted, 0.5));
        figures.put(Statistic.P95, ranked(sorted, 0.95));
      }
      case AMOUNT -> {
        range(sorted, figures);
        figures.put(Statistic.SUM, sorted.stream().mapToLong(Sent::value).sum());
      }
      case SOUND -> {
        range(sorted, figures);
        figures.put(Statistic.LEQ, 0L);
        figures.put(Statistic.L10, ranked(sorted, 0.9));
        figures.put(Statistic.L90, ranked(sorted, 0.1));
      }
      case DIRECTION -> bearings(sorted, figures);
      default -> {}
    }
    if (kind != Kind.AMOUNT) {
      figures.put(Statistic.FIRST, first);
      figures.put(Statistic.LAST, last);
    }
  }

  private static void bearings(List<Sent> sorted, Map<Statistic, Long> figures) {
    double north = 0;
    double east = 0;
    for (Sent reading : sorted) {
      north += Math.cos(Math.toRadians((double) reading.value()));
      east += Math.sin(Math.toRadians((double) reading.value()));
    }
    if (Math.hypot(north, east) / sorted.size() > 1e-6) {
      figures.put(Statistic.MEAN, 0L);
      if (sorted.size() > 1) {
        figures.put(Statistic.STDDEV, 0L);
      }
    }
  }

  private static void range(List<Sent> sorted, Map<Statistic, Long> figures) {
    figures.put(Statistic.MIN, sorted.stream().mapToLong(Sent::value).min().orElseThrow());
    figures.put(Statistic.MAX, sorted.stream().mapToLong(Sent::value).max().orElseThrow());
  }

  /** The smallest reading that at least that share of all does not exceed. */
  private static long ranked(List<Sent> sorted, double share) {
    long[] values = sorted.stream().mapToLong(Sent::value).sorted().toArray();
    BigDecimal least = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(values.length));
    return values[least.setScale(0, RoundingMode.CEILING).intValueExact() - 1];
  }

  private static void moments(List<Sent> sorted, Map<Statistic, Long> figures) {
    BigDecimal n = BigDecimal.valueOf(sorted.size());
    BigDecimal sum =
        sorted.stream()
            .map(r -> BigDecimal.valueOf(r.value()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean = sum.divide(n, PRECISE);
    figures.put(Statistic.MEAN, hundredths(mean));
    if (sorted.size() > 1) {
      BigDecimal squares = BigDecimal.ZERO;
      for (Sent reading : sorted) {
        BigDecimal away = BigDecimal.valueOf(reading.value()).subtract(mean);
        squares = squares.add(away.multiply(away));
      }
      BigDecimal variance = squares.divide(n.subtract(BigDecimal.ONE), PRECISE);
      figures.put(Statistic.STDDEV, hundredths(variance.sqrt(PRECISE)));
    }
  }

  private static long hundredths(BigDecimal value) {
    return value.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }

  private static long tenThousandths(long part, long whole) {
    return BigDecimal.valueOf(part)
        .movePointRight(4)
        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
