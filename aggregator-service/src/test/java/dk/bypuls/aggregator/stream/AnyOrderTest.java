package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.stream.Reference.Sent;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantities;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each permutation is sent by a sensor of its own, in one stream. */
class AnyOrderTest {

  private static final Instant MIDNIGHT = at("2026-03-29T22:00:00Z");

  /** Over a midnight, with a chain of copies that reaches further than an hour. */
  private static final List<Sent> READINGS =
      List.of(
          new Sent("", "air-temperature", "a", MIDNIGHT.minus(minutes(50)), -5, 0),
          new Sent("", "air-temperature", "a", MIDNIGHT, -7, 0),
          new Sent("", "air-temperature", "a", MIDNIGHT.plus(minutes(50)), -9, 0),
          new Sent(
              "",
              "air-temperature",
              "b",
              MIDNIGHT.minus(minutes(1)),
              4,
              Hint.TIME_OF_ARRIVAL.bit()),
          new Sent(
              "", "air-temperature", "c", MIDNIGHT.plus(minutes(2)), 900, Hint.OUT_OF_RANGE.bit()));

  @Test
  void everyOrderOfArrivalGivesTheSameWindows(@TempDir Path state) {
    // Given
    List<List<Sent>> orders = permutations(READINGS);
    Town town = new Town().profile("lille-weather", minutes(15));
    for (int sensor = 0; sensor < orders.size(); sensor++) {
      town.sensor("lille-" + sensor, "lille-weather", Town.at("lille-torv"));
    }
    Registry registry = town.registry();

    // When
    List<Window> windows = new ArrayList<>();
    try (TestStream stream = new TestStream(state, registry)) {
      for (int turn = 0; turn < READINGS.size(); turn++) {
        // Some come before their windows' ends, some after, each gathered on its own.
        Instant now = MIDNIGHT.minus(minutes(45)).plus(minutes(30L * turn));
        for (int sensor = 0; sensor < orders.size(); sensor++) {
          send(stream, now, "lille-" + sensor, orders.get(sensor).get(turn));
        }
        stream.tick(now.plusSeconds(60));
      }
      stream.tick(MIDNIGHT.plus(Duration.ofHours(30)));
      stream.tick(MIDNIGHT.plus(Duration.ofHours(31)));
      windows.addAll(stream.exactWindows());
    }

    // Then
    Map<String, List<Window>> bySensor = new HashMap<>();
    for (Window window : windows) {
      bySensor
          .computeIfAbsent(((Cell.SensorCell) window.cell()).sensor(), s -> new ArrayList<>())
          .add(window);
    }
    assertThat(bySensor).hasSize(orders.size());
    bySensor.forEach(
        (sensor, told) ->
            assertThat(Reference.lastRevisions(told))
                .as("order of %s", sensor)
                .isEqualTo(
                    Reference.windows(of(sensor), registry, MIDNIGHT.plus(Duration.ofHours(30)))));
  }

  private static List<Sent> of(String sensor) {
    return READINGS.stream()
        .map(r -> new Sent(sensor, r.quantity(), r.message(), r.observedAt(), r.value(), r.hints()))
        .toList();
  }

  static void send(TestStream stream, Instant now, String sensor, Sent sent) {
    // The aggregator finds that out by itself.
    boolean skewed = Hint.CLOCK_SKEW.in(sent.hints()) && !Hint.TIME_OF_ARRIVAL.in(sent.hints());
    int hints = sent.hints() & ~Hint.CLOCK_SKEW.bit();
    Reading reading =
        new Reading(Quantities.of(sent.quantity()), 0, sent.value(), sent.observedAt(), hints);
    stream.send(
        now,
        new Readings(
            Town.TENANT,
            sensor,
            "lille-lorawan",
            Origin.ofMessage(sensor, sent.message()),
            skewed ? sent.observedAt().minus(Duration.ofHours(1)) : sent.observedAt(),
            List.of(reading)));
  }

  private static <T> List<List<T>> permutations(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (T first : items) {
      List<T> rest = new ArrayList<>(items);
      rest.remove(first);
      for (List<T> tail : permutations(rest)) {
        List<T> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        all.add(order);
      }
    }
    return all;
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
