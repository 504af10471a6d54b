package dk.bypuls.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.adversary.Crowd.Cell;
import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.privacy.Memory;
import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.privacy.Passages;
import dk.bypuls.aggregator.privacy.Retelling;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Rules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The attacks that {@code ./bypuls bench privacy} plays against the running aggregator, against the
 * engine by itself and against cities that make a mistake (I5).
 */
class AttackTest {

  private static final Crowd CROWD = new Crowd(Instant.parse("2026-06-01T22:00:00Z"), 192);
  private static final List<Told> OURS = EngineCity.of(CROWD);
  private static final Policy ROUNDED = policy(1, Instant.EPOCH, rounded(10));
  private static final Policy STRICTER = policy(2, CROWD.to(), rounded(60));

  @ParameterizedTest
  @EnumSource
  void findsNothingOfOurs(Attack attack) {
    assertThat(new Trial(CROWD, OURS).of(attack).claims()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void findsOutWhereThereIsAMistake(Weakened mistake) {
    Trial trial = new Trial(CROWD, mistake.of(OURS, CROWD), mistake.known());

    for (Attack attack : mistake.foundBy()) {
      Trial.Outcome outcome = trial.of(attack);

      assertThat(outcome.claims()).as("%s", attack).isPositive();
      assertThat(outcome.right()).isGreaterThanOrEqualTo((long) (0.9 * outcome.claims()));
    }
  }

  @Test
  void thereIsSomethingToFind() {
    Trial trial = new Trial(CROWD, OURS);

    assertThat(trial.withheld()).isBetween(trial.leaves() / 10, trial.leaves() / 2);
    assertThat(trial.widthOfWithheld()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void whatIsToldIsAsLikelyWithOneMoreAsIsStated() {
    assertThat(new Trial(CROWD, OURS).observedEpsilon()).isBetween(0.3, 1.0);
  }

  @Test
  void whatWasWithheldMayBeAllThatItMightHaveBeenBefore() {
    assertThat(new Trial(CROWD, OURS).narrowestWithheld()).isEqualTo(Crowd.known().smallestGroup());
  }

  @Test
  void solvingFindsMoreThanBoundsDo() {
    Weakened mistake = Weakened.OVERLAPPING_GRIDS;
    Trial trial = new Trial(CROWD, mistake.of(OURS, CROWD));

    assertThat(trial.of(Attack.INTEGER_PROGRAM).claims())
        .isGreaterThan(trial.of(Attack.SUBTRACTION).claims());
  }

  @Test
  void whoFollowsSomebodyIsHelpedNoMoreThanEpsilonStates() {
    Following ours = new Following(OURS, CROWD);

    Following.stops()
        .mapToObj(ours::whetherTo)
        .forEach(advantage -> assertThat(advantage.isWithinBound()).as("%s", advantage).isTrue());
    assertThat(ours.whereTo().isWithinBound()).isTrue();
    // One passage is hidden by its noise alone, so the bound is reached.
    assertThat(ours.whetherTo(1).measured()).isBetween(0.4, 0.52);
  }

  @Test
  void whoFollowsSomebodyFindsThemWhereThereIsNoNoise() {
    Following exact = new Following(Following.exactly(OURS, CROWD), CROWD);

    Following.stops()
        .mapToObj(exact::whetherTo)
        .forEach(advantage -> assertThat(advantage.measured()).isEqualTo(1));
    assertThat(exact.whetherTo(1).isWithinBound()).isFalse();
    assertThat(exact.whereTo().measured()).isEqualTo(1);
  }

  /** Before and after a policy change: what was told before says all that is told after. */
  @Test
  void aStricterPolicyTellsNothingThatWasNotTold() {
    Retelling retelling = new Retelling(PolicyHistory.of(ROUNDED, STRICTER));

    assertThat(differences((leaf, told, exact) -> retelling.of(leaf, told, 1, STRICTER.from())))
        .isZero();
  }

  /** The mistake: the new threshold is applied to what was measured, with the same noise even. */
  @Test
  void askingAgainUnderAStricterPolicyTellsMore() {
    Engine again =
        new Engine(
            PolicyHistory.of(policy(1, Instant.EPOCH, STRICTER.rules())),
            new NoiseKey(new byte[NoiseKey.BYTES]));

    assertThat(differences((leaf, told, exact) -> answer(again, leaf, exact))).isPositive();
  }

  /** What is told of a leaf after a policy change. */
  private interface After {
    Answer of(Leaf leaf, Answer told, long exact);
  }

  /** How many leaves of which the same was told are told apart by what is told after. */
  private static long differences(After after) {
    Engine before = new Engine(PolicyHistory.of(ROUNDED), new NoiseKey(new byte[NoiseKey.BYTES]));
    Map<Answer, Answer> seen = new HashMap<>();
    long differences = 0;
    for (Map.Entry<Cell, Long> each : CROWD.truth().entrySet()) {
      Cell cell = each.getKey();
      Leaf leaf = new Leaf(ROUNDED.grain(), cell.area(), Crowd.QUANTITY, cell.start());
      Answer told = answer(before, leaf, each.getValue());
      Answer now = after.of(leaf, told, each.getValue());
      Answer known = seen.putIfAbsent(told, now);
      differences += known == null || known.equals(now) ? 0 : 1;
    }
    return differences;
  }

  private static Answer answer(Engine engine, Leaf leaf, long exact) {
    return engine
        .answer(leaf, new Passages(exact), Memory.NONE, leaf.span().end())
        .orElseThrow()
        .answer();
  }

  private static Policy policy(int version, Instant from, Rules rules) {
    return new Policy(Crowd.DATASET, version, from, Crowd.policy().grain(), rules);
  }

  private static Rules rounded(int smallestGroup) {
    Rules rules = Crowd.policy().rules().withSmallestGroup(smallestGroup);
    return new Rules(
        rules.unit(),
        rules.smallestGroup(),
        rules.largestShare(),
        rules.noise(),
        20,
        null,
        rules.delay(),
        rules.dropped(),
        false,
        rules.daily());
  }
}
