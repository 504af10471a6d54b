package dk.bypuls.api.registry.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.api.registry.Town;
import dk.bypuls.api.registry.code.Linkage.Finding;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Registry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told twice of the same people is found before it is published (B4). */
class LinkageTest {

  private static final String CROWD =
      """
      cells: 250m
          policies: [{version: 1, from: 2026-11-01T00:00:00Z, unit: passage, smallestGroup: 20, epsilon: 1, resolution: PT15M}]
      """
          .strip();

  private static final String SECOND =
      """

        - id: havnstrup-second
          tenant: havnstrup
          title: {da: To, en: Two}
          privacyClass: CLASS
          profiles: [havnstrup-air-quality]
          quantities: [QUANTITY]
          owner: O
          contact: c@havnstrup.example
          purpose: {da: F, en: P}
          legalBasis: L
          licence: CC-BY-4.0
          retention: P5Y
      """;

  private static final String DECIDED =
      """
          publication: {decidedBy: R, decidedOn: 2026-11-01, reference: "1", riskAssessment: A, remainingRisk: N, from: 2026-11-01T00:00:00Z}
      """;

  @Test
  void theSameCountsInTwoProtectedDatasetsAreRefused() {
    String both =
        crowd()
            + second("crowd", "people-count")
            + "    "
            + CROWD.replace("\n    ", "\n    ")
            + "\n"
            + DECIDED;

    assertThat(findings(both))
        .extracting(dk.bypuls.api.registry.code.Finding::message)
        .anyMatch(said -> said.startsWith("havnstrup-second tells what 2 of its sensors say"))
        .anyMatch(said -> said.startsWith("havnstrup-air tells what 2 of its sensors say"));
  }

  @Test
  void whatIsNotPublicMayTellTheSame() {
    assertThat(findings(crowd() + second("crowd", "people-count"))).isEmpty();
  }

  @Test
  void openDatasetsMayShareAndItIsNamed() {
    // Given
    String town = Town.YAML + second("open", "pm2-5") + DECIDED;

    // When
    List<Finding> linked = linked(town, "havnstrup-second");

    // Then
    assertThat(findings(town)).isEmpty();
    assertThat(linked)
        .containsExactly(new Finding("havnstrup-air", "havnstrup", "readings", 2, false));
  }

  @Test
  void openFiguresAtThePlacesOfProtectedOnesAreNamed() {
    String town = crowd() + second("open", "air-temperature") + DECIDED;

    assertThat(findings(town)).isEmpty();
    assertThat(linked(town, "havnstrup-second"))
        .containsExactly(new Finding("havnstrup-air", "havnstrup", "places", 2, false));
  }

  private static String crowd() {
    return Town.YAML
        .replace("privacyClass: open", "privacyClass: crowd")
        .replace("[air-temperature, pm2-5]", "[people-count]")
        .replace("quantity: pm2-5, unit: ug/m3", "quantity: people-count, unit: \"{people}\"")
        .replace("lateness: P7D", "lateness: P7D\n    " + CROWD);
  }

  private static String second(String privacyClass, String quantity) {
    return SECOND.substring(1).replace("CLASS", privacyClass).replace("QUANTITY", quantity);
  }

  private static List<Finding> linked(String yaml, String dataset) {
    var declared = RegistryCode.read(Town.files(yaml), Map.of()).declared();
    Dataset wanted = (Dataset) declared.get(new EntityKey(EntityKind.DATASET, dataset));
    return Linkage.of(wanted, new Registry(declared.values()));
  }

  private static List<dk.bypuls.api.registry.code.Finding> findings(String yaml) {
    RefusedFilesException refused =
        catchThrowableOfType(
            RefusedFilesException.class, () -> RegistryCode.read(Town.files(yaml), Map.of()));
    return refused == null ? List.of() : refused.findings();
  }
}
