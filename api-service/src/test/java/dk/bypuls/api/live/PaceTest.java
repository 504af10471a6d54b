package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When clients are told what is new. */
class PaceTest {

  private static final long MILLI = 1_000_000;

  private final Pace pace = new Pace(Duration.ofMillis(100), 50, 0);

  @Test
  void tellsAtOnceWhatComesAlone() {
    // When
    pace.happened(1);

    // Then
    assertThat(pace.waitNanos(0)).isZero();
  }

  @Test
  void tellsTogetherWhatComesSoonAfter() {
    // Given
    pace.told(0);

    // When
    pace.happened(1);

    // Then
    assertThat(pace.waitNanos(30 * MILLI)).isEqualTo(70 * MILLI);
    assertThat(pace.waitNanos(100 * MILLI)).isZero();
  }

  @Test
  void letsABurstNotPileUp() {
    // Given
    pace.told(0);

    // When
    pace.happened(50);

    // Then
    assertThat(pace.waitNanos(1)).isZero();
    pace.told(1);
    assertThat(pace.hasUntold()).isFalse();
  }
}
