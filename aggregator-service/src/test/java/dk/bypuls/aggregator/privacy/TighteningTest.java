package dk.bypuls.aggregator.privacy;

import static dk.bypuls.aggregator.privacy.Examples.LONG_AFTER;
import static dk.bypuls.aggregator.privacy.Examples.NOON;
import static dk.bypuls.aggregator.privacy.Examples.QUARTERS;
import static dk.bypuls.aggregator.privacy.Examples.quarter;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What is out is made coarser or withdrawn; and what is coarser is made of what is out. */
class TighteningTest {

  private static final Rules BEFORE = Examples.with(Examples.passages(), 10, null, Duration.ZERO);
  private static final Rules BANDED =
      Examples.with(Examples.passages(), 1, Bands.at(20L, 50L, 100L), Duration.ZERO);
  private static final Answer HUNDRED = new Answer.Value(100, Quality.GOOD);

  @Property(tries = 100)
  void aLooserPolicyChangesNothing(@ForAll @LongRange(min = -20, max = 300) long noisy) {
    Rules looser = Examples.crowd(GroupUnit.PASSAGE, 5, Ratio.of(2, 1), null);

    for (Rules before :
        List.of(BEFORE, BANDED, Examples.tellingZero(BEFORE), Examples.tellingZero(BANDED))) {
      Answer told = new Disclosure(before).tell(noisy, noisy);
      assertThat(tightened(before, Examples.tellingZero(looser), told)).isEqualTo(told);
    }
  }

  @Test
  void largerGroupsWithdrawWhatIsNotSurelyLargeEnough() {
    assertThat(tightened(BEFORE, k(97), HUNDRED)).isEqualTo(HUNDRED);
    assertThat(tightened(BEFORE, k(98), HUNDRED)).isEqualTo(Answer.WITHHELD);
    assertThat(tightened(BANDED, k(48), new Answer.Band(50, 100, Quality.GOOD)))
        .isEqualTo(Answer.WITHHELD);
    assertThat(tightened(BANDED, k(47), new Answer.Band(50, 100, Quality.GOOD)))
        .isEqualTo(new Answer.Band(50, 100, Quality.GOOD));
  }

  @Test
  void roundingAndBandsAreAppliedToWhatWasTold() {
    assertThat(tightened(BEFORE, Examples.with(BEFORE, 25, null, Duration.ZERO), HUNDRED))
        .isEqualTo(HUNDRED);
    assertThat(tightened(BEFORE, Examples.with(BEFORE, 40, null, Duration.ZERO), HUNDRED))
        .isEqualTo(new Answer.Value(120, Quality.GOOD));
    assertThat(tightened(BEFORE, Examples.with(BEFORE, 1, Bands.at(90L), Duration.ZERO), HUNDRED))
        .isEqualTo(new Answer.Band(90, Long.MAX_VALUE, Quality.GOOD));
    assertThat(
            tightened(
                BANDED,
                Examples.with(BANDED, 1, Bands.at(20L, 99L, 100L), Duration.ZERO),
                new Answer.Band(50, 100, Quality.GOOD)))
        .isEqualTo(new Answer.Band(20, 100, Quality.GOOD));
  }

  @Test
  void whatCannotBeHadWithoutAskingAnewIsWithdrawn() {
    Rules lessTold = Examples.crowd(GroupUnit.PASSAGE, 10, Ratio.of(1, 2), null);

    assertThat(tightened(BEFORE, lessTold, HUNDRED)).isEqualTo(Answer.WITHHELD);
    assertThat(tightened(BEFORE, Examples.dropping(BEFORE, "people"), HUNDRED))
        .isEqualTo(Answer.WITHHELD);
    assertThat(tightened(BEFORE, Examples.households(), HUNDRED)).isEqualTo(Answer.WITHHELD);
    assertThat(
            new Tightening(BEFORE, Examples.policy(2, NOON, Examples.HOURS, BEFORE))
                .of(quarter("a", 0), HUNDRED, LONG_AFTER))
        .isEqualTo(Answer.WITHHELD);
  }

  @Test
  void whatIsOutTooEarlyIsWithdrawn() {
    Rules delayed = Examples.with(BEFORE, 10, null, Duration.ofHours(1));
    Tightening tightening = new Tightening(BEFORE, Examples.policy(2, NOON, QUARTERS, delayed));
    Instant due = NOON.plus(Duration.ofMinutes(75));

    assertThat(tightening.of(quarter("a", 0), HUNDRED, due.minusMillis(1)))
        .isEqualTo(Answer.WITHHELD);
    assertThat(tightening.of(quarter("a", 0), HUNDRED, due)).isEqualTo(HUNDRED);
  }

  @Test
  void zerosAreWithdrawnWhereTheyAreNoLongerTold() {
    Answer zero = new Answer.Value(0, Quality.ROUGH);

    assertThat(tightened(Examples.tellingZero(BEFORE), BEFORE, zero)).isEqualTo(Answer.WITHHELD);
    assertThat(tightened(Examples.tellingZero(BEFORE), Examples.tellingZero(k(50)), zero))
        .isEqualTo(zero);
  }

  /** A band from 0 is told of nothing as well as of little; little may no longer be told. */
  @Test
  void bandsThatMayBeZeroAreWithdrawnWithZerosAndWithSmallGroups() {
    Rules before = Examples.tellingZero(BANDED);
    Answer fewest = new Answer.Band(0, 20, Quality.ROUGH);

    assertThat(tightened(before, BANDED, fewest)).isEqualTo(Answer.WITHHELD);
    assertThat(tightened(before, Examples.tellingZero(k(30)), fewest)).isEqualTo(Answer.WITHHELD);
    assertThat(tightened(before, before, fewest)).isEqualTo(fewest);
  }

  @Test
  void whatIsWithheldStaysSo() {
    assertThat(tightened(BEFORE, k(1), Answer.WITHHELD)).isEqualTo(Answer.WITHHELD);
  }

  @Test
  void coarserAnswersSayHowManyLeavesAreNotInThem() {
    Answer twenty = new Answer.Value(20, Quality.GOOD);

    assertThat(Coarser.of(List.of(HUNDRED, Answer.WITHHELD, twenty)))
        .isEqualTo(new Coarser(120, 2, 0, 1));
    assertThat(Coarser.of(List.of(HUNDRED, Answer.WITHHELD, twenty)).value()).hasValue(120);
    assertThat(Coarser.of(List.of(Answer.WITHHELD, Answer.WITHHELD)).value()).isEmpty();
    assertThat(Coarser.of(List.of(HUNDRED, new Answer.Band(0, 20, Quality.ROUGH))).value())
        .isEmpty();
  }

  private static Rules k(int smallest) {
    return Examples.crowd(GroupUnit.PASSAGE, smallest, Ratio.of(1, 1), null);
  }

  private static Answer tightened(Rules before, Rules later, Answer told) {
    return new Tightening(before, Examples.policy(2, NOON, QUARTERS, later))
        .of(quarter("a", 0), told, LONG_AFTER);
  }
}
