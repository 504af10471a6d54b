package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.aggregator.privacy.Contributions;
import dk.bypuls.aggregator.privacy.Contributors;
import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.privacy.Memory;
import dk.bypuls.aggregator.privacy.Passages;
import dk.bypuls.events.Cell;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of people: each declared leaf once, when it is due, and nothing else (I5, I6). */
class PeopleTest {

  private static final Instant NOON = at("2026-06-01T12:00:00Z");
  private static final Instant END = NOON.plusSeconds(900);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final String TORV = "100m_60989_6918";
  private static final String HAVN = "100m_60989_6920";
  private static final Grain LEAVES = new Grain("lille-people/100m", 2, Resolution.PT15M);

  private final TestStream stream;

  PeopleTest(@TempDir Path state) {
    stream = new TestStream(state, crowd(QUARTER, passages(Duration.ZERO, false)));
  }

  private static Rules passages(Duration delay, boolean tellsZero) {
    return new Rules(
        GroupUnit.PASSAGE,
        10,
        500,
        new Noise(Ratio.of(1, 1), 1),
        1,
        null,
        delay,
        Set.of(),
        tellsZero,
        null);
  }

  private static Policy policy(int version, Instant from, Rules rules) {
    return new Policy("lille-people", version, from, LEAVES, rules);
  }

  private static Registry crowd(@Nullable Duration interval, Rules rules) {
    return crowd(interval, Instant.EPOCH, policy(1, Instant.EPOCH, rules));
  }

