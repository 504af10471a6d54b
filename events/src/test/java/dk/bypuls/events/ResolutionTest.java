package dk.bypuls.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolutionTest {

  @ParameterizedTest
  @CsvSource({
    // day of the instant, start, end, hours
    "2026-03-29T12:00:00Z,2026-03-28T23:00:00Z,2026-03-29T22:00:00Z,23",
    "2026-10-25T12:00:00Z,2026-10-24T22:00:00Z,2026-10-25T23:00:00Z,25",
    "2026-07-01T22:00:00Z,2026-07-01T22:00:00Z,2026-07-02T22:00:00Z,24",
    "2026-07-01T21:59:59.999Z,2026-06-30T22:00:00Z,2026-07-01T22:00:00Z,24"
  })
  void aDayIsADayOfTheDanishCalendar(Instant instant, Instant start, Instant end, long hours) {
    Resolution.Span span = Resolution.P1D.spanAt(instant);

    assertThat(span).isEqualTo(new Resolution.Span(start, end));
    assertThat(span.length()).isEqualTo(Duration.ofHours(hours));
  }

  @Test
  void aMonthIsAMonthOfTheDanishCalendar() {
    Resolution.Span span = Resolution.P1M.spanAt(Instant.parse("2026-03-31T22:30:00Z"));

    assertThat(span.start()).isEqualTo("2026-03-31T22:00:00Z");
    assertThat(span.end()).isEqualTo("2026-04-30T22:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M,2026-10-25T00:59:59.999Z,2026-10-25T00:59:00Z",
    "PT15M,2026-10-25T00:59:59.999Z,2026-10-25T00:45:00Z",
    "PT1H,2026-10-25T00:59:59.999Z,2026-10-25T00:00:00Z",
    "PT1H,1969-12-31T23:59:59Z,1969-12-31T23:00:00Z"
  })
  void shorterWindowsAreHalfOpenAndAlignedToTheHour(
      Resolution resolution, Instant instant, Instant start) {
    Resolution.Span span = resolution.spanAt(instant);

    assertThat(span.start()).isEqualTo(start);
    assertThat(span.contains(span.start())).isTrue();
    assertThat(span.contains(span.end())).isFalse();
  }
}
