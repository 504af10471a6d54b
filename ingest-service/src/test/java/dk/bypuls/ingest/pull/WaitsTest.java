package dk.bypuls.ingest.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.ingest.Defaults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitsTest {

  private static final RandomGenerator LOWEST = () -> 0;
  private static final RandomGenerator HIGHEST = () -> -1;

  private static Waits waits(String every, RandomGenerator random) {
    return new Waits(Duration.parse(every), Defaults.settings().pull(), random);
  }

  @Test
  void spreadTheFirstFetches() {
    assertThat(waits("PT5M", LOWEST).first()).isZero();
    assertThat(waits("PT5M", HIGHEST).first())
        .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
    assertThat(waits("PT10S", HIGHEST).first()).isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void keepTheRhythmAndNeverOverlap() {
    // Given
    Waits waits = waits("PT10S", LOWEST);

    // When / Then
    assertThat(waits.afterSuccess(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(7));
    assertThat(waits.afterSuccess(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void areTwiceAsLongAfterEachFailureUpToABound() {
    // Given
    Waits waits = waits("PT10S", HIGHEST);

    // When
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      seconds.add(waits.afterFailure(null).plusMillis(1).toSeconds());
    }

    // Then
    assertThat(seconds.subList(0, 9))
        .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L, 900L);
    assertThat(seconds.get(29)).isEqualTo(900);
    waits.afterSuccess(Duration.ZERO);
    assertThat(waits.afterFailure(null)).isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void differSoThatThoseWhoFailedTogetherDoNotComeBackTogether() {
    assertThat(waits("PT10S", LOWEST).afterFailure(null)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void areAsLongAsTheServerAsksButNotForEver() {
    // Given
    Waits waits = waits("PT10S", LOWEST);

    // When / Then
    assertThat(waits.afterFailure(Duration.ofHours(2))).isEqualTo(Duration.ofHours(2));
    assertThat(waits.afterFailure(Duration.ofDays(400))).isEqualTo(Duration.ofDays(1));
    assertThat(waits.afterFailure(Duration.ZERO)).isEqualTo(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "'Sat, 21 Nov 2026 12:00:30 GMT', PT30S",
    "'Sat, 21 Nov 2026 11:00:00 GMT', PT0S",
    "999999999, PT999999999S",
    "9999999999,",
    "-1,",
    "soon,",
    ","
  })
  void readWhatServersWrite(String written, Duration wait) {
    // Given
    InstantSource noon = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

    // When / Then
    assertThat(Waits.retryAfter(written, noon)).isEqualTo(wait);
  }
}
