package dk.bypuls.aggregator.privacy;

import static dk.bypuls.aggregator.privacy.Examples.quarter;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * The adversary knows the code, the policy and all that is published. Each attack is played against
 * our engine, where it must fail, and against one with the mistake that it lives on, where it must
 * succeed.
 */
class AdversaryTest {

  private static final double EPSILON = 1;
  private static final int LEAVES = 4_000;

  // Subtraction: what is told of all less what is told of the others.

  /** Squares a, b, c make up one large square; d has one to itself. */
  private static final List<List<String>> SQUARES = List.of(List.of("a", "b", "c"), List.of("d"));

  @Property(tries = 60)
  void subtractionGivesNothingWhereParentsAreMadeOfAnswers(
      @ForAll @Size(4) List<@IntRange(min = 1, max = 25) Integer> exact) {
    assertThat(subtracted(exact, false)).isEmpty();
  }

  @Property(tries = 60)
  void subtractionSucceedsWhereParentsAreExact(
      @ForAll @Size(4) List<@IntRange(min = 1, max = 25) Integer> exact) {
    boolean isWithheld =
        Publisher.ours().answer(quarter("d", 0), exact.get(3), 0).orElseThrow()
            instanceof Answer.Withheld;

    assertThat(subtracted(exact, true).contains("d")).isEqualTo(isWithheld);
  }

  /** The withheld squares whose exact value is a difference of what was published. */
  private static Set<String> subtracted(List<Integer> exact, boolean exactParents) {
    Publisher publisher = Publisher.ours();
    Map<String, Integer> truth = new HashMap<>();
    Set<String> found = new HashSet<>();
    int next = 0;
    for (List<String> large : SQUARES) {
      List<Answer> answers = new ArrayList<>();
      long sum = 0;
      for (String square : large) {
        truth.put(square, exact.get(next));
        sum += exact.get(next);
        answers.add(publisher.answer(quarter(square, 0), exact.get(next++), 0).orElseThrow());
      }
      OptionalLong parent = exactParents ? OptionalLong.of(sum) : Coarser.of(answers).value();
      if (parent.isPresent() && answers.stream().filter(Answer.WITHHELD::equals).count() == 1) {
        String withheld = large.get(answers.indexOf(Answer.WITHHELD));
        if (parent.getAsLong() - told(answers) == truth.getOrDefault(withheld, 0)) {
          found.add(withheld);
        }
      }
    }
    return found;
  }

  private static long told(List<Answer> answers) {
    return Coarser.of(answers).value().orElse(0);
  }

  // Averaging: asking again until the noise is gone.

  @Test
  void askingAgainTellsNothingMore() {
    assertThat(distinctAnswers(Publisher.ours())).isEqualTo(1);
    assertThat(distinctAnswers(Publisher.withoutMemory())).isEqualTo(1);
  }

  @Test
  void averagingSucceedsWhereNoiseIsRedrawn() {
    assertThat(average(Weakened.REDRAWS, 60)).isBetween(59.8, 60.2);
    assertThat(average(Weakened.REDRAWS_FOR_A_POLICY, 60)).isBetween(59.8, 60.2);
  }

  /**
   * No engine can tell that two leaves have the same passages. That is why a sensor is in one tree,
   * and why that is checked before publication.
   */
  @Test
  void averagingSucceedsWhereASensorIsInManyTrees() {
    long sum = 0;
    for (int tree = 0; tree < 400; tree++) {
      Grain grain = new Grain("tree-" + tree, 2, Examples.QUARTERS.resolution());
      Leaf leaf = Examples.leaf(grain, "a", Examples.NOON);
      sum += value(Publisher.ours().answer(leaf, 60, 0).orElseThrow()).orElseThrow();
    }

    assertThat(sum / 400.0).isBetween(59.8, 60.2);
  }

  /** What is told for a leaf that is asked for 400 times, always of the same. */
  private static List<Long> asked(Publisher publisher, long exact) {
    List<Long> told = new ArrayList<>();
    for (int time = 0; time < 400; time++) {
      publisher
          .answer(quarter("a", 0), exact, time)
          .flatMap(AdversaryTest::value)
          .ifPresent(told::add);
    }
    return told;
  }

  private static int distinctAnswers(Publisher publisher) {
    return new HashSet<>(asked(publisher, 60)).size();
  }

  private static double average(Publisher publisher, long exact) {
    return asked(publisher, exact).stream().mapToLong(told -> told).average().orElseThrow();
  }

