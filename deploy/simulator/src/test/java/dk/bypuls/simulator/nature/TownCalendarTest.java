package dk.bypuls.simulator.nature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TownCalendarTest {
  private final TownCalendar calendar = new TownCalendar();

  @Test
  void theDaysOfTheClockChangeAre23And25HoursLong() {
    // When
    LocalDay spring = calendar.dayOf(time("2026-03-29T10:00:00Z"));
    LocalDay autumn = calendar.dayOf(time("2026-10-25T10:00:00Z"));

    // Then
    assertThat(Duration.ofMillis(spring.end() - spring.start())).hasHours(23);
    assertThat(Duration.ofMillis(autumn.end() - autumn.start())).hasHours(25);
    assertThat(autumn.hour(autumn.end())).isEqualTo(24);
  }

  @Test
  void aDayBeginsAtDanishMidnight() {
    // When
    LocalDay winter = calendar.dayOf(time("2026-01-15T23:00:00Z"));
    LocalDay summer = calendar.dayOf(time("2026-07-15T22:00:00Z"));

    // Then
    assertThat(winter.start()).isEqualTo(time("2026-01-15T23:00:00Z"));
    assertThat(summer.start()).isEqualTo(time("2026-07-15T22:00:00Z"));
    assertThat(summer.contains(time("2026-07-15T21:59:59Z"))).isFalse();
  }

  @Test
  void christmasIsFreeAndSummerHasNoSchool() {
    // When
    LocalDay christmas = calendar.dayOf(time("2026-12-25T10:00:00Z"));
    LocalDay summer = calendar.dayOf(time("2026-07-15T10:00:00Z"));
    LocalDay november = calendar.dayOf(time("2026-11-18T10:00:00Z"));

    // Then
    assertThat(christmas.workday()).isFalse();
    assertThat(summer.workday()).isTrue();
    assertThat(summer.school()).isFalse();
    assertThat(november.school()).isTrue();
  }

  private static long time(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
