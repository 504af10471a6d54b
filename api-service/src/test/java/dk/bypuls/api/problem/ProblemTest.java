package dk.bypuls.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void writesTheFourStandardMembersAndItsOwn() {
    // Given
    Problem problem = Problem.badRequest("Say \"from\".").with("errors", List.of("from"));

    // When
    String json = problem.toJson();

    // Then
    assertThat(json)
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                + "\"detail\":\"Say \\\"from\\\".\",\"errors\":[\"from\"]}");
  }

  @Test
  void saysWhenToTryAgainInWholeSecondsAndNeverAtOnce() {
    // When
    Problem problem = Problem.unavailable("Later.", Duration.ofMillis(10));

    // Then
    assertThat(problem.headers()).containsEntry("Retry-After", "1");
  }
}
