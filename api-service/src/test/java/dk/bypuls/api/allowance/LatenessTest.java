package dk.bypuls.api.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.allowance.Strain.Lateness;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenessTest {

  private final Lateness lateness = new Lateness(Duration.ofMillis(500));

  @Test
  void onePauseIsNotTooMuch() {
    // When
    lateness.came(3_000);

    // Then
    assertThat(lateness.isTooMuch()).isFalse();
  }

  @Test
  void aFewSecondsAreTooMuchUntilItIsWellBelow() {
    // When
    beats(10, 1_000);
    boolean strained = lateness.isTooMuch();
    beats(3, 0);
    boolean soonAfter = lateness.isTooMuch();
    beats(10, 0);

    // Then
    assertThat(strained).isTrue();
    assertThat(soonAfter).isTrue();
    assertThat(lateness.isTooMuch()).isFalse();
  }

  private void beats(int count, long lateMillis) {
    IntStream.range(0, count).forEach(i -> lateness.came(lateMillis));
  }
}
