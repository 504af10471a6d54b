package dk.bypuls.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.privacy.Simulation.ExactLeaf;
import dk.bypuls.aggregator.privacy.Totals;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Area;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two areas of the town, each with places; a third place is in neither. */
class PastLeavesTest {

  private static final Instant NOON = Instant.parse("2026-06-01T10:00:00Z");
  private static final String TOWN = "by-town";
  private static final String HARBOUR = "by-harbour";
  private static final String ELSEWHERE = "by-set-rest";

  private final List<Entity> entities = new ArrayList<>();
  private final List<Window> windows = new ArrayList<>();

  PastLeavesTest() {
    for (String place : List.of("by-square", "by-street", "by-quay", "by-wood")) {
      entities.add(new Place(place, "by", new Text(place, place), 10, 56));
    }
  }

  @Test
  void passagesOfAnAreaAreAddedUp() {
    // Given
    registerProfile("people-count", Duration.ofMinutes(15));
    sensor("by-1", "by-square", null);
    sensor("by-2", "by-street", null);
    sensor("by-3", "by-quay", null);
    said("by-1", "by-square", Statistic.SUM, 7);
    said("by-2", "by-street", Statistic.SUM, 5);
    said("by-3", "by-quay", Statistic.SUM, 0);

    // When
    List<ExactLeaf> leaves = leaves(dataset(PrivacyClass.CROWD, "people-count"), passages());

    // Then
    assertThat(leaves)
        .extracting(leaf -> leaf.leaf().area(), ExactLeaf::totals)
        .containsExactlyInAnyOrder(
            tuple(TOWN, new Totals(12, 12)), tuple(HARBOUR, new Totals(0, 0)));
  }

  @Test
  void anAreaOfWhichNothingWasHeardIsSilentAndOneWithoutSensorsIsNoLeaf() {
    // Given
    registerProfile("people-count", Duration.ofMinutes(15));
    sensor("by-1", "by-square", null);
    sensor("by-2", "by-wood", null);
    said("by-2", "by-wood", Statistic.SUM, 3);

    // When
    List<ExactLeaf> leaves = leaves(dataset(PrivacyClass.CROWD, "people-count"), passages());

    // Then
    assertThat(leaves)
        .extracting(leaf -> leaf.leaf().area(), ExactLeaf::totals)
        .containsExactlyInAnyOrder(tuple(TOWN, null), tuple(ELSEWHERE, new Totals(3, 3)));
  }

  /** As in the stream: who speaks only when somebody passes says with silence that nobody did. */
  @Test
  void silenceIsNobodyWhereSensorsSpeakWhenSomebodyPasses() {
    // Given
    registerProfile("people-count", null);
    sensor("by-1", "by-square", null);

    // When
    List<ExactLeaf> leaves = leaves(dataset(PrivacyClass.CROWD, "people-count"), passages());

    // Then
    assertThat(leaves).extracting(ExactLeaf::totals).containsExactly(new Totals(0, 0));
  }

  @Test
  void householdsAreToldApartAndCapped() {
    // Given two meters of one household, one of another, and one at a place that is one
    registerProfile("heat-total", Duration.ofHours(1));
    sensor("by-1", "by-square", "a");
    sensor("by-2", "by-square", "a");
    sensor("by-3", "by-square", "b");
    sensor("by-4", "by-street", null);
    said("by-1", "by-square", Statistic.DELTA, 40);
    said("by-2", "by-square", Statistic.DELTA, 30);
    said("by-3", "by-square", Statistic.DELTA, 20);
    said("by-4", "by-street", Statistic.DELTA, -9);

    // When
    List<ExactLeaf> leaves = leaves(dataset(PrivacyClass.HOUSEHOLD, "heat-total"), households(50));

    // Then
    assertThat(leaves).extracting(ExactLeaf::totals).containsExactly(new Totals(3, 50 + 20));
  }

