package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.stream.Reference.Sent;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A month outlives the readings that its first days were made of. */
class MonthTest {

  /** The month in which the clock is put back: 745 hours. */
  private static final Instant OCTOBER = at("2026-09-30T22:00:00Z");

  private static final Instant NOVEMBER = at("2026-10-31T23:00:00Z");

  private static final Registry TOWN =
      new Town()
          .counter("lille-seldom", Duration.ofHours(5), "rain-total", "1000")
          .sensor(
              "lille-a",
              "lille-seldom",
              Town.at("lille-torv"),
              Town.at("lille-havn", at("2026-10-12T10:00:00Z")))
          .registry();

  @ParameterizedTest
  @ValueSource(strings = {"air-temperature", "rain-total", "door-open", "sound-level"})
  void isWhatAllItsReadingsSay(String quantity, @TempDir Path state) {
    // Given
    List<Sent> readings = new ArrayList<>();
    Instant end = NOVEMBER.plus(Duration.ofDays(2));
    for (Instant time = OCTOBER.minusSeconds(600);
        time.isBefore(end);
        time = time.plusSeconds(20_000)) {
      long value = readings.size() * 37L % (quantity.equals("door-open") ? 2 : 997);
      readings.add(new Sent("lille-a", quantity, "m" + readings.size(), time, value, 0));
    }
    Sent late = readings.remove(readings.size() - 30);
    Sent tooLate = new Sent("lille-a", quantity, "late", OCTOBER.plusSeconds(1), 5, 0);

    // When
    List<Window> windows;
    List<Quarantined> quarantined;
    try (TestStream stream = new TestStream(state, TOWN)) {
      for (Sent sent : readings) {
        AnyOrderTest.send(stream, sent.observedAt().plusSeconds(1), "lille-a", sent);
      }
      AnyOrderTest.send(stream, end, "lille-a", late);
      AnyOrderTest.send(stream, end, "lille-a", tooLate);
      stream.tick(end.plusSeconds(70));
      stream.tick(end.plusSeconds(71));
      windows = stream.windows(Topics.EXACT_WINDOWS, Resolution.P1M);
      quarantined = stream.quarantined();
    }

    // Then
    readings.add(late);
    var expected = Reference.windows(readings, TOWN, end);
    expected.keySet().removeIf(name -> name.resolution() != Resolution.P1M);
    assertThat(Reference.difference(expected, Reference.lastRevisions(windows))).isEmpty();
    assertThat(expected.keySet()).extracting(Reference.Name::start).contains(OCTOBER);
    assertThat(windows).anyMatch(window -> window.revision() == 2);
    assertThat(quarantined).hasSize(1);
  }
}
