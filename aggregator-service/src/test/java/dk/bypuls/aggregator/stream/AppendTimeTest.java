package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.stream.Reference.Sent;
import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.registry.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of a broker is set wrong for a while. */
class AppendTimeTest {

  private static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofMinutes(15))
          .sensor("lille-a", "lille-weather", Town.at("lille-torv"))
          .registry();

  private static final Instant NOON = at("2026-06-01T12:00:00Z");
  private static final Instant WRONG_FROM = NOON.plus(Duration.ofHours(3));
  private static final Instant WRONG_UNTIL = NOON.plus(Duration.ofHours(5));
  private static final Instant END = NOON.plus(Duration.ofHours(30));

  private final TestStream stream;

  AppendTimeTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"air-temperature", "rain-total", "door-open"})
  void windowsAreTheSameWhereItWasAhead(String quantity) {
    // Given
    List<Sent> readings = readings(quantity);
    Duration ahead = Duration.ofDays(3);

    // When
    sendAll(stream, readings, time -> isWrong(time) ? time.plus(ahead) : time);
    // What was being gathered when it fell waits until that time is there.
    Instant caughtUp = WRONG_UNTIL.plus(ahead);
    stream.tick(caughtUp).tick(caughtUp.plusSeconds(1));

    // Then
    assertThat(stream.quarantined()).isEmpty();
    assertSays(stream, readings, caughtUp.minusSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"air-temperature", "rain-total", "door-open"})
  void windowsAreTheSameWhereItWasBehind(String quantity) {
    // Given
    List<Sent> readings = readings(quantity);

    // When
    sendAll(stream, readings, time -> isWrong(time) ? Instant.ofEpochSecond(1) : time);

    // Then
    assertThat(stream.quarantined()).isEmpty();
    assertSays(stream, readings, END);
  }

  @Test
  void onlyTheDayOfAJumpBeyondTheLatenessIsLost() {
    // Given
    List<Sent> readings = readings("air-temperature");
    Instant midnight = at("2026-06-01T22:00:00Z");
    Instant jump = NOON.plus(Duration.ofDays(20));

    // When
    List<Sent> before = readings.stream().filter(it -> it.observedAt().isBefore(NOON)).toList();
    List<Sent> after = readings.stream().filter(it -> !before.contains(it)).toList();
    sendAll(stream, before, time -> time);
    stream.tick(jump);
    sendAll(stream, after, time -> time);

    // Then
    List<Sent> lost =
        after.stream().filter(reading -> reading.observedAt().isBefore(midnight)).toList();
    assertThat(stream.quarantined())
        .hasSameSizeAs(lost)
        .allMatch(it -> it.reason() == Quarantined.Reason.TOO_LATE);
    List<Sent> rest = readings.stream().filter(reading -> !lost.contains(reading)).toList();
    assertSays(stream, rest, jump.minusSeconds(60));
  }

  @Test
  void devicesAreToldOfAgainWhenItFallsBack() {
    // Given
    Instant wrong = NOON.plus(Duration.ofDays(3));
    stream.reading(wrong, "lille-a", "battery-level", "90", NOON);

    // When
    stream.reading(NOON, "lille-a", "battery-level", "89", NOON.plusSeconds(1));

    // Then
    assertThat(stream.deviceStatus())
        .extracting(DeviceStatus::battery)
        .extracting(battery -> battery.orElse(0))
        .containsExactly(90, 89);
  }

  private static boolean isWrong(Instant time) {
    return !time.isBefore(WRONG_FROM) && time.isBefore(WRONG_UNTIL);
  }

  /** One each half hour, from some hours before noon. */
  private static List<Sent> readings(String quantity) {
    List<Sent> readings = new ArrayList<>();
    for (Instant time = NOON.minusSeconds(9000);
        time.isBefore(END);
        time = time.plusSeconds(1800)) {
      long value = readings.size() * 37L % (quantity.equals("door-open") ? 2 : 997);
      readings.add(new Sent("lille-a", quantity, "m" + readings.size(), time, value, 0));
    }
    return readings;
  }

  private static void sendAll(
      TestStream stream, List<Sent> readings, Function<Instant, Instant> clock) {
    for (Sent sent : readings) {
      Instant now = sent.observedAt().plusSeconds(1);
      AnyOrderTest.send(stream, clock.apply(now), "lille-a", sent);
    }
    Instant last = readings.get(readings.size() - 1).observedAt();
    stream.tick(last.plusSeconds(1810)).tick(last.plusSeconds(1811));
  }

  private static void assertSays(TestStream stream, List<Sent> readings, Instant through) {
    assertThat(
            Reference.difference(
                Reference.windows(readings, TOWN, through),
                Reference.lastRevisions(stream.exactWindows())))
        .isEmpty();
  }
}
