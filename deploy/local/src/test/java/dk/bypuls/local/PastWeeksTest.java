package dk.bypuls.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PastWeeksTest {

  @Test
  void areFourInLocalDaysBeforeWhatMayStillBeCorrected() {
    // When
    PastWeeks weeks = PastWeeks.before(Instant.parse("2026-11-22T01:30:00Z"));

    // Then three days and two hours are over since the end
    assertThat(weeks.to()).isEqualTo(LocalDate.parse("2026-11-19"));
    assertThat(weeks.from()).isEqualTo(LocalDate.parse("2026-10-22"));
  }

  @Test
  void beginAndEndAtMidnightInTheTown() {
    // Given a stretch in which the clock is put back
    PastWeeks weeks = PastWeeks.before(Instant.parse("2026-11-21T12:00:00Z"));

    // When
    Instant begin = weeks.begin();
    Instant end = weeks.end();

    // Then
    assertThat(begin).isEqualTo("2026-10-20T22:00:00Z");
    assertThat(end).isEqualTo("2026-11-17T23:00:00Z");
  }
}
