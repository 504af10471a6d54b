package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.stream.Reference.Sent;
import dk.bypuls.events.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commit, kill, restore: the windows are those of a run without kills. */
class RestoreIT {

  private static final int SENSORS = 4;
  private static final int READINGS = 6_000;
  private static final String ONLY = "only";

  private final Instant begin =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(2));
  private final List<Sent> readings = IntStream.range(0, READINGS).mapToObj(this::reading).toList();

  @Test
  void tellsTheSameWindowsWhenItIsKilled(@TempDir Path folder) throws Exception {
    // Given
    StreamCity.forgetLogs(ONLY);
    try (StreamCity city = new StreamCity(folder)) {
      Process first = city.launch(ONLY, 0);
      city.send(readings.subList(0, READINGS / 2));
      city.await("windows", () -> !city.told().isEmpty(), () -> "none was told");

      // When
      city.send(readings.subList(READINGS / 4, READINGS * 3 / 4));
      city.kill(first);
      Process second = city.launch(ONLY, 0);
      int before = city.told().size();
      city.await("more windows", () -> city.told().size() > before, () -> "none after " + before);
      city.send(readings.subList(READINGS / 2, READINGS));
      city.kill(second);
      city.loseState(ONLY);
      city.launch(ONLY, 0);

      // Then
      var expected = Reference.windows(readings, StreamProcess.TOWN, Instant.now());
      city.await(
          "the windows of a run without kills",
          () -> Reference.lastRevisions(city.told()).equals(expected),
          () -> Reference.difference(expected, Reference.lastRevisions(city.told())));
      city.demandAcknowledgements();
      assertThat(city.told()).allMatch(window -> window.status() == Window.Status.COMPLETE);
    }
  }

  private Sent reading(int number) {
    Instant observed = begin.plusMillis(number / SENSORS * 1_700L);
    return new Sent(
        "lille-" + number % SENSORS,
        "air-temperature",
        "m" + number,
        observed,
        number % 977 - 400,
        0);
  }
}