  private static Registry crowd(@Nullable Duration interval, Instant from, Policy... policies) {
    return new Town()
        .measuring("lille-counter", interval, "people-count")
        .place("lille-torv", 12, 55)
        .place("lille-havn", 12.003, 55)
        .sensor("lille-a", "lille-counter", Town.at("lille-torv"))
        .sensor("lille-b", "lille-counter", Town.at("lille-havn"))
        .dataset(
            "lille-people",
            PrivacyClass.CROWD,
            "lille-counter",
            Duration.ofDays(1),
            from,
            "people-count")
        .areas("100m")
        .policies(policies)
        .registry();
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void eachDeclaredLeafIsAnsweredAndNothingElseLeaves() {
    // Given
    stream.tick(NOON);
    stream.reading(NOON.plusSeconds(60), "lille-a", "people-count", "400", NOON.plusSeconds(60));
    stream.reading(NOON.plusSeconds(61), "lille-b", "people-count", "2", NOON.plusSeconds(61));

    // When
    stream.ticks(END.plusSeconds(9), END.plusSeconds(11));

    // Then
    assertThat(stream.windows(Topics.WINDOWS, Resolution.PT15M))
        .extracting(PeopleTest::told)
        .containsExactlyInAnyOrder(
            TORV + " complete " + valueOf(new Passages(400)),
            HAVN + " suppressed",
            "1km_6098_691 complete " + valueOf(new Passages(400)) + " of 1-0",
            "1km_6098_692 suppressed of 1-1",
            "10km_609_69 complete " + valueOf(new Passages(400)) + " of 2-1");
    assertThat(stream.windows()).allMatch(window -> window.protection() != null);
    assertThat(stream.latest()).hasSameSizeAs(stream.windows());
    assertThat(stream.live()).isEmpty();
    assertThat(stream.exactWindows()).anyMatch(window -> window.cell() instanceof Cell.SensorCell);
  }

  @Test
  void onlyLeavesCompleteAnHour() {
    // Given
    stream.tick(NOON);
    for (int quarter = 0; quarter < 4; quarter++) {
      Instant start = NOON.plus(QUARTER.multipliedBy(quarter));
      stream.reading(start.plusSeconds(60), "lille-a", "people-count", "400", start);
      stream.ticks(start.plusSeconds(905), start.plusSeconds(911));
    }

    // Then
    List<Window> quarters =
        stream.windows(Topics.WINDOWS, Resolution.PT15M).stream()
            .filter(window -> window.cell().equals(new Cell.AreaCell(TORV, 0)))
            .toList();
    long sum = quarters.stream().mapToLong(window -> window.statistics().get(Statistic.SUM)).sum();
    assertThat(quarters).hasSize(4);
    assertThat(stream.windows(Topics.WINDOWS, Resolution.PT1H))
        .filteredOn(window -> window.cell().equals(new Cell.AreaCell(TORV, 0)))
        .singleElement()
        .satisfies(hour -> assertThat(hour.statistics().get(Statistic.SUM)).isEqualTo(sum))
        .satisfies(hour -> assertThat(hour.protection()).isEqualTo(new Protection(null, 4, 0)));
    assertThat(stream.progress(Topics.WINDOWS))
        .contains(
            new CompleteThrough(
                "lille-people/100m", 0, Resolution.PT1H, NOON.plus(QUARTER.multipliedBy(4))));
  }

  @Test
  void whatComesLateIsNeverTold() {
    // Given
    stream.tick(NOON);
    stream.reading(NOON.plusSeconds(60), "lille-a", "people-count", "400", NOON.plusSeconds(60));
    stream.ticks(END.plusSeconds(9), END.plusSeconds(11));
    int told = stream.windows().size();

    // When
    stream.reading(END.plusSeconds(20), "lille-a", "people-count", "77", NOON.plusSeconds(90));
    stream.ticks(END.plusSeconds(21), END.plusSeconds(200));

    // Then inside it is, as a correction
    assertThat(stream.windows()).hasSize(told);
    assertThat(stream.exactWindows())
        .anyMatch(window -> window.revision() == 2 && window.cell() instanceof Cell.AreaCell);
  }

  @Test
  void aLaterPolicyDoesNotTellAgain() {
    // Given
    stream.tick(NOON);
    stream.reading(NOON.plusSeconds(60), "lille-a", "people-count", "400", NOON.plusSeconds(60));
    stream.ticks(END.plusSeconds(9), END.plusSeconds(11));
    int told = stream.windows().size();

    // When
    stream.register(
        crowd(
            QUARTER,
            Instant.EPOCH,
            policy(1, Instant.EPOCH, passages(Duration.ZERO, false)),
            policy(2, END, passages(Duration.ofMinutes(5), true))));
    stream.ticks(END.plusSeconds(12), END.plusSeconds(60));

    // Then
    assertThat(stream.windows()).hasSize(told);
  }

  @Test
  void aLeafWaitsForItsDelay() {
    // Given
    stream.register(crowd(QUARTER, passages(Duration.ofMinutes(5), false)));
    stream.tick(NOON);
    stream.reading(NOON.plusSeconds(60), "lille-a", "people-count", "400", NOON.plusSeconds(60));

    // When
    stream.ticks(END.plusSeconds(9), END.plusSeconds(290));
    int early = stream.windows().size();
    stream.ticks(END.plusSeconds(291), END.plusSeconds(310));

    // Then
    assertThat(early).isZero();
    assertThat(stream.windows(Topics.WINDOWS, Resolution.PT15M)).hasSize(5);
    assertThat(stream.windows())
        .allMatch(window -> window.finalAt().equals(window.end().plus(Duration.ofMinutes(5))));
  }

  @Test
  void silenceOfWhatSpeaksAtRegularTimesIsNotZero() {
    // Given
    stream.register(crowd(QUARTER, passages(Duration.ZERO, true)));
    stream.tick(NOON);

    // When
    stream.ticks(END.plusSeconds(9), END.plusSeconds(11));

    // Then
    assertThat(stream.windows(Topics.WINDOWS, Resolution.PT15M))
        .hasSize(5)
        .allMatch(window -> window.status() == Window.Status.SUPPRESSED)
        .allMatch(window -> Window.PROTECTED.equals(window.reason()));
  }

  @Test
  void silenceOfWhatSpeaksWhenSomeoneComesIsNobody() {
    // Given
    stream.register(crowd(null, passages(Duration.ZERO, true)));
    stream.tick(NOON);

    // When
    stream.ticks(END.plusSeconds(9), END.plusSeconds(11));

    // Then
    assertThat(stream.windows(Topics.WINDOWS, Resolution.PT15M))
        .filteredOn(window -> window.cell().equals(new Cell.AreaCell(TORV, 0)))
        .singleElement()
        .extracting(PeopleTest::told)
        .isEqualTo(told(TORV, new Passages(0), passages(Duration.ZERO, true)));
  }

  @Test
  void nothingFromBeforeTheDecisionIsTold() {
    // Given
    stream.register(crowd(QUARTER, END, policy(1, Instant.EPOCH, passages(Duration.ZERO, false))));
    stream.tick(NOON);
    stream.reading(NOON.plusSeconds(60), "lille-a", "people-count", "400", NOON.plusSeconds(60));

    // When
    stream.ticks(END.plusSeconds(9), END.plusSeconds(911));

    // Then
    assertThat(stream.windows()).isNotEmpty().allMatch(window -> !window.start().isBefore(END));
  }

  @Test
  void aPolicyBelowTheFloorTellsNothing() {
    // Given
    Rules loose =
        new Rules(
            GroupUnit.PASSAGE,
            9,
            500,
            new Noise(Ratio.of(1, 1), 1),
            1,
            null,
            Duration.ZERO,
            Set.of(),
            false,
            null);
    stream.register(crowd(QUARTER, loose));
    stream.tick(NOON);
    stream.reading(NOON.plusSeconds(60), "lille-a", "people-count", "400", NOON.plusSeconds(60));

    // When
    stream.ticks(END.plusSeconds(9), END.plusSeconds(11));

    // Then
    assertThat(stream.windows()).isEmpty();
    assertThat(stream.latest()).isEmpty();
  }

  @Test
  void aPlaceIsOneHousehold() {
    assertHouseholds(
        (town, home) ->
            town.place("lille-home-" + home, 12, 55)
                .sensor("lille-day-" + home, "lille-meter", Town.at("lille-home-" + home))
                .sensor("lille-night-" + home, "lille-meter", Town.at("lille-home-" + home)));
  }

  @Test
  void aRoadHasAsManyHouseholdsAsItsMetersSay() {
    assertHouseholds(
        (town, home) ->
            town.place("lille-road", 12, 55)
                .meter("lille-day-" + home, "lille-meter", "lille-road", "lille-home-" + home)
                .meter("lille-night-" + home, "lille-meter", "lille-road", "lille-home-" + home));
  }

  private void assertHouseholds(BiConsumer<Town, Integer> home) {
    // Given twelve households of two meters each
    Rules rules =
        new Rules(
            GroupUnit.HOUSEHOLD,
            10,
            250,
            new Noise(Ratio.of(1, 2), 5_000),
            1,
            null,
            Duration.ZERO,
            Set.of(),
            false,
            new Daily(Ratio.of(2, 1), 1));
    Grain grain = new Grain("lille-power/areas", 99, Resolution.PT1H);
    Town town = new Town().measuring("lille-meter", Duration.ofMinutes(15), "electricity-amount");
    Contributors all = Contributors.NONE;
    for (int number = 0; number < 12; number++) {
      home.accept(town, number);
      all = all.and(Contributors.one(number, 4_000));
    }
    PolicyHistory policies =
        PolicyHistory.of(new Policy("lille-power", 1, Instant.EPOCH, grain, rules));
    stream.register(
        town.dataset(
                "lille-power",
                PrivacyClass.HOUSEHOLD,
                "lille-meter",
                Duration.ofDays(1),
                Instant.EPOCH,
                "electricity-amount")
            .areas(null, Town.area("lille-town", null))
            .policies(policies.versions().get(0))
            .registry());
    stream.tick(NOON);

    // When
    for (int number = 0; number < 12; number++) {
      Instant then = NOON.plusSeconds(60 + number);
      stream.reading(then, "lille-day-" + number, "electricity-amount", "3", then);
      stream.reading(then, "lille-night-" + number, "electricity-amount", "1", then);
    }
    stream.ticks(NOON.plusSeconds(3_605), NOON.plusSeconds(3_611));

    // Then
    Leaf leaf = new Leaf(grain, "lille-power-rest", "electricity-amount", NOON);
    assertThat(stream.windows(Topics.WINDOWS, Resolution.PT1H))
        .singleElement()
        .extracting(PeopleTest::told)
        .isEqualTo(told(leaf, all, policies));
  }

  private static String valueOf(Contributions exact) {
    String told = told(TORV, exact, passages(Duration.ZERO, false));
    return told.substring(told.lastIndexOf(' ') + 1);
  }

  private static String told(String area, Contributions exact, Rules rules) {
    return told(
        new Leaf(LEAVES, area, "people-count", NOON),
        exact,
        PolicyHistory.of(policy(1, Instant.EPOCH, rules)));
  }

  /** What the engine says by itself. */
  private static String told(Leaf leaf, Contributions exact, PolicyHistory policies) {
    Answer answer =
        new Engine(policies, TestStream.KEY)
            .answer(leaf, exact, Memory.NONE, leaf.span().end())
            .orElseThrow()
            .answer();
    return leaf.area()
        + (answer instanceof Answer.Value value ? " complete " + value.value() : " suppressed");
  }

  private static String told(Window window) {
    String area = ((Cell.AreaCell) window.cell()).area();
    Protection protection = window.protection();
    String value =
        window.statistics().has(Statistic.SUM) ? " " + window.statistics().get(Statistic.SUM) : "";
    String of =
        protection == null || protection.leaves() == 0
            ? ""
            : " of " + protection.leaves() + "-" + protection.withheld();
    return area + " " + window.status().json() + value + of;
  }
}
