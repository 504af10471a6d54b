package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Flag;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What windows say of the quality of their readings. */
class QualityTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final String TEMPERATURE = "air-temperature";

  private final TestStream stream;

  QualityTest(@TempDir Path folder) {
    Source.Mqtt mqtt = new Source.Mqtt("tcp://broker:1883", "up", null, 1, null, null);
    stream =
        new TestStream(
            folder,
            new Town()
                .source(new Source("lille-pushed", Town.TENANT, "json", mqtt, null, null, true))
                .source(
                    new Source(
                        "lille-lorawan", Town.TENANT, "chirpstack-v4", mqtt, null, null, true))
                .source(
                    new Source(
                        "lille-files",
                        Town.TENANT,
                        "csv",
                        null,
                        null,
                        null,
                        true,
                        null,
                        new Source.Folder(Duration.ofMinutes(1))))
                .steady("lille-x", Duration.ofMinutes(10), TEMPERATURE, Duration.ofHours(3))
                .sensor("lille-a", "lille-x", Town.at("lille-torv"))
                .registry());
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @ParameterizedTest
  @CsvSource({
    "lille-pushed, PT0S, , false",
    "lille-pushed, PT59S, , false",
    "lille-pushed, PT61S, , true",
    "lille-lorawan, PT61S, , true",
    "lille-files, PT61S, , true",
    "lille-pushed, PT61S, TIME_OF_ARRIVAL, false",
    "lille-pushed, PT-6H, , false",
    "lille-pushed, PT-7H, , true",
    "lille-lorawan, PT-7H, , false",
    "lille-files, PT-7H, , false",
  })
  void aClockIsHeldAgainstTheTimeOfArrival(
      String source, Duration ahead, @Nullable Hint hint, boolean skewed) {
    // Given
    Instant observed = NOON.plus(ahead);
    Readings.Reading reading =
        hint == null
            ? TestStream.reading(TEMPERATURE, "7", observed)
            : TestStream.reading(TEMPERATURE, "7", observed, hint);

    // When
    stream.send(
        NOON,
        new Readings(
            Town.TENANT,
            "lille-a",
            source,
            Origin.ofMessage("lille-a", "1"),
            NOON,
            List.of(reading)));
    stream.tick(NOON.plus(Duration.ofHours(3)));

    // Then
    assertThat(hours())
        .isNotEmpty()
        .allSatisfy(
            window -> {
              assertThat((window.flags() & Flag.CLOCK_SKEW.bit()) != 0).isEqualTo(skewed);
              assertThat(window.count()).as("it enters all the same").isEqualTo(1);
            });
  }

  @Test
  void whatIsOutOfRangeIsFlaggedAndDoesNotEnter() {
    // Given
    stream.copy(NOON, "1", "lille-a", TEMPERATURE, "99", NOON, Hint.IMPLAUSIBLE);
    stream.copy(NOON, "2", "lille-a", TEMPERATURE, "55", NOON, Hint.OUT_OF_RANGE);
    stream.copy(NOON, "3", "lille-a", TEMPERATURE, "7", NOON);

    // When
    stream.tick(NOON.plus(Duration.ofHours(2)));

    // Then
    Window window = hours().get(0);
    assertThat(Flag.of(window.flags())).containsExactly(Flag.IMPLAUSIBLE, Flag.OUT_OF_RANGE);
    assertThat(window.count()).isEqualTo(1);
    assertThat(window.flagged()).isEqualTo(2);
  }

  @Test
  void aSensorIsStuckOnceItHasSaidTheSameForTooLong() {
    // Given
    steady(0, 5);

    // When
    stream.tick(NOON.plus(Duration.ofHours(6)));

    // Then
    assertThat(hours())
        .extracting(window -> (window.flags() & Flag.STUCK.bit()) != 0)
        .containsExactly(false, false, false, true, true);
  }

  @Test
  void theSameIsSaidOfADayWhoseReadingsAreForgotten() {
    // Given
    for (int day = 0; day < 12; day++) {
      Instant from = NOON.plus(Duration.ofDays(day));
      stream.reading(from, "lille-a", TEMPERATURE, "7", from);
      stream.ticks(from.plusSeconds(1), from.plusSeconds(3));
    }

    // When
    stream.tick(NOON.plus(Duration.ofDays(12)));

    // Then
    assertThat(hours())
        .extracting(window -> (window.flags() & Flag.STUCK.bit()) != 0)
        .as("the twelfth of twelve, eleven days on")
        .endsWith(false, true);
  }

  @Test
  void aLateReadingThatSaysSomethingElseUnsticksWhatWasTold() {
    // Given
    steady(0, 5);
    stream.tick(NOON.plus(Duration.ofHours(6)));
    Instant between = NOON.plus(Duration.ofMinutes(95));

    // When
    stream.reading(NOON.plus(Duration.ofHours(6)), "lille-a", TEMPERATURE, "8", between);
    stream.tick(NOON.plus(Duration.ofHours(7)));

    // Then
    List<Window> corrected = hours().stream().filter(window -> window.revision() == 2).toList();
    assertThat(corrected)
        .extracting(Window::start)
        .as("its own, and the one that is not stuck any more; the last one still is")
        .containsExactlyInAnyOrder(
            NOON.plus(Duration.ofHours(1)),
            NOON.plus(Duration.ofHours(3)),
            NOON.plus(Duration.ofHours(4)));
    assertThat(corrected.get(1).flags()).isZero();
  }

  @Test
  void aLateReadingOfAChangingSensorCorrectsNothingButItsOwnWindows() {
    // Given
    for (int tenth = 0; tenth < 30; tenth++) {
      Instant at = NOON.plus(Duration.ofMinutes(10L * tenth));
      stream.reading(at, "lille-a", TEMPERATURE, "7." + tenth % 10, at);
    }
    stream.tick(NOON.plus(Duration.ofHours(6)));

    // When
    stream.reading(
        NOON.plus(Duration.ofHours(6)),
        "lille-a",
        TEMPERATURE,
        "7.3",
        NOON.plus(Duration.ofMinutes(25)));
    stream.tick(NOON.plus(Duration.ofHours(7)));

    // Then
    assertThat(hours().stream().filter(window -> window.revision() == 2))
        .extracting(Window::start)
        .containsExactly(NOON);
  }

  private void steady(int fromHour, int toHour) {
    for (Instant at = NOON.plus(Duration.ofHours(fromHour));
        at.isBefore(NOON.plus(Duration.ofHours(toHour)));
        at = at.plus(Duration.ofMinutes(10))) {
      stream.reading(at, "lille-a", TEMPERATURE, "7", at);
    }
  }

  private List<Window> hours() {
    return stream.windows(Topics.EXACT_WINDOWS, Resolution.PT1H);
  }
}
