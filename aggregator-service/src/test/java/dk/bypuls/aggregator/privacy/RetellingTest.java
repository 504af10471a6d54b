package dk.bypuls.aggregator.privacy;

import static dk.bypuls.aggregator.privacy.Examples.LONG_AFTER;
import static dk.bypuls.aggregator.privacy.Examples.NOON;
import static dk.bypuls.aggregator.privacy.Examples.QUARTERS;
import static dk.bypuls.aggregator.privacy.Examples.quarter;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What is out follows each stricter policy once, whenever it is asked, and no looser one. */
class RetellingTest {

  private static final Rules LOOSE = Examples.passages();
  private static final Instant SECOND = NOON.plus(Duration.ofHours(2));
  private static final Instant THIRD = NOON.plus(Duration.ofHours(4));
  private static final List<Rules> CHOICE =
      List.of(
          LOOSE,
          Examples.with(LOOSE, 10, null, Duration.ZERO),
          Examples.with(LOOSE, 25, null, Duration.ZERO),
          Examples.crowd(GroupUnit.PASSAGE, 60, Ratio.of(1, 1), null),
          Examples.crowd(GroupUnit.PASSAGE, 10, Ratio.of(1, 2), null),
          Examples.with(LOOSE, 1, null, Duration.ofHours(3)));

  @Property(tries = 300)
  void isTheSameInOneStepAsInTwo(
      @ForAll @IntRange(max = 5) int first,
      @ForAll @IntRange(max = 5) int second,
      @ForAll @IntRange(max = 5) int third,
      @ForAll @LongRange(min = -5, max = 150) long noisy) {
    PolicyHistory policies = policies(CHOICE.get(first), CHOICE.get(second), CHOICE.get(third));
    Answer told = new Disclosure(CHOICE.get(first)).tell(noisy, noisy);
    Retelling retelling = new Retelling(policies);

    Answer half = retelling.of(quarter("a", 0), told, 1, SECOND);
    int revision = policies.revisionOf(NOON, SECOND);

    assertThat(retelling.of(quarter("a", 0), half, revision, LONG_AFTER))
        .isEqualTo(retelling.of(quarter("a", 0), told, 1, LONG_AFTER));
  }

  /** The reference, of what was told when it was due. */
  @Property(tries = 300)
  void isEachVersionAppliedToWhatTheOneBeforeLeft(
      @ForAll @IntRange(max = 4) int first,
      @ForAll @IntRange(max = 5) int second,
      @ForAll @LongRange(min = -5, max = 150) long noisy) {
    PolicyHistory policies = policies(CHOICE.get(first), CHOICE.get(second), LOOSE);
    Policy later = policies.versions().get(1);
    Answer told = new Disclosure(CHOICE.get(first)).tell(noisy, noisy);

    assertThat(new Retelling(policies).of(quarter("a", 0), told, 1, SECOND))
        .isEqualTo(
            new Tightening(CHOICE.get(first), later).of(quarter("a", 0), told, later.from()));
  }

  @Test
  void aLooserVersionChangesNothingThatBeganBefore() {
    PolicyHistory policies =
        policies(Examples.with(LOOSE, 10, null, Duration.ZERO), LOOSE, Examples.tellingZero(LOOSE));
    Answer hundred = new Answer.Value(100, Quality.GOOD);

    assertThat(policies.tightenings(NOON, SECOND)).isEmpty();
    assertThat(policies.revisionOf(NOON, SECOND)).isEqualTo(1);
    assertThat(new Retelling(policies).of(quarter("a", 0), hundred, 1, SECOND)).isEqualTo(hundred);
  }

  /** The third is looser than the second, but stricter than what was told under the first. */
  @Test
  void aVersionIsHeldAgainstAllBeforeIt() {
    PolicyHistory policies =
        policies(
            LOOSE,
            Examples.with(LOOSE, 20, null, Duration.ZERO),
            Examples.with(LOOSE, 10, null, Duration.ZERO));

    assertThat(policies.tightens(policies.versions().get(2))).isTrue();
    assertThat(policies.revisionOf(NOON, LONG_AFTER)).isEqualTo(3);
    assertThat(policies.revisionOf(SECOND, LONG_AFTER)).isEqualTo(2);
    assertThat(policies.revisionOf(THIRD, LONG_AFTER)).isEqualTo(1);
  }

  @Test
  void whatIsOutTooEarlyIsWithdrawnWheneverItIsAsked() {
    PolicyHistory policies =
        policies(LOOSE, Examples.with(LOOSE, 1, null, Duration.ofHours(3)), LOOSE);
    Answer hundred = new Answer.Value(100, Quality.GOOD);

    assertThat(new Retelling(policies).of(quarter("a", 0), hundred, 1, LONG_AFTER))
        .isEqualTo(Answer.WITHHELD);
  }

  private static PolicyHistory policies(Rules first, Rules second, Rules third) {
    return PolicyHistory.of(
        Examples.policy(1, Instant.EPOCH, QUARTERS, first),
        Examples.policy(2, SECOND, QUARTERS, second),
        Examples.policy(3, THIRD, QUARTERS, third));
  }
}
