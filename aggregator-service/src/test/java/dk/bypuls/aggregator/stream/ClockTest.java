package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockTest {

  private static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofMinutes(15))
          .sensor("lille-fast", "lille-weather", Town.at("lille-torv"))
          .sensor("lille-right", "lille-weather", Town.at("lille-torv"))
          .dataset(
              "lille-air",
              PrivacyClass.OPEN,
              "lille-weather",
              Duration.ofDays(7),
              Instant.EPOCH,
              "air-temperature")
          .registry();

  private static final Duration AHEAD = Duration.ofMinutes(10);
  private static final Instant NOON = at("2026-06-01T12:00:00Z");

  private final TestStream stream;

  ClockTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void fastSensorCompletesNobodysWindow() {
    // Given
    Instant now = NOON.plusSeconds(600);
    stream.reading(now, "lille-right", "air-temperature", "1", now);

    // When
    stream.reading(now, "lille-fast", "air-temperature", "2", now.plus(AHEAD));

    // Then
    assertThat(stream.windows()).isEmpty();
  }

  @Test
  void fastSensorsReadingsWaitInTheirOwnWindow() {
    // Given
    Instant now = NOON.plusSeconds(600);
    stream.reading(now, "lille-fast", "air-temperature", "2", now.plus(AHEAD));
    int shownEarly = ofQuarter(Topics.LIVE).size();

    // When
    stream.tick(NOON.plusSeconds(899));
    int shownBeforeItsStart = ofQuarter(Topics.LIVE).size();
    stream.tick(NOON.plusSeconds(900));
    int shownFromItsStart = ofQuarter(Topics.LIVE).size();
    stream.tick(NOON.plusSeconds(1810));

    // Then
    assertThat(shownEarly).isZero();
    assertThat(shownBeforeItsStart).isZero();
    assertThat(shownFromItsStart).isEqualTo(1);
    assertThat(ofQuarter(Topics.WINDOWS))
        .extracting(Window::start)
        .containsExactly(NOON.plusSeconds(900));
  }

  @Test
  void setsAsideWhatClaimsToBeFromAfterTomorrow() {
    // Given
    Instant soon = NOON.plus(Duration.ofHours(24)).plusMillis(1);

    // When
    stream.reading(NOON, "lille-fast", "air-temperature", "2", soon);

    // Then
    assertThat(stream.quarantined()).hasSize(1);
    assertThat(stream.count("bypuls.aggregator.readings", "outcome", "ahead")).isEqualTo(1);
  }

  private List<Window> ofQuarter(Topic<WindowEvent> topic) {
    return stream.windows(topic, Resolution.PT15M);
  }
}
