package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Cell;
import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {

  private static final Instant NOON = at("2026-06-01T12:00:00Z");
  private static final String TEMPERATURE = "air-temperature";

  private static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofSeconds(1))
          .sensor(
              "lille-a",
              "lille-weather",
              Town.at("lille-torv"),
              Town.at("lille-havn", NOON.plusSeconds(450)))
          .registry();

  private final TestStream stream;

  StateTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void keepsMoreReadingsThanOneChunkHolds() {
    // Given
    Instant now = NOON;
    for (int second = 0; second < 900; second++) {
      now = NOON.plusSeconds(second);
      String value = second == 300 ? "30000000" : "" + second % 7;
      stream.reading(now, "lille-a", TEMPERATURE, value, now);
    }

    // When
    stream.tick(NOON.plusSeconds(910));

    // Then
    List<Window> cells = stream.windows(Topics.EXACT_WINDOWS, Resolution.PT15M);
    assertThat(cells).extracting(Window::count).containsExactly(450L, 450L);
    assertThat(cells.get(1).statistics().get(Statistic.MAX)).isEqualTo(3_000_000_000L);
  }

  @Test
  void makesOneWindowOfEachPlaceWhereTheSensorStood() {
    // Given
    stream.reading(NOON, "lille-a", TEMPERATURE, "1", NOON.plusSeconds(1));
    stream.tick(NOON.plusSeconds(910));

    // When
    stream.reading(NOON.plusSeconds(920), "lille-a", TEMPERATURE, "2", NOON.plusSeconds(500));
    stream.tick(NOON.plusSeconds(990));

    // Then
    assertThat(stream.windows(Topics.EXACT_WINDOWS, Resolution.PT15M))
        .extracting(Window::cell)
        .containsExactly(
            new Cell.SensorCell("lille-torv", "lille-a"),
            new Cell.SensorCell("lille-havn", "lille-a"));
    assertThat(stream.exactWindows()).allMatch(window -> window.revision() == 1);
  }

  @Test
  void forgetsADayWhenNothingMayCorrectItAnyMore() {
    // Given
    stream.reading(NOON, "lille-a", TEMPERATURE, "1", NOON);
    stream.tick(NOON.plus(Duration.ofDays(2)));
    stream.reading(NOON.plus(Duration.ofDays(2)), "lille-a", TEMPERATURE, "2", NOON.plusSeconds(1));
    long kept = stream.stored("readings");

    // When
    stream.tick(NOON.plus(Duration.ofDays(8)));

    // Then
    assertThat(kept).isEqualTo(1);
    assertThat(stream.stored("readings")).as("the last reading").isEqualTo(1);
    assertThat(stream.stored("windows"))
        .as("how far it is, the day for its month, the month's end and farewell")
        .isEqualTo(4);
  }

  @Test
  void forgetsAMonthWhenNothingMayCorrectItAnyMore() {
    // Given
    stream.reading(NOON, "lille-a", TEMPERATURE, "1", NOON);
    stream.tick(NOON.plus(Duration.ofDays(8)));

    // When
    stream.tick(NOON.plus(Duration.ofDays(31)));
    stream.tick(NOON.plus(Duration.ofDays(45)));

    // Then
    assertThat(stream.stored("windows")).as("how far it is").isEqualTo(1);
    assertThat(stream.windows(Topics.EXACT_WINDOWS, Resolution.P1M)).hasSize(1);
  }

  @Test
  void tellsOfADeviceOnceAMinute() {
    // Given
    device(NOON, "90");
    device(NOON.plusSeconds(30), "89");

    // When
    device(NOON.plusSeconds(60), "88");

    // Then
    assertThat(stream.deviceStatus())
        .extracting(status -> status.battery().orElseThrow())
        .containsExactly(90, 88);
    assertThat(stream.deviceStatus())
        .extracting(DeviceStatus::lastSeen)
        .containsExactly(NOON, NOON.plusSeconds(60));
  }

  private void device(Instant now, String battery) {
    stream.send(
        now,
        new Readings(
            Town.TENANT,
            "lille-a",
            "lille-lorawan",
            new Origin(now.toEpochMilli(), 0),
            now,
            List.of(
                TestStream.reading("battery-level", battery, now),
                TestStream.reading("radio-snr", "-7.5", now))));
  }
}
