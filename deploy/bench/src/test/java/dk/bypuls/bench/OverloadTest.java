package dk.bypuls.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverloadTest {

  private static final Map<String, Long> POLITE = Map.of("429", 7L);

  @Test
  void saysWhatBecameOfTheCity() {
    // Given
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    // When
    overload(POLITE, 450, Duration.ofMillis(20)).say(new Rounds(new PrintStream(out, true, UTF_8)));

    // Then
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "asked 2500 times a second, answered {429=7}",
            "a refusal with 429 took 2.0 ms (median), 9.0 ms (p99)",
            "live p99 from append to client: 150 ms quiet, 450 ms flooded: 3.00 (goal at most 3)",
            "history answered again after 20 ms");
  }

  @Test
  void failsWhereItDidNotGoAsItShould() {
    // Given
    Overload good = overload(POLITE, 450, Duration.ofSeconds(10));
    Overload rude = overload(Map.of("429", 7L, "500", 1L), 450, Duration.ZERO);
    Overload slow = overload(POLITE, 451, Duration.ZERO);
    Overload late = overload(POLITE, 450, Duration.ofMillis(10_001));

    // Then
    assertThatCode(() -> good.judge(List.of())).doesNotThrowAnyException();
    assertThatThrownBy(() -> good.judge(List.of("broken"))).hasMessageContaining("live ended");
    assertThatThrownBy(() -> rude.judge(List.of())).hasMessageContaining("else than 429 and 503");
    assertThatThrownBy(() -> slow.judge(List.of())).hasMessageContaining("live was slower");
    assertThatThrownBy(() -> late.judge(List.of())).hasMessageContaining("came back later");
  }

  private static Overload overload(Map<String, Long> answers, double flooded, Duration recovered) {
    Map<String, List<Double>> refusals = Map.of("429", List.of(1.0, 2.0, 9.0));
    return new Overload(2_500, answers, refusals, 150, flooded, recovered);
  }
}
