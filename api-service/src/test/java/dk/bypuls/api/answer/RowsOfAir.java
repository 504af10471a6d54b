package dk.bypuls.api.answer;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Rows of every sort. */
final class RowsOfAir {

  static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  private RowsOfAir() {}

  static List<PublishedWindow> windows() {
    Statistics figures =
        Statistics.of(Map.of(Statistic.MEAN, -5L, Statistic.MIN, -120L, Statistic.P95, 7L));
    return List.of(
        published(new Cell.SensorCell("torvet", "air-1"), OptionalInt.of(3), figures, null),
        published(new Cell.SensorCell("torvet", "air-2"), OptionalInt.empty(), figures, null),
        published(new Cell.AreaCell("midtby", 4), OptionalInt.of(8), figures, null),
        published(
            new Cell.AreaCell("midtby", 4), OptionalInt.empty(), Statistics.NONE, "protected"));
  }

  static PublishedWindow published() {
    return windows().get(0);
  }

  static Gap gap(Instant start) {
    return new Gap(
        "air",
        new Cell.AreaCell("midtby", 0),
        Quantities.of("air-temperature"),
        Resolution.PT1H,
        start,
        start.plusSeconds(3600),
        Gap.Reason.MISSING);
  }

  /** A window that says how it was protected, and one value. */
  static PublishedWindow aboutPeople(Protection protection) {
    return new PublishedWindow(
        new Window(
            "air",
            new Cell.AreaCell("midtby", 4),
            Quantities.of("air-temperature"),
            Resolution.PT1H,
            START,
            START.plusSeconds(3600),
            Window.Status.COMPLETE,
            2,
            START.plusSeconds(7200),
            0,
            0,
            OptionalInt.empty(),
            0,
            Statistics.of(Map.of(Statistic.SUM, 30L)),
            Window.POLICY,
            protection),
        START.plusMillis(3_600_001));
  }

  private static PublishedWindow published(
      Cell cell, OptionalInt expected, Statistics figures, @Nullable String reason) {
    return new PublishedWindow(
        new Window(
            "air",
            cell,
            Quantities.of("air-temperature"),
            Resolution.PT1H,
            START,
            START.plusSeconds(3600),
            reason == null ? Window.Status.COMPLETE : Window.Status.SUPPRESSED,
            1,
            START.plusSeconds(7200),
            reason == null ? 2 : 0,
            0,
            expected,
            Flag.IMPLAUSIBLE.bit() | Flag.TIME_OF_ARRIVAL.bit(),
            figures,
            reason),
        START.plusSeconds(3601));
  }
}
