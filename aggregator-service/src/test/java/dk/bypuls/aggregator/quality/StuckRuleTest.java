package dk.bypuls.aggregator.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.series.Run;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StuckRuleTest {

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final long HOUR = 3_600_000;

  @ParameterizedTest
  @CsvSource({
    "air-temperature, PT15M, 24",
    "air-temperature, PT6H, 72",
    "relative-humidity, PT15M, 72",
    "water-level, PT1H, 24"
  })
  void aFinerQuantityIsSuspiciousSooner(String quantity, Duration interval, long hours) {
    // When
    StuckRule rule = rule(quantity, interval, null);

    // Then
    assertThat(rule.isStuck(new Run(0, 50), hours * HOUR)).isTrue();
    assertThat(rule.isStuck(new Run(0, 50), hours * HOUR - 1)).isFalse();
    assertThat(rule.isStuck(new Run(0, 11), hours * HOUR)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"people-present", "battery-voltage", "rain-amount", "door-open", "wind-direction"})
  void whatMayStayAsItIsIsNeverStuck(String quantity) {
    // When
    StuckRule rule = StuckRule.of(Quantities.of(quantity), QUARTER, null);

    // Then
    assertThat(rule).isNull();
  }

  @Test
  void neitherAnEndOfTheRangeNorAZeroThatIsNoTemperatureStandsStill() {
    // When
    StuckRule humidity = rule("relative-humidity", QUARTER, null);
    StuckRule temperature = rule("air-temperature", QUARTER, null);
    StuckRule flow = rule("water-flow", QUARTER, null);

    // Then
    assertThat(humidity.watches(1000)).isFalse();
    assertThat(humidity.watches(999)).isTrue();
    assertThat(flow.watches(0)).isFalse();
    assertThat(temperature.watches(0)).isTrue();
  }

  @Test
  void theProfileKnowsBetter() {
    // When
    StuckRule rule = rule("waste-fill", QUARTER, Duration.ofHours(6));

    // Then
    assertThat(rule.watches(0)).isTrue();
    assertThat(rule.isStuck(new Run(0, 12), 6 * HOUR)).isTrue();
    assertThat(rule.isStuck(new Run(0, 12), 5 * HOUR)).isFalse();
  }

  private static StuckRule rule(
      String quantity, @Nullable Duration interval, @Nullable Duration told) {
    return Objects.requireNonNull(StuckRule.of(Quantities.of(quantity), interval, told));
  }
}
