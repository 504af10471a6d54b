package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Cell;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More windows end at once than one second of append time tells. */
class MidnightTest {

  private static final int SENSORS = 1500;
  private static final Instant MIDNIGHT = at("2026-06-01T22:00:00Z");
  private static final Instant OBSERVED = MIDNIGHT.minusSeconds(60);

  @Test
  void tellsAnEndOfTheDayInSeveralTurns(@TempDir Path state) {
    try (TestStream stream = new TestStream(state, town())) {
      // Given
      for (int sensor = 0; sensor < SENSORS; sensor++) {
        reading(stream, OBSERVED, sensor);
      }

      // When
      Instant settled = MIDNIGHT.plusSeconds(10);
      stream.tick(settled);
      final int toldInOneTurn = stream.exactWindows().size();
      final int progressInOneTurn = stream.progress(Topics.EXACT_WINDOWS).size();
      reading(stream, settled, 0);
      reading(stream, settled, SENSORS - 1);
      stream.tick(settled.plusSeconds(1));
      final int toldInTwoTurns = stream.exactWindows().size();
      stream.tick(settled.plusSeconds(60));

      // Then
      assertThat(toldInOneTurn).isEqualTo(4000);
      assertThat(stream.progress(Topics.EXACT_WINDOWS).subList(0, progressInOneTurn))
          .noneMatch(progress -> progress.through().equals(MIDNIGHT));
      assertThat(toldInTwoTurns).isEqualTo(3 * SENSORS);
      assertThat(stream.progress(Topics.EXACT_WINDOWS))
          .contains(new CompleteThrough("", 0, Resolution.P1D, MIDNIGHT));
      assertThat(Reference.lastRevisions(stream.exactWindows()).values())
          .filteredOn(said -> said.count() == 2)
          .hasSize(6);
      assertThat(stream.exactWindows())
          .filteredOn(window -> window.revision() == 2)
          .extracting(Window::cell)
          .containsOnly(new Cell.SensorCell("lille-torv", "lille-0"));
    }
  }

  private static void reading(TestStream stream, Instant now, int sensor) {
    stream.reading(
        now, "lille-" + sensor, "air-temperature", "1", OBSERVED.plusSeconds(sensor % 7));
  }

  private static Registry town() {
    Town town = new Town().profile("lille-weather", Duration.ofMinutes(15));
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      town.sensor("lille-" + sensor, "lille-weather", Town.at("lille-torv"));
    }
    return town.registry();
  }
}
