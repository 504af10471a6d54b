package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {

  private static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofMinutes(30))
          .sensor("lille-a", "lille-weather", Town.at("lille-torv"))
          .registry();

  private final TestStream stream;

  CalendarTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, 46",
    "2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, 50",
    "2026-06-01T22:00:00Z, 2026-06-02T22:00:00Z, 48"
  })
  void daysFollowTheDanishCalendar(Instant midnight, Instant nextMidnight, int readings) {
    // Given
    for (Instant time = midnight; time.isBefore(nextMidnight); time = time.plusSeconds(1800)) {
      stream.reading(time, "lille-a", "air-temperature", "1", time);
    }

    // When
    stream.tick(nextMidnight.plusSeconds(10));

    // Then
    List<Window> days = stream.windows(Topics.EXACT_WINDOWS, Resolution.P1D);
    assertThat(days).hasSize(1);
    assertThat(days.get(0).start()).isEqualTo(midnight);
    assertThat(days.get(0).end()).isEqualTo(nextMidnight);
    assertThat(days.get(0).count()).isEqualTo(readings);
    assertThat(days.get(0).expected()).hasValue(readings);
    assertThat(stream.windows(Topics.EXACT_WINDOWS, Resolution.PT1H)).hasSize(readings / 2);
    assertThat(stream.progress(Topics.EXACT_WINDOWS))
        .contains(new CompleteThrough("", 0, Resolution.P1D, nextMidnight));
  }

  @Test
  void readingsAroundMidnightAreOfTwoDays() {
    // Given
    Instant midnight = at("2026-06-01T22:00:00Z");
    stream.reading(midnight, "lille-a", "air-temperature", "1", midnight.minusMillis(1));
    stream.reading(midnight, "lille-a", "air-temperature", "2", midnight);

    // When
    stream.tick(midnight.plus(Duration.ofHours(25)));

    // Then
    assertThat(stream.windows(Topics.EXACT_WINDOWS, Resolution.P1D))
        .extracting(Window::end)
        .containsExactly(midnight, midnight.plus(Duration.ofDays(1)));
  }
}
