package dk.bypuls.simulator.nature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long WEEK = Duration.ofDays(7).toMillis();
  private static final long FROM = Instant.parse("2026-11-18T00:00:00Z").toEpochMilli();
  private static final long TO = FROM + 2 * WEEK;

  private final Engines engines = new Engines(Chance.seeded(1));

  /** As many as there are noise meters, and as many as air stations. */
  @ParameterizedTest
  @ValueSource(ints = {6, 28})
  void atAnyTimeOneRunsWhereNoneDidAtThatHourForFourWeeks(int sensors) {
    // When
    for (long time = FROM; time < TO; time += HOUR / 2) {
      List<Integer> beside = beside(sensors, time);

      // Then
      assertThat(beside).hasSize(1);
      for (int week = 1; week <= 4; week++) {
        assertThat(beside(sensors, time - week * WEEK)).isNotEqualTo(beside);
      }
    }
  }

  @Test
  void anotherSeedHasThemElsewhere() {
    // Given
    long at = FROM;

    // When
    List<Boolean> here =
        IntStream.range(0, 10)
            .mapToObj(seed -> new Engines(Chance.seeded(seed)).runBeside(3, 6, at))
            .toList();

    // Then
    assertThat(here).contains(true, false);
  }

  private List<Integer> beside(int sensors, long time) {
    return IntStream.range(0, sensors)
        .filter(number -> engines.runBeside(number, sensors, time))
        .boxed()
        .toList();
  }
}