  @Test
  void aDroppedQuantityHasNoLeaves() {
    // Given
    registerProfile("people-count", Duration.ofMinutes(15));
    sensor("by-1", "by-square", null);

    // When
    List<ExactLeaf> leaves =
        leaves(
            dataset(PrivacyClass.CROWD, "people-count"),
            rules(GroupUnit.PASSAGE, 1, Set.of("people-count")));

    // Then
    assertThat(leaves).isEmpty();
  }

  @Test
  void thereAreNoneInATreeThatTheDatasetDoesNotHave() {
    Dataset dataset = dataset(PrivacyClass.CROWD, "people-count");
    Policy squares =
        new Policy("by-set", 1, NOON, new Grain("by-set/100m", 2, Resolution.PT1H), passages());

    assertThat(PastLeaves.of(registry(dataset), dataset, squares, key())).isEmpty();
  }

  private List<ExactLeaf> leaves(Dataset dataset, Rules rules) {
    Grain grain = new Grain("by-set/areas", 99, Resolution.PT1H);
    Policy policy = new Policy("by-set", 1, NOON.plus(Duration.ofDays(9)), grain, rules);
    return PastLeaves.of(registry(dataset), dataset, policy, key()).orElseThrow().at(NOON, windows);
  }

  private Registry registry(Dataset dataset) {
    List<Entity> all = new ArrayList<>(entities);
    all.add(dataset);
    return new Registry(all);
  }

  private static NoiseKey key() {
    return new NoiseKey(new byte[NoiseKey.BYTES]);
  }

  private static Rules passages() {
    return rules(GroupUnit.PASSAGE, 1, Set.of());
  }

  private static Rules households(long cap) {
    return rules(GroupUnit.HOUSEHOLD, cap, Set.of());
  }

  private static Rules rules(GroupUnit unit, long cap, Set<String> dropped) {
    Noise noise = new Noise(Ratio.of(1, 1), cap);
    return new Rules(unit, 10, 500, noise, 1, null, Duration.ZERO, dropped, false, null);
  }

  private void registerProfile(String quantity, @Nullable Duration interval) {
    Profile.Field field =
        new Profile.Field(
            "/value", quantity, "1", BigDecimal.ONE, BigDecimal.ZERO, null, null, null, null);
    entities.add(
        new Profile(
            "by-profile", "by", new Profile.Product("V", "M"), interval, null, List.of(field)));
  }

  private void sensor(String id, String place, @Nullable String household) {
    List<Sensor.Placement> placements = List.of(new Sensor.Placement(place, null));
    entities.add(
        new Sensor(id, "by", List.of("by-source"), id, "by-profile", placements, household));
  }

  private void said(String sensor, String place, Statistic statistic, long figure) {
    String quantity = statistic == Statistic.SUM ? "people-count" : "heat-total";
    windows.add(
        new Window(
            "by-set",
            new Cell.SensorCell(place, sensor),
            Quantities.of(quantity),
            Resolution.PT1H,
            NOON,
            NOON.plus(Duration.ofHours(1)),
            Window.Status.COMPLETE,
            1,
            NOON.plus(Duration.ofDays(7)),
            4,
            0,
            OptionalInt.of(4),
            0,
            Statistics.of(Map.of(statistic, figure)),
            null));
  }

  private static Dataset dataset(PrivacyClass privacyClass, String quantity) {
    Text name = new Text("x", "x");
    return new Dataset(
        "by-set",
        "by",
        name,
        null,
        privacyClass,
        List.of("by-profile"),
        List.of(),
        List.of(quantity),
        null,
        null,
        null,
        null,
        null,
        Period.ofYears(1),
        Dataset.DEFAULT_LATENESS,
        null,
        null,
        List.of(
            new Area(TOWN, name, List.of("by-square", "by-street"), null),
            new Area(HARBOUR, name, List.of("by-quay"), null)));
  }
}
