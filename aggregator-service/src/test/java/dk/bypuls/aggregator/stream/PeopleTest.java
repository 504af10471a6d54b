package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.aggregator.privacy.Contributions;
import dk.bypuls.aggregator.privacy.Contributors;
import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.privacy.Memory;
import dk.bypuls.aggregator.privacy.Passages;
import dk.bypuls.events.AreaPast;
import dk.bypuls.events.Cell;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.PastWindow;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.Withdrawn;
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
import dk.bypuls.events.vocabulary.Quantities;
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
  void aStricterPolicyReachesWhatIsUnderWayAndSaysOnceThatTheRestIsOver() {
    // Given a quarter that was told, and another in which a policy comes that rounds
    tellTheFirstQuarter();
    Instant stricter = END.plusSeconds(300);
    stream.register(rounding(stricter, 50));

    // When
    tellQuarters(1, 4);

    // Then the quarter before stays for a job to tell anew, and is in no sum as it was
    long first = valueAt(Resolution.PT15M, NOON, 1);
    long rounded = (first + 25) / 50 * 50;
    long sum = rounded;
    for (int quarter = 1; quarter < 4; quarter++) {
      long value =
          valueAt(Resolution.PT15M, NOON.plus(QUARTER.multipliedBy(quarter)), quarter > 1 ? 1 : 2);
      assertThat(value % 50).isZero();
      sum += value;
    }
    assertThat(valueAt(Resolution.PT1H, NOON, 2)).isEqualTo(sum);
    assertThat(withdrawals())
        .containsExactly(new Withdrawn("lille-people", Instant.EPOCH, stricter, Window.POLICY));
  }

  @Test
  void aLooserPolicyReachesNothingThatBegan() {
    // Given
    stream.register(
        crowd(
            QUARTER,
            Instant.EPOCH,
            policy(1, Instant.EPOCH, rounded(passages(Duration.ZERO, false), 50))));
    tellTheFirstQuarter();
    Instant looser = END.plusSeconds(300);
    stream.register(
        crowd(
            QUARTER,
            Instant.EPOCH,
            policy(1, Instant.EPOCH, rounded(passages(Duration.ZERO, false), 50)),
            policy(2, looser, passages(Duration.ZERO, false))));

    // When
    tellQuarters(1, 4);

    // Then
    assertThat(valueAt(Resolution.PT15M, END, 1) % 50).isZero();
    assertThat(stream.windows()).allMatch(window -> window.revision() == 1);
    assertThat(withdrawals()).isEmpty();
  }

  @Test
  void whatAnOrderHandsOverOfThePastIsToldOnceAndIsInTheSumsUnderWay() {
    // Given a decision from the second quarter on, which reaches back now
    Rules rules = passages(Duration.ZERO, false);
    stream.register(crowd(QUARTER, END, policy(1, END, rules)));
    stream.tick(NOON);
    stream.ticks(END.minusSeconds(1), END.plusSeconds(11));
    assertThat(stream.windows()).isEmpty();
    stream.register(crowd(QUARTER, NOON, policy(1, END, rules)));

    // When it is handed over, also once more with other amounts, and what is not over as well
    stream.areas(END.plusSeconds(12), past(NOON, 400, 2));
    stream.areas(END.plusSeconds(13), past(NOON, 900, 900));
    stream.areas(END.plusSeconds(14), past(END, 900, 900));
    tellQuarters(1, 4);

    // Then
    assertThat(pastWindows())
        .extracting(PeopleTest::told)
        .containsExactlyInAnyOrder(
            TORV + " complete " + valueOf(new Passages(400)), HAVN + " suppressed");
    assertThat(stream.progress(Topics.WINDOWS))
        .contains(new CompleteThrough("job", 0, Resolution.PT15M, END));
    long sum = Long.parseLong(valueOf(new Passages(400)));
    for (int quarter = 1; quarter < 4; quarter++) {
      sum += valueAt(Resolution.PT15M, NOON.plus(QUARTER.multipliedBy(quarter)), 1);
    }
    assertThat(valueAt(Resolution.PT1H, NOON, 1)).isEqualTo(sum);
  }

  @Test
  void nothingOfThePastIsToldBeforeItIsDecidedHowFarItReaches() {
    // Given
    Rules rules = passages(Duration.ZERO, false);
    stream.register(crowd(QUARTER, END, policy(1, END, rules)));
    stream.tick(NOON);
    stream.ticks(END.minusSeconds(1), END.plusSeconds(11));

    // When
    stream.areas(END.plusSeconds(12), past(NOON, 400, 2));

    // Then
    assertThat(pastWindows()).isEmpty();
  }

  private static AreaPast past(Instant start, long torv, long havn) {
    var people = Quantities.of("people-count");
    return new AreaPast(
        "job",
        "lille-people",
        "100m",
        NOON,
        Resolution.PT15M,
        start,
        List.of(
            new AreaPast.Amount(people, "lille-a", "lille-torv", torv),
            new AreaPast.Amount(people, "lille-b", "lille-havn", havn)));
  }

  private List<Window> pastWindows() {
    return stream.events(Topics.WINDOWS).stream()
        .filter(PastWindow.class::isInstance)
        .map(event -> ((PastWindow) event).window())
        .toList();
  }

  private void tellTheFirstQuarter() {
    stream.tick(NOON);
    tellQuarters(0, 1);
  }

  private void tellQuarters(int first, int end) {
    for (int quarter = first; quarter < end; quarter++) {
      Instant start = NOON.plus(QUARTER.multipliedBy(quarter));
      stream.reading(start.plusSeconds(60), "lille-a", "people-count", "417", start);
      stream.ticks(start.plusSeconds(905), start.plusSeconds(911));
    }
  }

  private static Registry rounding(Instant from, long rounding) {
    Rules before = passages(Duration.ZERO, false);
    return crowd(
        QUARTER,
        Instant.EPOCH,
        policy(1, Instant.EPOCH, before),
        policy(2, from, rounded(before, rounding)));
  }

  private static Rules rounded(Rules rules, long rounding) {
    return new Rules(
        rules.unit(),
        rules.smallestGroup(),
        rules.largestShare(),
        rules.noise(),
        rounding,
        rules.bands(),
        rules.delay(),
        rules.dropped(),
        rules.tellsZero(),
        rules.daily());
  }

  /** The value of the square that was told with that revision, and with no other. */
  private long valueAt(Resolution resolution, Instant start, int revision) {
    List<Window> told =
        stream.windows(Topics.WINDOWS, resolution).stream()
            .filter(window -> window.cell().equals(new Cell.AreaCell(TORV, 0)))
            .filter(window -> window.start().equals(start))
            .toList();
    assertThat(told).extracting(Window::revision).containsExactly(revision);
    return told.get(0).statistics().get(Statistic.SUM);
  }

  private List<Withdrawn> withdrawals() {
    return stream.events(Topics.WINDOWS).stream()
        .filter(Withdrawn.class::isInstance)
        .map(Withdrawn.class::cast)
        .toList();
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
