package dk.bypuls.aggregator.privacy;

import static dk.bypuls.aggregator.privacy.Examples.LONG_AFTER;
import static dk.bypuls.aggregator.privacy.Examples.NOON;
import static dk.bypuls.aggregator.privacy.Examples.QUARTERS;
import static dk.bypuls.aggregator.privacy.Examples.quarter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.events.Resolution.Span;
import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EngineTest {

  private static final Passages MANY = new Passages(500);

  @Test
  void tellsALeafOnceWhateverComesLater() {
    // Given
    Engine engine = Examples.engine(QUARTERS, Examples.passages());
    Memory after =
        engine.answer(quarter("a", 0), MANY, Memory.NONE, LONG_AFTER).orElseThrow().after();
    Memory restarted =
        new Memory(
            Releases.fromBytes(after.releases().toBytes()),
            new Ledger(Ratio.parse(after.ledger().spent().toString())));

    // When
    Optional<Engine.Said> again =
        engine.answer(quarter("a", 0), new Passages(501), restarted, LONG_AFTER);

    // Then
    assertThat(again).isEmpty();
    assertThat(engine.answer(quarter("a", 1), MANY, restarted, LONG_AFTER)).isPresent();
  }

  @Test
  void tellsNothingBeforeItIsDue() {
    Rules delayed = Examples.with(Examples.passages(), 1, null, Duration.ofHours(2));
    Engine engine = Examples.engine(QUARTERS, delayed);
    Instant due = NOON.plus(Duration.ofMinutes(135));

    assertThat(engine.scheduled(quarter("a", 0))).contains(due);
    assertThat(engine.answer(quarter("a", 0), MANY, Memory.NONE, due.minusMillis(1))).isEmpty();
    assertThat(engine.answer(quarter("a", 0), MANY, Memory.NONE, due)).isPresent();
  }

  /** Withheld and silent look the same, and both have an answer. */
  @Property(tries = 60)
  void answersForEachLeafAtTheSameInstant(
      @ForAll @IntRange(max = 400) int passages, @ForAll @IntRange(max = 95) int number) {
    Engine engine = Examples.engine(QUARTERS, Examples.passages());
    Leaf leaf = quarter("a", number);

    Optional<Engine.Said> said =
        engine.answer(leaf, new Passages(passages), Memory.NONE, leaf.span().end());
    Optional<Engine.Said> silent =
        engine.answer(leaf, new Passages(0), Memory.NONE, leaf.span().end());

    assertThat(said).isPresent();
    assertThat(silent.map(Engine.Said::after)).isEqualTo(said.map(Engine.Said::after));
  }

  /** Of a set of exact counts around k, some below are told and some above are not. */
  @Test
  void comparesTheNoisyValueWithTheSmallestGroup() {
    Engine engine = Examples.engine(QUARTERS, Examples.passages());
    Set<Boolean> below = new HashSet<>();
    Set<Boolean> above = new HashSet<>();
    int belowTold = 0;
    for (int i = 0; i < 600; i++) {
      Answer nine = Examples.answer(engine, quarter("a", i), new Passages(9));
      Answer fourteen = Examples.answer(engine, quarter("a", i), new Passages(14));
      below.add(nine instanceof Answer.Value);
      above.add(fourteen instanceof Answer.Value);
      belowTold += nine instanceof Answer.Value told && told.value() >= 13 ? 1 : 0;
    }

    assertThat(below).containsExactlyInAnyOrder(true, false);
    assertThat(above).containsExactlyInAnyOrder(true, false);
    assertThat(belowTold).isBetween(1, 30);
  }

  @Test
  void withholdsNothingAsIfItWereLittle() {
    Engine engine = Examples.engine(QUARTERS, Examples.crowd(GroupUnit.PASSAGE, 30, one(), null));
    for (int i = 0; i < 200; i++) {
      assertThat(Examples.answer(engine, quarter("a", i), new Passages(0)))
          .isEqualTo(Answer.WITHHELD);
    }
  }

  @Test
  void tellsZeroOfCrowdsWhereThePolicySaysSo() {
    Engine engine = Examples.engine(QUARTERS, Examples.tellingZero(Examples.passages()));
    Set<Answer> told = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      told.add(Examples.answer(engine, quarter("a", i), new Passages(0)));
    }

    assertThat(told).containsExactlyInAnyOrder(Answer.WITHHELD, new Answer.Value(0, Quality.ROUGH));
  }

  @Test
  void countsDistinctContributors() {
    // Given
    Rules rules = Examples.crowd(GroupUnit.HASH, 5, Ratio.of(4, 1), null);
    Engine engine = Examples.engine(QUARTERS, rules);

    // When
    Answer answer = Examples.answer(engine, quarter("a", 0), new Distinct(100));

    // Then
    assertThat(((Answer.Value) answer).value()).isBetween(95L, 105L);
  }

  @Test
  void householdsAreToldTogetherWhenNoneCanDominate() {
    // Given
    Engine engine = Examples.engine(Examples.HOURS, Examples.households());
    Leaf leaf = Examples.leaf(Examples.HOURS, "a", NOON);

    // When
    Answer ofMany = Examples.answer(engine, leaf, households(2_000, 50));
    Answer ofFew = Examples.answer(engine, leaf, households(3, 100));

    // Then: noise of scale 2,400 on 100,000
    assertThat(((Answer.Value) ofMany).value()).isBetween(80_000L, 120_000L);
    assertThat(ofMany).extracting("quality").isEqualTo(Quality.GOOD);
    assertThat(ofFew).isEqualTo(Answer.WITHHELD);
  }

  @Test
  void oneHouseholdCannotMoveAValueByMoreThanTheCap() {
    Rules rules = Examples.households();

    assertThat(households(20, 50).and(Contributors.one(77, 1L << 60)).totals(rules))
        .isEqualTo(new Totals(21, 20 * 50 + 100));
    assertThat(households(20, 50).and(Contributors.one(77, -1_000)).totals(rules))
        .isEqualTo(new Totals(21, 20 * 50));
  }

  @Test
  void theLedgerStopsAtTheBudgetWhateverIsThere() {
    // Given: 24 leaves at a twelfth make 2, which is the budget of a day
    Engine engine = Examples.engine(Examples.HOURS, Examples.households());
    Instant midnight = Instant.parse("2026-10-24T22:00:00Z");

    // When
    List<Boolean> told = told(engine, midnight, households(5_000, 100));
    List<Boolean> silent = told(engine, midnight, Contributors.NONE);

    // Then: this day has 25 hours
    assertThat(told.subList(0, 24)).containsOnly(true);
    assertThat(told.subList(24, 26)).containsExactly(false, true);
    assertThat(silent).containsOnly(false);
  }

  private static List<Boolean> told(Engine engine, Instant midnight, Contributors exact) {
    List<Boolean> told = new ArrayList<>();
    Map<String, Ledger> ledgers = new HashMap<>();
    Releases releases = Releases.NONE;
    for (int hour = 0; hour < 26; hour++) {
      Leaf leaf = Examples.leaf(Examples.HOURS, "a", midnight.plus(Duration.ofHours(hour)));
      String scope = engine.ledgerName(leaf).orElseThrow();
      Memory before = new Memory(releases, ledgers.getOrDefault(scope, Ledger.UNTOUCHED));
      Engine.Said said = engine.answer(leaf, exact, before, LONG_AFTER).orElseThrow();
      releases = said.after().releases();
      ledgers.put(scope, said.after().ledger());
      told.add(said.answer() instanceof Answer.Value);
    }
    assertThat(ledgers.values().stream().map(Ledger::spent))
        .allSatisfy(spent -> assertThat(spent).isLessThanOrEqualTo(Ratio.of(2, 1)));
    assertThat(ledgers).hasSize(2);
    return told;
  }

  @Test
  void hashesCostAsManyLeavesOfADayAsTheyMayBeIn() {
    Rules affordable =
        Examples.crowd(GroupUnit.HASH, 5, Ratio.of(1, 2), new Daily(Ratio.of(4, 1), 8));
    Rules tooMuch = Examples.crowd(GroupUnit.HASH, 5, Ratio.of(1, 2), new Daily(Ratio.of(4, 1), 9));

    assertThat(Ledger.UNTOUCHED.after(affordable).orElseThrow().after(affordable))
        .contains(new Ledger(Ratio.of(4, 1)));
    assertThat(Ledger.UNTOUCHED.after(tooMuch)).isEmpty();
  }

  @Test
  void whereMoreCameThanAreToldApartNothingIsTold() {
    // Given
    Rules rules =
        Examples.tellingZero(
            Examples.crowd(GroupUnit.HASH, 5, Ratio.of(1, 1), new Daily(Ratio.of(4, 1), 4)));
    Engine engine = Examples.engine(QUARTERS, rules);

    // When
    Engine.Said said =
        engine.answer(quarter("a", 0), new TooMany(), Memory.NONE, LONG_AFTER).orElseThrow();

    // Then it costs what an answer costs
    assertThat(said.answer()).isEqualTo(Answer.WITHHELD);
    assertThat(said.after().ledger().spent()).isEqualTo(Ratio.of(4, 1));
  }

  @Test
  void refusesContributionsThatDoNotSayWhatThePolicyCounts() {
    Engine engine =
        Examples.engine(QUARTERS, Examples.crowd(GroupUnit.HASH, 5, Ratio.of(1, 1), null));

    assertThatThrownBy(() -> engine.answer(quarter("a", 0), MANY, Memory.NONE, LONG_AFTER))
        .hasMessage("passages do not say how many of hash");
    assertThatThrownBy(() -> new Distinct(3).totals(Examples.passages()))
        .hasMessage("hashes do not say how many of passage");
    assertThatThrownBy(() -> Contributors.NONE.totals(Examples.passages()))
        .hasMessage("households do not say how many of passage");
  }

  @Test
  void roundsAndShowsBandsAndNeverMakesAZeroOfSomething() {
    Rules rounded = Examples.with(Examples.passages(), 50, null, Duration.ZERO);
    Rules banded = Examples.with(Examples.passages(), 1, Bands.at(20L, 100L), Duration.ZERO);

    assertThat(new Disclosure(rounded).tell(124, 124))
        .isEqualTo(new Answer.Value(100, Quality.GOOD));
    assertThat(new Disclosure(rounded).tell(125, 125))
        .isEqualTo(new Answer.Value(150, Quality.GOOD));
    assertThat(new Disclosure(rounded).tell(24, 24)).isEqualTo(Answer.WITHHELD);
    assertThat(new Disclosure(banded).tell(19, 19))
        .isEqualTo(new Answer.Band(0, 20, Quality.ROUGH));
    assertThat(new Disclosure(banded).tell(99, 99))
        .isEqualTo(new Answer.Band(20, 100, Quality.GOOD));
    assertThat(new Disclosure(banded).tell(100, 100))
        .isEqualTo(new Answer.Band(100, Long.MAX_VALUE, Quality.GOOD));
    assertThat(new Disclosure(banded).tell(12, 12)).isEqualTo(Answer.WITHHELD);
    assertThat(new Disclosure(banded).tell(13, 13))
        .isEqualTo(new Answer.Band(0, 20, Quality.ROUGH));
  }

  @Property(tries = 60)
  void answersComeInAnyOrderAndEachOnce(
      @ForAll @Size(max = 40) List<@IntRange(max = 30) Integer> asked) {
    Engine engine = Examples.engine(QUARTERS, Examples.passages());
    Memory memory = Memory.NONE;
    Set<Integer> answered = new HashSet<>();
    for (int number : asked) {
      Optional<Engine.Said> said = engine.answer(quarter("a", number), MANY, memory, LONG_AFTER);
      assertThat(said.isPresent()).isEqualTo(answered.add(number));
      memory = said.map(Engine.Said::after).orElse(memory);
      for (int each = 0; each <= 30; each++) {
        assertThat(memory.releases().touch(quarter("a", each).span()))
            .isEqualTo(answered.contains(each));
      }
      assertThat(Releases.fromBytes(memory.releases().toBytes())).isEqualTo(memory.releases());
    }
    assertThat(memory.releases().spans()).isSortedAccordingTo(Comparator.comparing(Span::start));
    assertThat(memory.releases().spans()).hasSizeLessThanOrEqualTo(16);
  }

  @Property(tries = 60)
  void contributorsAreASetWhateverTheirOrder(
      @ForAll @Size(max = 30) List<@IntRange(max = 9) Integer> some, @ForAll int seed) {
    List<Integer> shuffled = new ArrayList<>(some);
    Collections.shuffle(shuffled, new Random(seed));
    int half = shuffled.size() / 2;

    assertThat(
            gathered(shuffled.subList(0, half)).and(gathered(shuffled.subList(half, some.size()))))
        .isEqualTo(gathered(some));
    assertThat(Contributors.fromBytes(gathered(some).toBytes())).isEqualTo(gathered(some));
    assertThat(gathered(some).totals(Examples.households()).group())
        .isEqualTo(new HashSet<>(some).size());
  }

  private static Contributors gathered(List<Integer> numbers) {
    Contributors gathered = Contributors.NONE;
    for (int number : numbers) {
      gathered = gathered.and(Contributors.one(number, number + 1L));
    }
    return gathered;
  }

  @Test
  void aLeafTellsApartNoMoreContributorsThanItMay() {
    Contributors all = numbers(0, 3 * Contributors.MOST);

    assertThat(all.totals(Examples.households()).group()).isEqualTo(Contributors.MOST);
    assertThat(all).isEqualTo(numbers(0, Contributors.MOST));
    assertThat(all.and(Contributors.one(-1, 1))).isNotEqualTo(all);
  }

  private static Contributors numbers(int from, int to) {
    if (to - from == 1) {
      return Contributors.one(from, 1);
    }
    int middle = (from + to) / 2;
    return numbers(middle, to).and(numbers(from, middle));
  }

  private static Contributors households(int count, int each) {
    Contributors all = Contributors.NONE;
    for (int number = 0; number < count; number++) {
      all = all.and(Contributors.one(1_000 + number, each));
    }
    return all;
  }

  private static Ratio one() {
    return Ratio.of(1, 1);
  }
}
