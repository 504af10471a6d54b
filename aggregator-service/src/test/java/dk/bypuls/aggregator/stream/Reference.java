package dk.bypuls.aggregator.stream;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
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
import java.util.TreeMap;

/**
 * Windows of gauges as anyone would make them who has all readings at hand: sort, group, compute.
 */
final class Reference {

  private static final MathContext PRECISE = new MathContext(60);

  private Reference() {}

  /** What a gauge's sensor sent: copies have the same message. */
  record Sent(String sensor, String message, Instant observedAt, long value, int hints) {

    boolean canBeCopied() {
      return !Hint.NOT_DEDUPLICATED.in(hints);
    }
  }

  /** Which window. */
  record Name(Cell cell, Resolution resolution, Instant start) {}

  /** What it says in the end. */
  record Said(long count, int flags, Statistics statistics) {}

  /** What the last revision of each window says, but for those with nothing in them. */
  static Map<Name, Said> lastRevisions(List<Window> windows) {
    Map<Name, Window> last = new HashMap<>();
    for (Window window : windows) {
      Name name = new Name(window.cell(), window.resolution(), window.start());
      Window before = last.put(name, window);
      if (window.revision() != (before == null ? 1 : before.revision() + 1)) {
        throw new AssertionError("a revision is missing or told twice: " + window);
      }
    }
    Map<Name, Said> said = new HashMap<>();
    last.forEach(
        (name, window) -> {
          if (window.count() > 0 || window.flags() != 0) {
            said.put(name, new Said(window.count(), window.flags(), window.statistics()));
          }
        });
    return said;
  }

  /** The windows that those readings make, whatever order they came in. */
  static Map<Name, Said> windows(List<Sent> readings, Registry registry) {
    Map<Name, List<Sent>> groups = new HashMap<>();
    for (Sent reading : once(readings)) {
      Sensor sensor = registry.sensor(reading.sensor()).orElseThrow();
      Duration interval = registry.profile(sensor.profile()).orElseThrow().interval();
      for (Resolution resolution : Resolution.all()) {
        if (resolution != Resolution.P1M
            && (interval == null || resolution.usualLength().compareTo(interval) >= 0)) {
          Cell cell = new Cell.SensorCell(sensor.placeAt(reading.observedAt()), sensor.id());
          Instant start = resolution.spanAt(reading.observedAt()).start();
          groups
              .computeIfAbsent(new Name(cell, resolution, start), n -> new ArrayList<>())
              .add(reading);
        }
      }
    }
    Map<Name, Said> windows = new HashMap<>();
    groups.forEach((name, group) -> windows.put(name, said(group)));
    return windows;
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

  private static Said said(List<Sent> readings) {
    int flags = readings.stream().mapToInt(Sent::hints).reduce(0, (a, b) -> a | b);
    List<Sent> entered =
        readings.stream()
            .filter(r -> !Hint.IMPLAUSIBLE.in(r.hints()) && !Hint.OUT_OF_RANGE.in(r.hints()))
            .sorted(Comparator.comparing(Sent::observedAt))
            .toList();
    return new Said(entered.size(), flags, statistics(entered));
  }

  private static Statistics statistics(List<Sent> sorted) {
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    if (!sorted.isEmpty()) {
      BigDecimal n = BigDecimal.valueOf(sorted.size());
      BigDecimal sum =
          sorted.stream()
              .map(r -> BigDecimal.valueOf(r.value()))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal mean = sum.divide(n, PRECISE);
      figures.put(Statistic.MEAN, hundredths(mean));
      figures.put(Statistic.MIN, sorted.stream().mapToLong(Sent::value).min().orElseThrow());
      figures.put(Statistic.MAX, sorted.stream().mapToLong(Sent::value).max().orElseThrow());
      figures.put(Statistic.FIRST, sorted.get(0).value());
      figures.put(Statistic.LAST, sorted.get(sorted.size() - 1).value());
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
    return Statistics.of(figures);
  }

  private static long hundredths(BigDecimal value) {
    return value.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }
}
