package dk.bypuls.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

  private static final Instant NOW = Instant.parse("2026-03-29T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-01T12:00:00Z, 2026-11-01T12:00:00Z",
    "2026-11-01T12:00:00+01:00, 2026-11-01T11:00:00Z",
    "2026-11-01T12:00:00 01:00, 2026-11-01T11:00:00Z",
    "2026-11-01, 2026-10-31T23:00:00Z",
    "2026-07-01, 2026-06-30T22:00:00Z",
    "PT6H, 2026-03-29T04:00:00Z",
    "PT90M, 2026-03-29T08:30:00Z",
    "pt15m, 2026-03-29T09:45:00Z",
    "P1M, 2026-02-28T11:00:00Z",
    "P1W, 2026-03-22T11:00:00Z",
    "P1DT1H, 2026-03-28T10:00:00Z"
  })
  void readsInstantsLocalDatesAndDurationsBack(String written, Instant expected) {
    // When
    Instant moment = Moment.parse("from", written, NOW);

    // Then
    assertThat(moment).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // The night to 29 March 2026 lost an hour, that to 25 October gained one.
    "2026-03-29T10:00:00Z, P1D, 2026-03-28T11:00:00Z",
    "2026-10-25T10:00:00Z, P1D, 2026-10-24T09:00:00Z",
    "2026-10-25T10:00:00Z, PT24H, 2026-10-24T10:00:00Z"
  })
  void countsDaysByTheDanishCalendarAcrossClockChanges(
      Instant now, String written, Instant expected) {
    // When
    Instant moment = Moment.parse("from", written, now);

    // Then
    assertThat(moment).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "P",
        "PT",
        "-P1D",
        "P-1D",
        "2026-02-30",
        "2026-11-01T12:00:00",
        "1",
        "P99999Y",
        "0001-01-01",
        "9999-01-01",
        "PT1X"
      })
  void refusesWhatIsNoMomentAndSaysWhatIs(String written) {
    // When
    assertThatThrownBy(() -> Moment.parse("to", written, NOW))
        // Then
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("\"to\"")
        .hasMessageContaining("P1D");
  }
}