  // Before and after: what came late is the difference.

  @Test
  void nothingIsSaidAfterALateCorrection() {
    assertThat(lateOnes(Publisher.ours())).isZero();
  }

  @Test
  void theLateOneIsFoundWhereThereAreRevisions() {
    assertThat(lateOnes(Weakened.REVISES)).isEqualTo(100);
  }

  /** How often one who came late was found out, of a hundred. */
  private static int lateOnes(Publisher publisher) {
    int found = 0;
    for (int i = 0; i < 100; i++) {
      Optional<Long> before =
          publisher.answer(quarter("a", i), 60, 0).flatMap(AdversaryTest::value);
      Optional<Long> after = publisher.answer(quarter("a", i), 61, 1).flatMap(AdversaryTest::value);
      found += after.isPresent() && after.get() - before.orElseThrow() == 1 ? 1 : 0;
    }
    return found;
  }

  // Silence.

  @Test
  void emptyLeavesAreAnsweredAsOthersAre() {
    assertThat(silent(Publisher.ours(), 0)).isEqualTo(silent(Publisher.ours(), 3)).isZero();
  }

  @Test
  void emptyLeavesAreFoundWhereTheyAreSilent() {
    assertThat(silent(Weakened.IS_SILENT, 0)).isEqualTo(100);
    assertThat(silent(Weakened.IS_SILENT, 3)).isZero();
  }

  private static int silent(Publisher publisher, long exact) {
    int silent = 0;
    for (int i = 0; i < 100; i++) {
      silent += publisher.answer(quarter("a", i), exact, 0).isEmpty() ? 1 : 0;
    }
    return silent;
  }

  // The threshold: whether one was there shows in whether something is told.

  @Test
  void thatSomethingIsToldSaysLittleOfOne() {
    double most = (Math.exp(EPSILON) - 1) / (Math.exp(EPSILON) + 1);
    for (int exact = 9; exact < 16; exact++) {
      assertThat(toldMoreOften(Publisher.withoutMemory(), exact)).isLessThan(most + 0.05);
    }
  }

  @Test
  void thatSomethingIsToldSaysAllWhereTheExactDecides() {
    assertThat(toldMoreOften(Weakened.DECIDES_ON_THE_EXACT, 9)).isEqualTo(1);
  }

  /** How much oftener something is told with one more. */
  private static double toldMoreOften(Publisher publisher, long exact) {
    int more = 0;
    for (int i = 0; i < 1_000; i++) {
      more +=
          value(publisher.answer(quarter("a", i), exact + 1, 0).orElseThrow()).isPresent() ? 1 : 0;
      more -= value(publisher.answer(quarter("b", i), exact, 0).orElseThrow()).isPresent() ? 1 : 0;
    }
    return more / 1_000.0;
  }

  // Two leaves, one noise.

  @Test
  void theNoiseOfOneLeafSaysNothingOfAnother() {
    assertThat(exactDifferences(Publisher.ours())).isLessThan(300);
  }

  @Test
  void differencesAreExactWhereNoiseIsShared() {
    assertThat(exactDifferences(Weakened.SHARES_NOISE)).isEqualTo(1_000);
  }

  /** How often two answers differ by what their leaves do, of a thousand. */
  private static int exactDifferences(Publisher publisher) {
    int exact = 0;
    for (int i = 0; i < 1_000; i++) {
      long one = value(publisher.answer(quarter("a", i), 90, 0).orElseThrow()).orElseThrow();
      long other = value(publisher.answer(quarter("b", i), 60, 0).orElseThrow()).orElseThrow();
      exact += one - other == 30 ? 1 : 0;
    }
    return exact;
  }

  // A known seed: the noise is made again and taken off.

  @Test
  void whoHasNoKeyCannotTakeTheNoiseOff() {
    assertThat(unmasked(Publisher.ours())).isLessThan(300);
  }

  @Test
  void theNoiseIsTakenOffWhereTheSeedIsKnown() {
    assertThat(unmasked(Weakened.HAS_A_KNOWN_SEED)).isEqualTo(1_000);
  }

