package dk.bypuls.api.registry.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.api.registry.Town;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How policies are written, and what is refused of them (B1, B3). */
class PolicyReaderTest {

  private static final EntityKey AIR = new EntityKey(EntityKind.DATASET, "havnstrup-air");

  private static final String CROWD =
      """
      cells: 250m
          policies:
            - version: 1
              from: 2026-11-01T00:00:00Z
              unit: passage
              smallestGroup: 20
              largestShare: 0.4
              epsilon: 1/4
              cell: 1km
              resolution: PT15M
              rounding: 5
              delay: PT5M
              tellsZero: true
            - version: 2
              from: 2026-12-01T00:00:00Z
              unit: passage
              smallestGroup: 30
              epsilon: 1/4
              cell: 1km
              resolution: PT15M
              bands: [30, 100]
      """
          .strip();

  private static final String HOUSEHOLD =
      """
      areas:
            - {id: havnstrup-by, name: {da: Byen, en: The town}, places: [havnstrup-havnen]}
          policies:
            - version: 1
              from: 2026-11-01T00:00:00Z
              unit: household
              smallestGroup: 12
              epsilon: 1/12
              cap: 4.5
              dailyEpsilon: 2
              resolution: PT1H
              delay: P1D
      """
          .strip();

  private static final String VISITORS =
      """
      cells: 250m
          policies:
            - version: 1
              from: 2026-11-01T00:00:00Z
              unit: hash
              smallestGroup: 10
              epsilon: 1/2
              dailyEpsilon: 4
              dailyLeaves: 8
              resolution: PT15M
      """
          .strip();

  @Test
  void readsHowACrowdIsProtected() {
    // When
    Dataset dataset = (Dataset) read(crowd(CROWD)).get(AIR);

    // Then
    Grain grain = new Grain("havnstrup-air/250m", 1, Resolution.PT15M);
    assertThat(dataset.policies())
        .containsExactly(
            new Policy(
                "havnstrup-air",
                1,
                Instant.parse("2026-11-01T00:00:00Z"),
                grain,
                new Rules(
                    GroupUnit.PASSAGE,
                    20,
                    400,
                    new Noise(Ratio.of(1, 4), 1),
                    5,
                    null,
                    Duration.ofMinutes(5),
                    Set.of(),
                    true,
                    null)),
            new Policy(
                "havnstrup-air",
                2,
                Instant.parse("2026-12-01T00:00:00Z"),
                grain,
                new Rules(
                    GroupUnit.PASSAGE,
                    30,
                    500,
                    new Noise(Ratio.of(1, 4), 1),
                    1,
                    Bands.at(30L, 100L),
                    Duration.ZERO,
                    Set.of(),
                    false,
                    null)));
    assertThat(dataset.isPublic()).isTrue();
    assertThat(dataset.leavesWhole()).isFalse();
  }

