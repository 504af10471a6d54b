package dk.bypuls.api.open;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Windows as the aggregator makes them. */
public final class Windows {

  private Windows() {}

  static Window complete(String sensor, String quantity, Instant start, int revision, long mean) {
    return window(OpenTown.PUBLIC, sensor, quantity, start, Window.Status.COMPLETE, revision, mean);
  }

  static Window running(String sensor, String quantity, Instant start, long mean) {
    return window(OpenTown.PUBLIC, sensor, quantity, start, Window.Status.RUNNING, 0, mean);
  }

  static Window pilot(Instant start, int revision, long mean) {
    return window(
        OpenTown.PILOT,
        "prover-air-01",
        "air-temperature",
        start,
        Window.Status.COMPLETE,
        revision,
        mean);
  }

  /** What is told of people in an area; withheld without a value. */
  static Window ofPeople(String area, Instant start, OptionalLong value) {
    Resolution.Span span = Resolution.PT15M.spanAt(start);
    boolean told = value.isPresent();
    return new Window(
        OpenTown.PEOPLE,
        new Cell.AreaCell(area, 0),
        Quantities.of("people-count"),
        Resolution.PT15M,
        span.start(),
        span.end(),
        told ? Window.Status.COMPLETE : Window.Status.SUPPRESSED,
        1,
        span.end(),
        0,
        0,
        OptionalInt.empty(),
        0,
        told ? Statistics.of(Map.of(Statistic.SUM, value.getAsLong())) : Statistics.NONE,
        told ? null : Window.PROTECTED,
        told ? new Protection(Quality.GOOD, 0, 0) : Protection.WITHHELD);
  }

  /** The same of one counter, as it was before anyone protected it. */
  static Window ofCounter(Instant start, long mean) {
    return window(
        OpenTown.PEOPLE, OpenTown.COUNTER, "people-count", start, Window.Status.COMPLETE, 1, mean);
  }

  static Window secret(Instant start, long mean) {
    return window(
        OpenTown.SECRET,
        "havnstrup-office-01",
        "indoor-temperature",
        start,
        Window.Status.COMPLETE,
        1,
        mean);
  }

  private static Window window(
      String dataset,
      String sensor,
      String quantity,
      Instant start,
      Window.Status status,
      int revision,
      long mean) {
    Resolution.Span span = Resolution.PT1M.spanAt(start);
    String tenant = sensor.substring(0, sensor.indexOf('-'));
    String place = tenant + (sensor.endsWith("02") ? "-havnen" : "-torvet");
    return new Window(
        dataset,
        new Cell.SensorCell(place, sensor),
        Quantities.of(quantity),
        Resolution.PT1M,
        span.start(),
        span.end(),
        status,
        revision,
        span.end().plus(Duration.ofDays(7)),
        1,
        0,
        OptionalInt.of(1),
        0,
        Statistics.of(Map.of(Statistic.MEAN, mean, Statistic.MIN, -5L, Statistic.MAX, mean / 100)),
        null);
  }
}
