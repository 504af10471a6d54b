package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantities;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no sound ingest sends: the stream goes on, and says what became of it. */
class SurpriseTest {

  private static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofMinutes(15))
          .sensor("lille-a", "lille-weather", Town.at("lille-torv"))
          .registry();

  private static final String TEMPERATURE = "air-temperature";
  private static final Instant NOON = at("2026-06-01T12:00:00Z");

  /** A number that no quantity has; as small as that of air-temperature in the record. */
  private static final byte UNKNOWN = 127;

  private final TestStream stream;

  SurpriseTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void setsAsideARecordWithAQuantityOfANewerBypuls() {
    // Given
    byte[] record = ofANewerBypuls();

    // When
    stream.bytes(NOON, record);
    stream.reading(NOON, "lille-a", TEMPERATURE, "1", NOON);
    stream.tick(NOON.plusSeconds(910));

    // Then
    assertThat(stream.quarantined())
        .extracting(Quarantined::reason, aside -> aside.about().get(Quarantined.RECORD))
        .containsExactly(tuple(Quarantined.Reason.POISON, "bypuls.readings.v1/0/0"));
    assertThat(quarters()).extracting(Window::count).containsExactly(1L);
  }

  private static byte[] ofANewerBypuls() {
    Readings message =
        new Readings(
            Town.TENANT,
            "lille-a",
            "lille-lorawan",
            new Origin(1, 2),
            NOON,
            List.of(
                TestStream.reading(TEMPERATURE, "1", NOON),
                TestStream.reading(TEMPERATURE, "2", NOON)));
    byte[] record = Topics.READINGS.codec().encode(message);
    int numbers = 0;
    for (int at = 0; at + 3 < record.length; at++) {
      if (record[at] == ':' && record[at + 1] == 2 && record[at + 2] == 1 && record[at + 3] == 1) {
        numbers = at;
      }
    }
    record[numbers + 3] = UNKNOWN;
    return record;
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, TOO_LATE",
    "1969-12-31T23:59:59.999Z, TOO_LATE",
    "-290000000-01-01T00:00:00Z, TOO_LATE",
    "9999-12-31T23:59:59Z, IMPLAUSIBLE_CLOCK",
    "+290000000-01-01T00:00:00Z, IMPLAUSIBLE_CLOCK"
  })
  void setsAsideReadingsOfImpossibleTimes(Instant observedAt, Quarantined.Reason reason) {
    // When
    stream.reading(NOON, "lille-a", TEMPERATURE, "1", observedAt);
    stream.tick(NOON.plus(Duration.ofDays(60)));

    // Then
    assertThat(stream.quarantined()).extracting(Quarantined::reason).containsExactly(reason);
    assertThat(stream.stored("readings")).isZero();
    assertThat(stream.exactWindows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE})
  void setsAsideReadingsOfTheEndsOfAllTime(long observedAt) {
    // When
    stream.reading(NOON, "lille-a", TEMPERATURE, "1", Instant.ofEpochMilli(observedAt));
    stream.reading(NOON, "lille-a", TEMPERATURE, "1", NOON);
    stream.tick(NOON.plusSeconds(910));

    // Then
    assertThat(stream.quarantined()).hasSize(1);
    assertThat(quarters()).extracting(Window::count).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {TEMPERATURE, "rain-amount", "rain-total", "wind-direction", "sound-level"})
  void aFigureBeyondAllMeasureIsNotSaidAndNothingStops(String quantity) {
    // Given
    int scale = Quantities.of(quantity).scale();
    String most = BigDecimal.valueOf(Long.MAX_VALUE, scale).toPlainString();

    // When
    stream.reading(NOON, "lille-a", quantity, most, NOON);
    stream.reading(NOON, "lille-a", quantity, most, NOON.plusSeconds(1));
    stream.reading(NOON, "lille-a", quantity, "0", NOON.plusSeconds(2));
    stream.tick(NOON.plus(Duration.ofDays(40)));

    // Then
    Window quarter = quarters().get(0);
    assertThat(quarter.count()).isEqualTo(3);
    assertThat(quarter.statistics().has(Statistic.SUM)).isFalse();
    assertThat(stream.windows(Topics.EXACT_WINDOWS, Resolution.P1M)).hasSize(1);
  }

  private List<Window> quarters() {
    return stream.windows(Topics.EXACT_WINDOWS, Resolution.PT15M);
  }
}
