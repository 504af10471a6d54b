package dk.bypuls.aggregator.privacy;

import static dk.bypuls.aggregator.privacy.Examples.HOURS;
import static dk.bypuls.aggregator.privacy.Examples.NOON;
import static dk.bypuls.aggregator.privacy.Examples.QUARTERS;
import static dk.bypuls.aggregator.privacy.Examples.policy;
import static dk.bypuls.aggregator.privacy.Examples.quarter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.Floor;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.policy.TooLoose;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PolicyTest {

  /** In Copenhagen, after that noon. */
  private static final Instant MIDNIGHT = Instant.parse("2026-06-01T22:00:00Z");

  // The strictest of two.

  @Property(tries = 200)
  void theStrictestIsAsStrictAsEither(@ForAll("rules") Rules one, @ForAll("rules") Rules other) {
    Rules both = one.strictest(other).orElseThrow();

    assertThat(other.strictest(one)).contains(both);
    assertThat(both.strictest(one)).contains(both);
    for (Rules each : List.of(one, other)) {
      assertThat(both.smallestGroup()).isGreaterThanOrEqualTo(each.smallestGroup());
      assertThat(both.largestShare()).isLessThanOrEqualTo(each.largestShare());
      assertThat(both.noise().epsilon()).isLessThanOrEqualTo(each.noise().epsilon());
      assertThat(both.rounding() % each.rounding()).isZero();
      assertThat(both.delay()).isGreaterThanOrEqualTo(each.delay());
      assertThat(both.dropped()).containsAll(each.dropped());
      assertThat(both.tellsZero() && !each.tellsZero()).isFalse();
      if (each.bands() != null) {
        assertThat(each.bands().bounds()).containsAll(bands(both).bounds());
      }
      if (each.daily() != null) {
        assertThat(both.daily()).isNotNull();
      }
    }
  }

  private static Bands bands(Rules rules) {
    return Optional.ofNullable(rules.bands()).orElseThrow();
  }

  /** What may be told under both may be told under each. */
  @Property(tries = 200)
  void whatTheStrictestTellsEitherWouldTell(
      @ForAll("rules") Rules one,
      @ForAll("rules") Rules other,
      @ForAll @LongRange(min = -50, max = 5_000) long noisy) {
    Answer both = new Disclosure(one.strictest(other).orElseThrow()).tell(noisy, noisy);

    if (!both.equals(Answer.WITHHELD)) {
      for (Rules each : List.of(one, other)) {
        assertThat(new Disclosure(Examples.with(each, 1, null, Duration.ZERO)).tell(noisy, noisy))
            .isNotEqualTo(Answer.WITHHELD);
      }
    }
  }

  @Provide
  Arbitrary<Rules> rules() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 50),
            Arbitraries.integers().between(1, 1_000),
            Arbitraries.integers().between(1, 20),
            Arbitraries.of(1L, 5L, 10L, 25L),
            Arbitraries.of(Bands.at(20L, 100L), Bands.at(50L, 100L), Bands.at(7L)).injectNull(0.5),
            Arbitraries.integers().between(0, 48),
            Arbitraries.of(Set.<String>of(), Set.of("trucks"), Set.of("cars", "trucks")),
            Arbitraries.of(true, false))
        .as(
            (group, share, tenths, rounding, bands, hours, dropped, zero) ->
                new Rules(
                    GroupUnit.HASH,
                    group,
                    share,
                    new Noise(Ratio.of(tenths, 10), 1),
                    rounding,
                    bands,
                    Duration.ofHours(hours),
                    dropped,
                    zero,
                    zero ? null : new Daily(Ratio.of(tenths, 1), hours + 1)));
  }

  @Test
  void nothingFitsGroupsOfDifferentUnits() {
    assertThat(Examples.passages().strictest(Examples.households())).isEmpty();
  }

  @Test
  void refusesRulesThatMeanNothing() {
    assertThatThrownBy(() -> Examples.tellingZero(Examples.households()))
        .hasMessageContaining("tellsZero");
    assertThatThrownBy(
            () -> Examples.crowd(GroupUnit.PASSAGE, 9, Ratio.of(1, 1), new Daily(Ratio.ZERO, 1)))
        .hasMessageContaining("daily");
    assertThatThrownBy(() -> Examples.crowd(GroupUnit.HASH, 0, Ratio.of(1, 1), null))
        .hasMessageContaining("smallestGroup");
    assertThatThrownBy(() -> new Noise(Ratio.ZERO, 1)).hasMessageContaining("noise.epsilon");
    assertThatThrownBy(() -> new Noise(Ratio.of(1, 1), 0)).hasMessageContaining("noise.cap");
    assertThatThrownBy(() -> Bands.at(20L, 20L)).hasMessageContaining("bands");
    assertThatThrownBy(() -> quarter("a b", 0)).hasMessageContaining("area");
    assertThatThrownBy(() -> Examples.leaf(HOURS, "a", NOON.plusSeconds(900)))
        .hasMessageContaining("no PT1H starts at");
  }

  // Versions in force.

  @Test
  void theStrictestHoldsFromStartToRelease() {
    // Given: k 10, then 20 for five minutes in the middle of a quarter, then 5
    PolicyHistory history =
        PolicyHistory.of(
            policy(1, NOON.minusSeconds(3_600), QUARTERS, k(10)),
            policy(2, NOON.plusSeconds(300), QUARTERS, k(20)),
            policy(3, NOON.plusSeconds(600), QUARTERS, k(5)));

    assertThat(smallestGroup(history, -1)).isEqualTo(10);
    assertThat(smallestGroup(history, 0)).isEqualTo(20);
    assertThat(smallestGroup(history, 1)).isEqualTo(5);
  }

  @Test
  void aPolicyThatComesDuringTheDelayHoldsAndMayMakeItLonger() {
    // Given: an hour's delay, half an hour into which a day's begins, and k 20 the next morning
    PolicyHistory history =
        PolicyHistory.of(
            policy(1, NOON, QUARTERS, delayed(k(10), 1)),
            policy(2, NOON.plusSeconds(2_700), QUARTERS, delayed(k(10), 24)),
            policy(3, NOON.plusSeconds(72_000), QUARTERS, k(20)),
            policy(4, NOON.plus(Duration.ofDays(9)), QUARTERS, k(99)));

    PolicyHistory.InForce inForce = history.over(quarter("a", 0)).orElseThrow();

    assertThat(inForce.scheduled()).isEqualTo(NOON.plusSeconds(900 + 86_400));
    assertThat(inForce.rules().orElseThrow().smallestGroup()).isEqualTo(20);
  }

  @Test
  void whatIsToldLateIsToldUnderWhatCameMeanwhile() {
    PolicyHistory history =
        PolicyHistory.of(
            policy(1, NOON, QUARTERS, k(10)), policy(2, NOON.plusSeconds(7_200), QUARTERS, k(20)));

    assertThat(group(history.over(quarter("a", 0), NOON.plusSeconds(7_199)))).isEqualTo(10);
    assertThat(group(history.over(quarter("a", 0), NOON.plusSeconds(7_200)))).isEqualTo(20);
  }

  @Test
  void aJobThatPublishesThePastGoesBackUnderTheStrictestUntilItsDay() {
    PolicyHistory history =
        PolicyHistory.of(
            policy(1, NOON, QUARTERS, k(10)), policy(2, NOON.plusSeconds(7_200), QUARTERS, k(20)));

    assertThat(history.over(quarter("a", -8))).isEmpty();
    assertThat(
            group(
                history
                    .backTo(NOON.minusSeconds(7_200))
                    .over(quarter("a", -8), NOON.plusSeconds(9_000))))
        .isEqualTo(20);
  }

  private static int group(Optional<PolicyHistory.InForce> inForce) {
    return inForce.orElseThrow().rules().orElseThrow().smallestGroup();
  }

  @Test
  void nothingIsDeclaredBeforeTheFirstPolicyAndOfWhatIsDropped() {
    PolicyHistory history =
        PolicyHistory.of(
            policy(1, NOON.plusSeconds(1), QUARTERS, k(10)),
            policy(2, NOON.plusSeconds(2_000), QUARTERS, Examples.dropping(k(10), "people")));

    assertThat(history.over(quarter("a", 0))).isEmpty();
    assertThat(history.over(quarter("a", 1)).orElseThrow().rules()).isPresent();
    // Dropped while it was being counted: declared, so it is answered, and withheld.
    assertThat(history.over(quarter("a", 2)).orElseThrow().rules()).isEmpty();
    assertThat(history.over(quarter("a", 3))).isEmpty();
  }

  @Test
  void anotherGrainBeginsAtMidnightAndWithholdsFinerLeavesUnderWay() {
    // Given: quarters with an hour's delay; hours from midnight
    PolicyHistory history =
        PolicyHistory.of(
            policy(1, NOON, QUARTERS, delayed(k(10), 1)), policy(2, MIDNIGHT, HOURS, k(10)));

    assertThat(history.over(quarter("a", 42)).orElseThrow().rules()).isPresent();
    assertThat(history.over(quarter("a", 47)).orElseThrow().rules()).isEmpty();
    assertThat(history.over(quarter("a", 48))).isEmpty();
    assertThat(history.over(Examples.leaf(HOURS, "a", MIDNIGHT)).orElseThrow().rules()).isPresent();
    assertThat(history.over(Examples.leaf(HOURS, "a", NOON))).isEmpty();
    for (int seconds : new int[] {900, 3_600}) {
      assertThatThrownBy(
              () ->
                  PolicyHistory.of(
                      policy(1, NOON, QUARTERS, k(10)),
                      policy(2, NOON.plusSeconds(seconds), HOURS, k(10))))
          .hasMessageContaining("another grain begins at midnight");
    }
  }

  @Test
  void finerLeavesLaterDoNotTouchThoseUnderWay() {
    PolicyHistory history =
        PolicyHistory.of(
            policy(1, NOON, HOURS, delayed(k(10), 1)), policy(2, MIDNIGHT, QUARTERS, k(10)));
    Leaf last = Examples.leaf(HOURS, "a", MIDNIGHT.minusSeconds(3_600));

    assertThat(history.over(last).orElseThrow().rules()).isPresent();
  }

  @Test
  void versionsFollowEachOtherInOneFamily() {
    Policy first = policy(1, NOON, QUARTERS, k(10));

    assertThatThrownBy(
            () -> PolicyHistory.of(first, policy(1, NOON.plusSeconds(1), QUARTERS, k(9))))
        .hasMessageContaining("does not come after");
    assertThatThrownBy(() -> PolicyHistory.of(first, policy(2, NOON, QUARTERS, k(9))))
        .hasMessageContaining("does not come after");
    assertThatThrownBy(
            () ->
                PolicyHistory.of(
                    first, new Policy("other", 2, NOON.plusSeconds(1), QUARTERS, k(10))))
        .hasMessageContaining("noise would be drawn anew");
  }

  private static Rules k(int smallest) {
    return Examples.crowd(GroupUnit.PASSAGE, smallest, Ratio.of(1, 1), null);
  }

  private static Rules delayed(Rules rules, int hours) {
    return Examples.with(rules, 1, null, Duration.ofHours(hours));
  }

  private static int smallestGroup(PolicyHistory history, int quarter) {
    return group(history.over(quarter("a", quarter)));
  }

  // Floors.

  @Test
  void policiesAtTheFloorPass() {
    assertThat(fields(PrivacyClass.CROWD, QUARTERS, Examples.passages())).isEmpty();
    assertThat(fields(PrivacyClass.HOUSEHOLD, HOURS, Examples.households())).isEmpty();
  }

  @Test
  void allThatIsTooLooseForACrowdIsNamed() {
    Rules loose =
        new Rules(
            GroupUnit.HASH,
            4,
            501,
            new Noise(Ratio.of(11, 10), 1),
            1,
            null,
            Duration.ZERO,
            Set.of(),
            true,
            new Daily(Ratio.of(9, 1), 1));
    Grain minutes = new Grain("lille-people/100m", 2, Resolution.PT1M);

    assertThat(Floor.of(PrivacyClass.CROWD).check(policy(1, NOON, minutes, loose)))
        .containsExactly(
            new TooLoose("smallestGroup", "at least 5 (hash), not 4"),
            new TooLoose("largestShare", "at most 500 thousandths, not 501"),
            new TooLoose("grain.resolution", "no finer than PT15M, unlike PT1M"),
            new TooLoose("noise.epsilon", "at most 1/1, not 11/10"),
            new TooLoose("daily.budget", "at most 8/1, not 9/1"));
  }

  /** Who can be told apart all day can be followed; tomorrow's hashes are others. */
  @Test
  void theDayOfHashesIsBoundedAndNoLeafIsLonger() {
    Rules endless = Examples.crowd(GroupUnit.HASH, 5, Ratio.of(1, 1), null);
    Rules bounded = Examples.crowd(GroupUnit.HASH, 5, Ratio.of(1, 1), new Daily(Ratio.of(8, 1), 8));
    Grain months = new Grain("lille-people/100m", 2, Resolution.P1M);

    assertThat(fields(PrivacyClass.CROWD, QUARTERS, endless)).containsExactly("daily");
    assertThat(fields(PrivacyClass.CROWD, QUARTERS, bounded)).isEmpty();
    assertThatThrownBy(() -> policy(1, NOON, months, bounded))
        .hasMessageContaining("resolution: P1D at most");
    assertThat(policy(1, NOON, months, Examples.passages()).version()).isEqualTo(1);
  }

  @Test
  void householdsAreCountedAndTheirDayIsBounded() {
    assertThat(fields(PrivacyClass.HOUSEHOLD, QUARTERS, Examples.tellingZero(Examples.passages())))
        .containsExactly("unit", "largestShare", "grain.resolution", "tellsZero");
    assertThat(
            fields(
                PrivacyClass.HOUSEHOLD,
                HOURS,
                new Rules(
                    GroupUnit.HOUSEHOLD,
                    9,
                    250,
                    new Noise(Ratio.of(1, 1), 1),
                    1,
                    null,
                    Duration.ZERO,
                    Set.of(),
                    false,
                    null)))
        .containsExactly("smallestGroup", "daily");
  }

  @Test
  void openDatasetsNeedNoProtectionAndMayHaveIt() {
    assertThat(fields(PrivacyClass.OPEN, QUARTERS, k(1))).isEmpty();
  }

  @Test
  void internalDatasetsAreNeverPublished() {
    assertThat(fields(PrivacyClass.INTERNAL, HOURS, Examples.households()))
        .containsExactly("privacyClass");
  }

  private static List<String> fields(PrivacyClass privacyClass, Grain grain, Rules rules) {
    return Floor.of(privacyClass).check(policy(1, NOON, grain, rules)).stream()
        .map(TooLoose::field)
        .toList();
  }
}
