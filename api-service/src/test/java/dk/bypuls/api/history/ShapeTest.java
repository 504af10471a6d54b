package dk.bypuls.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.answer.Row;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShapeTest {

  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  private static final int MINUTES = 3_000;
  private static final Instant TO = FROM.plusSeconds(60L * MINUTES);

  @Test
  void keepsTheEndsAndTheExtremesOfEachPartOfEachSeries() {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      // Given
      List<Row> rows = rows(random);
      int points = 4 + random.nextInt(400);
      Shape.Parts parts = Shape.Parts.of(FROM, TO, points);

      // When
      List<Row> chosen = chosen(rows, parts);

      // Then
      assertThat(chosen).isSubsetOf(rows).isSortedAccordingTo(Row.ORDER).doesNotHaveDuplicates();
      assertThat(chosen(rows, parts)).isEqualTo(chosen);
      for (String sensor : List.of("a", "b", "c")) {
        List<Row> of = of(rows, sensor);
        List<Row> kept = of(chosen, sensor);
        assertThat(kept).hasSizeLessThanOrEqualTo(points);
        of.stream()
            .collect(Collectors.groupingBy(row -> parts.at(row.start())))
            .values()
            .forEach(
                part -> {
                  assertThat(kept).contains(part.get(0), part.get(part.size() - 1));
                  assertThat(extremes(kept, part)).isEqualTo(extremes(part, part));
                });
      }
    }
  }

  @Test
  void goesOnFromAnyRowAsIfItHadNotStopped() {
    // Given
    List<Row> rows = rows(new Random(8));
    Shape.Parts parts = Shape.Parts.of(FROM, TO, 97);
    List<Row> whole = chosen(rows, parts);

    for (int i = 0; i < whole.size(); i++) {
      // When
      Row last = whole.get(i);
      Instant from = parts.startOf(last.start());
      List<Row> rest = rows.stream().filter(row -> !row.start().isBefore(from)).toList();

      // Then
      assertThat(chosen(rest, parts).stream().filter(row -> Row.ORDER.compare(row, last) > 0))
          .containsExactlyElementsOf(whole.subList(i + 1, whole.size()));
    }
  }

  private static List<Row> chosen(List<Row> rows, Shape.Parts parts) {
    List<Row> chosen = new ArrayList<>();
    new Shape(rows.iterator(), parts).forEachRemaining(chosen::add);
    return chosen;
  }

  private static List<Row> of(List<Row> rows, String sensor) {
    return rows.stream().filter(row -> row.sensor().equals(sensor)).toList();
  }

  /** The lowest and the highest of those rows that are in the part. */
  private static List<Long> extremes(List<Row> rows, List<Row> part) {
    List<Row> both = rows.stream().filter(part::contains).toList();
    return List.of(
        both.stream()
            .flatMapToLong(row -> Shape.figure(row, true).stream())
            .min()
            .orElse(Long.MAX_VALUE),
        both.stream()
            .flatMapToLong(row -> Shape.figure(row, false).stream())
            .max()
            .orElse(Long.MIN_VALUE));
  }

  private static List<Row> rows(Random random) {
    List<Row> rows = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute += 1 + random.nextInt(30)) {
      for (String sensor : List.of("a", "b", "c")) {
        if (random.nextInt(3) > 0) {
          rows.add(row(sensor, FROM.plusSeconds(60L * minute), random));
        }
      }
    }
    rows.sort(Comparator.comparing(Row::start).thenComparing(Row::sensor));
    return rows;
  }

  private static Row row(String sensor, Instant start, Random random) {
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    // A few say nothing, and values come more than once.
    if (random.nextInt(10) > 0) {
      long middle = random.nextInt(50);
      figures.put(sensor.equals("a") ? Statistic.SUM : Statistic.MEAN, middle);
      figures.put(Statistic.MIN, middle - random.nextInt(9));
      figures.put(Statistic.MAX, middle + random.nextInt(9));
    }
    Window window =
        new Window(
            "air",
            new Cell.SensorCell("p", sensor),
            Quantities.of("air-temperature"),
            Resolution.PT1M,
            start,
            start.plusSeconds(60),
            Window.Status.COMPLETE,
            1,
            start.plusSeconds(600),
            1,
            0,
            OptionalInt.empty(),
            0,
            Statistics.of(figures),
            null);
    return new PublishedWindow(window, start.plusSeconds(70));
  }
}
