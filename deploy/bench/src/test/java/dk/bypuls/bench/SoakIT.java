package dk.bypuls.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.bench.Soak.Plan;
import dk.bypuls.bench.Soak.Stop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./bypuls bench soak}. */
class SoakIT {

  @Test
  void losesNothingAndStaysFlatWhileKafkaDies() {
    // Given
    Stop stop = new Stop(Duration.ofSeconds(6), Duration.ofSeconds(3), true);
    Plan plan = new Plan(Duration.ofSeconds(20), Duration.ofSeconds(2), List.of(stop));

    // When
    List<String> failures = new Soak(plan, new Rounds(System.out)).run();

    // Then
    assertThat(failures).isEmpty();
  }
}