  @Test
  void readsHowHouseholdsAreProtected() {
    // When
    Dataset dataset = (Dataset) read(household(HOUSEHOLD)).get(AIR);

    // Then
    assertThat(dataset.policies())
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy.grain().resolution()).isEqualTo(Resolution.PT1H);
              assertThat(policy.grain().tree()).isEqualTo("havnstrup-air/areas");
              assertThat(policy.rules().noise()).isEqualTo(new Noise(Ratio.of(1, 12), 4_500));
              assertThat(policy.rules().daily()).isEqualTo(new Daily(Ratio.of(2, 1), 1));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          smallestGroup: 20  | smallestGroup: 9      | smallestGroup: below the floor of a crowd dataset; at least 10 (passage), not 9
          epsilon: 1/4       | epsilon: 2            | epsilon: below the floor of a crowd dataset; at most 1/1, not 2/1
          epsilon: 1/4       | epsilon: lots         | epsilon: lots is no fraction; write such as 1/4 or 2
          largestShare: 0.4  | largestShare: 0.9     | largestShare: below the floor of a crowd dataset
          resolution: PT15M  | resolution: PT1M      | resolution: below the floor of a crowd dataset; no finer than PT15M
          resolution: PT15M  | resolution: PT30M     | resolution: PT30M is no resolution
          unit: passage      | unit: hash            | unit: hash counts distinct devices, which only contributor says; the quantities of the dataset are people-count
          unit: passage      | unit: person          | unit: person is no unit of groups
          unit: passage      | unit: household       | unit: groups of a crowd dataset are not of household
          cell: 1km          | cell: 100m            | cell: 100m is no size of these squares; write 10km or 1km or 250m
          delay: PT5M        | delay: P8D            | delay: P8D is not between PT0S and P7D
          tellsZero: true    | dropped: [car-count]  | this dataset has no car-count
          tellsZero: true    | dailyEpsilon: 1       | dailyEpsilon: only of households and hashes
          tellsZero: true    | dailyLeaves: 1        | dailyLeaves: only of hashes
          version: 2         | version: 3            | versions are numbered 1, 2, 3
          bands: [30, 100]   | bands: [100, 30]      | bands: bounds ascend
          from: 2026-12-01T00:00:00Z | from: 2026-10-01T00:00:00Z | version 2 does not come after version 1
          """)
  void saysWhatIsWrong(String sound, String wrong, String message) {
    assertThat(CROWD).contains(sound);
    int at = CROWD.indexOf(sound);
    String marred = CROWD.substring(0, at) + wrong + CROWD.substring(at + sound.length());
    assertThat(findings(crowd(marred)))
        .extracting(Finding::message)
        .anyMatch(said -> said.startsWith(message));
  }

  @Test
  void readsHowDistinctDevicesAreProtected() {
    // When
    Dataset dataset = (Dataset) read(visitors(VISITORS)).get(AIR);

    // Then
    assertThat(dataset.policies())
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy.rules().unit()).isEqualTo(GroupUnit.HASH);
              assertThat(policy.rules().noise()).isEqualTo(new Noise(Ratio.of(1, 2), 1));
              assertThat(policy.rules().daily()).isEqualTo(new Daily(Ratio.of(4, 1), 8));
            });
    assertThat(dataset.protection()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dailyLeaves: 8     | rounding: 1          | a policy needs the key dailyLeaves
          dailyEpsilon: 4    | rounding: 1          | a policy needs the key dailyEpsilon
          dailyEpsilon: 4    | dailyEpsilon: 7/2    | dailyLeaves: 8 leaves of this epsilon come to 4/1, more than dailyEpsilon 7/2
          dailyEpsilon: 4    | dailyEpsilon: 9      | dailyEpsilon: below the floor of a crowd dataset; at most 8/1, not 9/1
          dailyLeaves: 8     | dailyLeaves: 0       | dailyLeaves: 0
          smallestGroup: 10  | smallestGroup: 4     | smallestGroup: below the floor of a crowd dataset; at least 5 (hash), not 4
          resolution: PT15M  | resolution: P1M      | resolution: P1D at most where groups are of hashes
          unit: hash         | unit: passage        | unit: contributor is counted in hashes; write unit: hash
          epsilon: 1/2       | cap: 3               | a policy needs the key epsilon
          """)
  void saysWhatIsWrongWithDistinctDevices(String sound, String wrong, String message) {
    assertThat(VISITORS).contains(sound);
    assertThat(findings(visitors(VISITORS.replace("      " + sound, "      " + wrong))))
        .extracting(Finding::message)
        .anyMatch(said -> said.startsWith(message));
  }

  @Test
  void distinctDevicesAreInADatasetOfTheirOwnAndProtected() {
    String beside = visitors(VISITORS).replace("[contributor]", "[contributor, air-temperature]");
    String bare = visitors("cells: 250m");
    String household = visitors(VISITORS).replace("privacyClass: crowd", "privacyClass: household");

    assertThat(findings(beside))
        .extracting(Finding::message)
        .anyMatch(said -> said.startsWith("contributor is counted in devices and the others"));
    assertThat(findings(bare))
        .extracting(Finding::message)
        .anyMatch(said -> said.startsWith("quantities: contributor is a hash of an identifier;"));
    assertThat(findings(household))
        .extracting(Finding::message)
        .anyMatch(said -> said.startsWith("quantities: contributor is a hash of an identifier;"));
  }

  @Test
  void householdsNeedABudgetForADay() {
    assertThat(findings(household(HOUSEHOLD.replaceFirst(" +dailyEpsilon: 2\n", ""))))
        .singleElement()
        .extracting(Finding::message)
        .isEqualTo(
            "dailyEpsilon: below the floor of a household dataset; a budget for a contributor's"
                + " day of at most 2/1");
  }

  @Test
  void onlyOneTreeAndWhatCanBeAddedUp() {
    String two =
        CROWD.replace(
            "cells: 250m",
            "cells: 250m\n    areas:\n      - {id: havnstrup-by, name: {da: B, en: T}, places: []}");

    assertThat(findings(crowd(two)))
        .extracting(Finding::message)
        .anyMatch(said -> said.startsWith("a protected dataset has one tree of areas"));
    assertThat(findings(crowd(CROWD).replace("people-count", "people-present")))
        .extracting(Finding::message)
        .anyMatch(said -> said.startsWith("people-present cannot be protected"));
    assertThat(findings(town("open", "air-temperature", "Cel", CROWD)))
        .extracting(Finding::message)
        .anyMatch(said -> said.startsWith("only a crowd or household dataset has policies"));
  }

  @Test
  void aVersionThatWasDecidedOnNeverChanges() {
    Map<EntityKey, Entity> registered = new HashMap<>(read(crowd(CROWD)));

    assertThat(findings(crowd(CROWD), registered)).isEmpty();
    assertThat(findings(crowd(CROWD.replace("rounding: 5", "rounding: 10")), registered))
        .singleElement()
        .extracting(Finding::message)
        .isEqualTo("a version that was decided on never changes; add version 3");
  }

  @Test
  void leavesAreNoShorterThanTheSensorsInterval() {
    assertThat(findings(crowd(CROWD).replace("interval: PT10M", "interval: PT1H")))
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .startsWith("havnstrup-air-quality speaks every PT1H only");
  }

  private static String crowd(String policies) {
    return town("crowd", "people-count", "{people}", policies);
  }

  private static String visitors(String policies) {
    return town("crowd", "people-count", "{people}", policies)
        .replace("[people-count]", "[contributor]")
        .replace(
            "quantity: people-count, unit: \"{people}\", scale: 0.1, offset: 0", "identifier: mac");
  }

  private static String household(String policies) {
    return town("household", "electricity-amount", "kW.h", policies);
  }

  private static String town(String privacyClass, String quantity, String unit, String policies) {
    return Town.YAML
        .replace("privacyClass: open", "privacyClass: " + privacyClass)
        .replace("[air-temperature, pm2-5]", "[%s]".formatted(quantity))
        .replace(
            "quantity: pm2-5, unit: ug/m3", "quantity: %s, unit: \"%s\"".formatted(quantity, unit))
        .replace("lateness: P7D", "lateness: P7D\n    " + policies);
  }

  private static Map<EntityKey, Entity> read(String yaml) {
    return RegistryCode.read(Town.files(yaml), Map.of()).declared();
  }

  private static List<Finding> findings(String yaml) {
    return findings(yaml, Map.of());
  }

  private static List<Finding> findings(String yaml, Map<EntityKey, Entity> registered) {
    RefusedFilesException refused =
        catchThrowableOfType(
            RefusedFilesException.class, () -> RegistryCode.read(Town.files(yaml), registered));
    return refused == null ? List.of() : refused.findings();
  }
}
