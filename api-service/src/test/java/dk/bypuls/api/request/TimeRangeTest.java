package dk.bypuls.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.problem.ProblemException;
import io.vertx.core.MultiMap;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-01/2026-11-02, 2026-10-31T23:00:00Z, 2026-11-01T23:00:00Z",
    // The night to 25 October has an hour more.
    "2026-10-24/P2D, 2026-10-23T22:00:00Z, 2026-10-25T23:00:00Z",
    "2026-10-24T22:00:00Z/PT24H, 2026-10-24T22:00:00Z, 2026-10-25T22:00:00Z",
    "P1D/2026-10-26, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "P1M/2026-11-01, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
    "2026-11-01/.., 2026-10-31T23:00:00Z, ",
    "../2026-11-01, 1970-01-01T00:00:00Z, 2026-10-31T23:00:00Z",
    "../.., 1970-01-01T00:00:00Z, "
  })
  void readsIntervals(String written, Instant from, Instant to) {
    // When
    TimeRange range = range(written, null);

    // Then
    assertThat(range).isEqualTo(new TimeRange(from, to));
  }

  @Test
  void readsTwoEndsAndAnOpenOne() {
    assertThat(range("P1D", "PT1H").to()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
    assertThat(range("P1D", "..").to()).isNull();
    assertThat(range("..", "2026-11-01").from()).isEqualTo(Instant.EPOCH);
    assertThat(range(null, null)).isEqualTo(new TimeRange(NOW.minusSeconds(86_400), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "2026-11-01/",
        "/2026-11-01",
        "../P1D",
        "P1D/P1D",
        "2026-11-01/2026-11-02/2026-11-03",
        "2026-11-02/2026-11-01",
        "2026-11-01/P0D",
        "2026-11-01/soon",
        "PT6H/PT1H",
        "2026-11-01/P9999Y9999M"
      })
  void refusesWhatIsNoInterval(String written) {
    assertThatThrownBy(() -> range(written, null)).isInstanceOf(ProblemException.class);
  }

  @Test
  void refusesAnEndBesideAnInterval() {
    assertThatThrownBy(() -> range("2026-11-01/P1D", "2026-11-05"))
        .hasMessageContaining("start/end");
  }

  private static TimeRange range(String from, String to) {
    MultiMap values = MultiMap.caseInsensitiveMultiMap();
    if (from != null) {
      values.add("from", from);
    }
    if (to != null) {
      values.add("to", to);
    }
    return TimeRange.of(Parameters.of(values, TimeRange.PARAMETERS), "P1D", NOW);
  }
}