  /** How often the value is right that the guessed key gives, of a thousand. */
  private static int unmasked(Publisher publisher) {
    int right = 0;
    for (int i = 0; i < 1_000; i++) {
      Leaf leaf = quarter("a", i);
      long told = value(publisher.answer(leaf, 60, 0).orElseThrow()).orElseThrow();
      long noise =
          value(Weakened.HAS_A_KNOWN_SEED.answer(leaf, 1_000, 0).orElseThrow()).orElseThrow()
              - 1_000;
      right += told - noise == 60 ? 1 : 0;
    }
    return right;
  }

  // The stated epsilon.

  @Test
  void noAnswerIsLikelierWithOneMoreThanEpsilonAllows() {
    for (int exact : new int[] {0, 12, 40}) {
      assertThat(observedEpsilon(Publisher.withoutMemory(), exact)).isLessThanOrEqualTo(EPSILON);
    }
  }

  @Test
  void lessNoiseThanIsStatedIsFound() {
    assertThat(observedEpsilon(Weakened.UNDERSTATES, 40)).isGreaterThan(EPSILON);
    assertThat(observedEpsilon(Weakened.ADDS_ONE_AT_MOST, 40)).isInfinite();
    assertThat(observedEpsilon(Weakened.DECIDES_ON_THE_EXACT, 9)).isInfinite();
    assertThat(observedEpsilon(Weakened.IS_SILENT, 0)).isInfinite();
  }

  /** Of households the value and whether the group is large enough are both told. */
  private static final Rules HOUSEHOLDS =
      new Rules(
          GroupUnit.HOUSEHOLD,
          10,
          1_000,
          new Noise(Ratio.of(1, 1), 1),
          1,
          null,
          Duration.ZERO,
          Set.of(),
          false,
          null);

  @Test
  void theTwoQuestionsOfHouseholdsShareTheEpsilon() {
    Engine engine = Examples.engine(Examples.QUARTERS, HOUSEHOLDS);
    Map<Long, Contributors> made = Map.of(14L, households(14), 15L, households(15));
    Publisher ours =
        (leaf, exact, time) ->
            Optional.of(Examples.answer(engine, leaf, made.getOrDefault(exact, Contributors.NONE)));

    assertThat(observedEpsilon(ours, 14)).isLessThanOrEqualTo(EPSILON);
  }

  @Test
  void questionsThatEachTakeTheWholeEpsilonAreFound() {
    Publisher wasteful =
        (leaf, exact, time) ->
            Optional.of(
                new Disclosure(HOUSEHOLDS)
                    .tell(exact + noise(leaf, "group"), exact + noise(leaf, "value")));

    assertThat(observedEpsilon(wasteful, 14)).isGreaterThan(EPSILON);
  }

  private static long noise(Leaf leaf, String question) {
    return DiscreteLaplace.draw(Examples.KEY.bits(leaf.name(), question), Ratio.of(1, 1));
  }

  /** So many, each of which used all that counts. */
  private static Contributors households(long count) {
    Contributors all = Contributors.NONE;
    for (int number = 0; number < count; number++) {
      all = all.and(Contributors.one(number, 5));
    }
    return all;
  }

  /**
   * The largest logarithm of how much likelier some answer is with one more (or one less) that four
   * standard errors are still below, over answers that came 100 times at least.
   */
  private static double observedEpsilon(Publisher publisher, long exact) {
    Map<Optional<Answer>, Integer> with = answers(publisher, "a", exact + 1);
    Map<Optional<Answer>, Integer> without = answers(publisher, "b", exact);
    return Math.max(likelier(with, without), likelier(without, with));
  }

  private static Map<Optional<Answer>, Integer> answers(
      Publisher publisher, String area, long exact) {
    Map<Optional<Answer>, Integer> counts = new HashMap<>();
    for (int i = 0; i < LEAVES; i++) {
      counts.merge(publisher.answer(quarter(area, i), exact, 0), 1, Integer::sum);
    }
    return counts;
  }

  private static double likelier(
      Map<Optional<Answer>, Integer> here, Map<Optional<Answer>, Integer> there) {
    double most = 0;
    for (Map.Entry<Optional<Answer>, Integer> entry : here.entrySet()) {
      double often = entry.getValue();
      double less = there.getOrDefault(entry.getKey(), 0);
      if (often >= 100) {
        double error = less == 0 ? 0 : 4 * Math.sqrt(1 / often + 1 / less);
        most = Math.max(most, Math.log(often / less) - error);
      }
    }
    return most;
  }

  private static Optional<Long> value(Answer answer) {
    return answer instanceof Answer.Value told ? Optional.of(told.value()) : Optional.empty();
  }
}
