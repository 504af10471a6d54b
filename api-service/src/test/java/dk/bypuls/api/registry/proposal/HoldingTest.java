package dk.bypuls.api.registry.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registry.Town;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.Intent;
import dk.bypuls.api.registry.code.RegistryCode;
import dk.bypuls.api.registry.proposal.Holding.Held;
import dk.bypuls.api.registry.proposal.Proposal.State;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
import dk.bypuls.events.registry.Dataset.Standing;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file may change by itself, and what it may only ask for. */
class HoldingTest {

  private static final EntityKey AIR = new EntityKey(EntityKind.DATASET, "havnstrup-air");
  private static final Instant DECIDED = Instant.parse("2026-11-20T12:00:00Z");
  private static final String REAL = Town.YAML.replace("    simulated: true\n", "");

  @Test
  void publishesNothingOfARealTownByAFile() {
    // When
    Held held = held(REAL, Map.of(), Map.of());

    // Then
    assertThat(air(held).publication()).isNull();
    assertThat(air(held).isPublic()).isFalse();
    Step step = held.steps().get(0);
    assertThat(step.kind()).isEqualTo(Step.Kind.PROPOSED);
    assertThat(step.wanted().publication().reference()).isEqualTo("2026-0042");
    assertThat(step.wanted().publication().standing()).isNull();
  }

  @Test
  void publishesFictionAtOnceAndSaysWhoDid() {
    // When
    Held held = held(Town.YAML, Map.of(), Map.of());

    // Then
    assertThat(air(held).isPublic()).isTrue();
    assertThat(held.steps()).extracting(Step::kind).containsExactly(Step.Kind.APPROVED_AS_FICTION);
    assertThat(held(Town.YAML, registered(held), Map.of()).steps()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "privacyClass: open | privacyClass: crowd",
        "quantities: [air-temperature, pm2-5] | quantities: [air-temperature]",
        "sensors: [] | sensors: [havnstrup-air-01]",
        "owner: Teknik og Miljø | owner: Somebody else",
        "en: To know the air | en: To know who is there",
        "legalBasis: Municipal task | legalBasis: None",
        "licence: CC-BY-4.0 | licence: CC0-1.0",
        "retention: P5Y | retention: P50Y",
        "lateness: P7D | lateness: P1D",
        "lateness: P7D | cells: 100m",
        "remainingRisk: None that is known | remainingRisk: Much",
        "reference: 2026-0042 | reference: 2026-0043",
      })
  void changesNothingThatWasDecidedOn(String before, String after) {
    // Given a public dataset, and a file that wants it otherwise
    Map<EntityKey, Entity> registered = decided(Stage.PUBLIC);
    assertThat(REAL).contains(before);
    String changed = REAL.replace(before, after);
    if (changed.contains("privacyClass: crowd")) {
      changed = changed.substring(0, changed.indexOf("    publication:"));
    }

    // When
    Held held = held(changed, registered, Map.of());

    // Then
    assertThat(air(held)).isEqualTo(registered.get(AIR));
    assertThat(held.steps()).extracting(Step::kind).containsExactly(Step.Kind.PROPOSED);
    assertThat(held.steps().get(0).differing()).hasSize(1).doesNotContain("title", "public");
  }

  @Test
  void appliesTextsForReadersAtOnce() {
    // Given
    Map<EntityKey, Entity> registered = decided(Stage.PILOT);
    String changed =
        REAL.replace("en: Air quality", "en: The air")
            .replace("en: The air in town", "en: All about it")
            .replace("luft@havnstrup.example", "air@havnstrup.example");

    // When
    Held held = held(changed, registered, Map.of());

    // Then
    assertThat(held.steps()).isEmpty();
    assertThat(air(held).title().en()).isEqualTo("The air");
    assertThat(air(held).description().en()).isEqualTo("All about it");
    assertThat(air(held).contact()).isEqualTo("air@havnstrup.example");
    assertThat(air(held).publication()).isEqualTo(((Dataset) registered.get(AIR)).publication());
  }

  @Test
  void asksOnceAndNotAgainForWhatWasRejected() {
    // Given
    Map<EntityKey, Entity> registered = decided(Stage.PUBLIC);
    String wider = REAL.replace("retention: P5Y", "retention: P50Y");
    Dataset wanted = held(wider, registered, Map.of()).steps().get(0).wanted();
    Proposal proposal = Proposal.made(wanted, "emil", DECIDED, null);

    // Then
    assertThat(kinds(wider, registered, proposal)).containsExactly(Step.Kind.STILL_WAITS);
    assertThat(kinds(wider, registered, proposal.decided(State.REJECTED, "rita", DECIDED, "no")))
        .containsExactly(Step.Kind.WAS_REJECTED);
    assertThat(kinds(REAL, registered, proposal)).containsExactly(Step.Kind.DROPPED);
    assertThat(kinds(REAL.replace("P5Y", "P6Y"), registered, proposal))
        .containsExactly(Step.Kind.PROPOSED);
  }

