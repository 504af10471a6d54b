package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetAsideTest {

  private static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofMinutes(15))
          .sensor("lille-a", "lille-weather", Town.at("lille-torv"))
          .dataset(
              "lille-air",
              PrivacyClass.INTERNAL,
              "lille-weather",
              Duration.ofDays(2),
              null,
              "air-temperature")
          .registry();

  private static final Instant OBSERVED = at("2026-06-01T12:01:00Z");
  private static final Instant LAST_CALL = at("2026-06-03T12:15:00Z");

  private final TestStream stream;

  SetAsideTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void takesReadingUntilItsLatenessIsOver() {
    // When
    stream.reading(LAST_CALL, "lille-a", "air-temperature", "1", OBSERVED);
    stream.tick(LAST_CALL.plusSeconds(61));

    // Then
    assertThat(stream.quarantined()).isEmpty();
    assertThat(stream.exactWindows()).hasSize(3).allMatch(window -> window.count() == 1);
  }

  @Test
  void setsAsideWhatIsLaterThanTheLateness() {
    // Given
    Instant fresh = LAST_CALL;
    Readings message =
        new Readings(
            Town.TENANT,
            "lille-a",
            "lille-lorawan",
            new Origin(1, 2),
            OBSERVED,
            List.of(
                TestStream.reading("air-temperature", "2", fresh),
                TestStream.reading("air-temperature", "1", OBSERVED)));

    // When
    stream.tick(LAST_CALL);
    stream.send(LAST_CALL.plusMillis(1), message);
    stream.tick(LAST_CALL.plus(Duration.ofDays(1)));

    // Then
    Quarantined late = stream.quarantined().get(0);
    assertThat(late.reason()).isEqualTo(Quarantined.Reason.TOO_LATE);
    assertThat(late.origin()).isEqualTo(message.origin());
    assertThat(late.about())
        .containsEntry("sensor", "lille-a")
        .containsEntry(Quarantined.RECORD, "bypuls.readings.v1/0/1")
        .containsEntry(Quarantined.WHICH, "1");
    assertThat(late.sealed()).isEmpty();
    assertThat(stream.exactWindows()).extracting(Window::count).containsOnly(1L);
    assertThat(stream.count("bypuls.aggregator.readings", "outcome", "too-late")).isEqualTo(1);
  }

  @Test
  void goesOnAfterARecordThatCannotBeRead() {
    // Given
    byte[] poison = {1, 2, 3};

    // When
    stream.bytes(OBSERVED, poison);
    stream.reading(OBSERVED, "lille-a", "air-temperature", "1", OBSERVED);
    stream.tick(OBSERVED.plus(Duration.ofHours(1)));

    // Then
    Quarantined dead = stream.quarantined().get(0);
    assertThat(dead.reason()).isEqualTo(Quarantined.Reason.POISON);
    assertThat(dead.about()).containsEntry(Quarantined.RECORD, "bypuls.readings.v1/0/0");
    assertThat(dead.sealed()).isEmpty();
    assertThat(stream.exactWindows()).isNotEmpty();
  }
}
