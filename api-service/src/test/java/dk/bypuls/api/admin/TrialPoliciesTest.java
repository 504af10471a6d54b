package dk.bypuls.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registry.Town;
import dk.bypuls.api.registry.code.RegistryCode;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialPoliciesTest {

  private static final String VISITORS =
      Town.YAML
          .replace("privacyClass: open", "privacyClass: crowd")
          .replace("[air-temperature, pm2-5]", "[contributor]")
          .replace("quantity: pm2-5, unit: ug/m3, scale: 0.1, offset: 0", "identifier: mac")
          .replace(
              "lateness: P7D",
              "lateness: P7D\n    cells: 250m\n    policies: [{version: 1, from:"
                  + " 2026-11-01T00:00:00Z, unit: hash, smallestGroup: 10, epsilon: 1/2,"
                  + " dailyEpsilon: 4, dailyLeaves: 8, resolution: PT15M}]");

  private static Dataset visitors() {
    for (Entity entity : RegistryCode.read(Town.files(VISITORS), Map.of()).declared().values()) {
      if (entity instanceof Dataset dataset) {
        return dataset;
      }
    }
    throw new AssertionError("the town has no dataset");
  }

  /** Nothing is kept of who was seen. */
  @Test
  void aPolicyForDistinctDevicesCannotBeTried() {
    // Given
    TrialPolicies trial = new TrialPolicies(visitors(), key -> null);

    // When
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> trial.policy(null, 1));

    // Then
    assertThat(refused.problem().status()).isEqualTo(422);
    assertThat(refused)
        .hasMessageContaining("cannot be tried on the past. Try one of unit passage");
  }
}