  @Test
  void keepsWhatWasProposedByHandOnTheDatasetAsItIsNow() {
    // Given a proposal for a dataset whose file says nothing of a publication
    String plain = REAL.substring(0, REAL.indexOf("    publication:"));
    Held first = held(plain, Map.of(), Map.of());
    Publication asked = held(REAL, Map.of(), Map.of()).steps().get(0).wanted().publication();
    Proposal proposal = Proposal.made(air(first).with(asked), "olga", DECIDED, null);

    // When
    Held same = held(plain, registered(first), Map.of("havnstrup-air", proposal));
    Held wider =
        held(plain.replace("P5Y", "P50Y"), registered(first), Map.of("havnstrup-air", proposal));

    // Then whoever changed it proposes it: they cannot approve it either
    assertThat(same.steps()).extracting(Step::kind).containsExactly(Step.Kind.STILL_WAITS);
    assertThat(wider.steps()).extracting(Step::kind).containsExactly(Step.Kind.PROPOSED);
    assertThat(wider.steps().get(0).wanted().retention()).hasToString("P50Y");
  }

  @Test
  void keepsWhatADecidedDatasetIsMadeOf() {
    // Given a file that takes a profile out of a public dataset, and withdraws it
    String without =
        REAL.substring(0, REAL.indexOf("\nprofiles:"))
            + """

            datasets:
              - {id: havnstrup-air, tenant: havnstrup, title: {da: a, en: b}, privacyClass: open,
                 profiles: [bypuls-co2], quantities: [carbon-dioxide]}
            withdraw:
              - sensor: havnstrup-air-01
              - sensor: havnstrup-air-02
              - profile: havnstrup-air-quality
            """;
    Map<EntityKey, Entity> registered = decided(Stage.PUBLIC);
    RegistryCode.readOwn(dk.bypuls.api.registry.ReadyProfiles.files(), Map.of())
        .declared()
        .forEach(registered::put);

    // Then
    assertThatThrownBy(() -> held(without, registered, Map.of()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("profile havnstrup-air-quality");
  }

  @Test
  void refusesToTurnSomethingRealIntoFiction() {
    // Given
    Map<EntityKey, Entity> real = registered(held(REAL, Map.of(), Map.of()));
    String copy = Town.YAML.replace("havnstrup", "skyggeby");

    // Then
    assertRefused(Town.YAML, real, "is real, and that never changes");
    assertRefused(
        REAL, registered(held(Town.YAML, Map.of(), Map.of())), "is simulated, and that never");
    assertRefused(copy, real, "are the same device");
    assertRefused(
        copy.replace("a84041000181c061", "a84041000181c062")
            .replace("application/skyggeby/", "application/+/"),
        real,
        "hear the same messages");
    String apart = copy.replace("a84041000181c061", "a84041000181c062");
    Fiction.check(RegistryCode.read(Town.files(apart), real), real, real);
  }

  @ParameterizedTest
  @CsvSource({
    "a/b/c,a/b/c,true",
    "a/+/c,a/b/+,true",
    "a/#,a/b/c,true",
    "#,a,true",
    "a/b,a/b/c,false",
    "a/+/c,a/b/d,false",
  })
  void knowsWhichSubscriptionsOverlap(String left, String right, boolean overlap) {
    assertThat(Fiction.overlap(left.split("/", -1), right.split("/", -1))).isEqualTo(overlap);
  }

  private static void assertRefused(String yaml, Map<EntityKey, Entity> real, String why) {
    Intent intent = RegistryCode.read(Town.files(yaml), real);
    assertThatThrownBy(() -> Fiction.check(intent, real, real)).hasMessageContaining(why);
  }

  private static List<Step.Kind> kinds(
      String yaml, Map<EntityKey, Entity> registered, Proposal proposal) {
    return held(yaml, registered, Map.of(AIR.id(), proposal)).steps().stream()
        .map(Step::kind)
        .toList();
  }

  private static Held held(
      String yaml, Map<EntityKey, Entity> registered, Map<String, Proposal> proposals) {
    return Holding.of(RegistryCode.read(Town.files(yaml), registered), registered, proposals);
  }

  private static Dataset air(Held held) {
    return (Dataset) held.applied().declared().get(AIR);
  }

  private static Map<EntityKey, Entity> registered(Held held) {
    return new TreeMap<>(held.applied().declared());
  }

  /** The real town, whose proposal was approved, at that stage. */
  private static Map<EntityKey, Entity> decided(Stage stage) {
    Held held = held(REAL, Map.of(), Map.of());
    Map<EntityKey, Entity> registered = registered(held);
    Dataset wanted = held.steps().get(0).wanted();
    registered.put(
        AIR,
        wanted.with(
            wanted.publication().at(DECIDED, new Standing(stage, DECIDED, null, null, null))));
    return registered;
  }
}
