package dk.bypuls.simulator.nature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final long MINUTE = 60_000L;

  private final TownCalendar calendar = new TownCalendar();

  @Test
  void commutersFillTheMorningAndLeaveTheNightEmpty() {
    // Given
    Rhythm commuting = Rhythm.commuting(calendar);

    // When
    double rush = commuting.at(time("2026-11-18T06:30:00Z"));
    double night = commuting.at(time("2026-11-18T02:00:00Z"));
    double sunday = commuting.at(time("2026-11-22T06:30:00Z"));

    // Then
    assertThat(rush).isGreaterThan(10 * night).isGreaterThan(5 * sunday);
  }

  @Test
  void schoolsAreEmptyInSummer() {
    // Given
    Rhythm school = Rhythm.school(calendar);

    // When
    double november = school.at(time("2026-11-18T07:00:00Z"));
    double july = school.at(time("2026-07-15T06:00:00Z"));

    // Then
    assertThat(november).isGreaterThan(0.5);
    assertThat(july).isLessThan(0.1);
  }

  @Test
  void whatAccumulatesNeverFallsNotEvenWhenTheClockChanges() {
    // Given
    Rhythm home = Rhythm.home(calendar);
    long end = time("2026-10-27T00:00:00Z");
    double before = home.accumulated(time("2026-10-23T00:00:00Z"));

    // When
    double steps = 0;
    double last = before;
    for (long time = time("2026-10-23T00:00:00Z"); time <= end; time += MINUTE) {
      double now = home.accumulated(time);
      assertThat(now).isGreaterThanOrEqualTo(last);
      steps = Math.max(steps, now - last);
      last = now;
    }

    // Then
    assertThat(last - before).isBetween(30.0, 60.0);
    assertThat(steps).as("the busiest minute").isLessThan(0.02);
  }

  private static long time(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
