package dk.bypuls.aggregator.privacy;

import static dk.bypuls.aggregator.privacy.Examples.NOON;
import static dk.bypuls.aggregator.privacy.Examples.QUARTERS;
import static dk.bypuls.aggregator.privacy.Examples.quarter;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.privacy.Simulation.ExactLeaf;
import dk.bypuls.aggregator.privacy.Simulation.Outcome;
import dk.bypuls.aggregator.privacy.Simulation.Report;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final Simulation PASSAGES =
      new Simulation(Examples.policy(7, NOON, QUARTERS, Examples.passages()), Examples.KEY);

  /** Of an hour: a busy square, one where nobody comes, and one that is busy half the time. */
  private static final List<ExactLeaf> HOUR = hour();

  private static List<ExactLeaf> hour() {
    List<ExactLeaf> leaves = new ArrayList<>();
    for (int number = 3; number >= 0; number--) {
      leaves.add(exact("busy", number, 1_000));
      leaves.add(exact("empty", number, 0));
      leaves.add(exact("half", number, number < 2 ? 1_000 : 0));
    }
    return leaves;
  }

  private static ExactLeaf exact(String area, int number, long count) {
    return new ExactLeaf(quarter(area, number), new Totals(count, count));
  }

  private static Errors errors(Report report) {
    return Objects.requireNonNull(report.errorsByCategory().get("people"));
  }

  @Test
  void saysWhatWouldBeWithheldByResolutionAndArea() {
    Report report = PASSAGES.over(HOUR, new TreeSet<>());

    assertThat(report.leaves()).isEqualTo(12);
    assertThat(report.withheld()).isEqualTo(6);
    assertThat(report.byResolution())
        .startsWith(new Coverage("PT15M", 6, 0, 6), new Coverage("PT1H", 1, 1, 1));
    assertThat(report.byArea())
        .containsExactly(
            new Coverage("busy", 4, 0, 0),
            new Coverage("empty", 0, 0, 4),
            new Coverage("half", 2, 0, 2));
  }

  @Test
  void saysWhatEachSmallestGroupCosts() {
    Report report = PASSAGES.over(HOUR, new TreeSet<>(List.of(10, 900, 1_500)));

    assertThat(report.byGroup()).containsOnlyKeys(10, 900, 1_500);
    assertThat(report.byGroup().values())
        .extracting(Outcome::withheld)
        .containsExactly(6L, 6L, 12L);
    Outcome strictest = Objects.requireNonNull(report.byGroup().get(1_500));
    assertThat(strictest.byArea()).contains(new Coverage("busy", 0, 0, 4));
    assertThat(strictest.byResolution()).startsWith(new Coverage("PT15M", 0, 0, 12));
    assertThat(Objects.requireNonNull(report.byGroup().get(10)).byArea())
        .isEqualTo(report.byArea());
  }

  /**
   * A thousand leaves: the median of the size of noise of scale 1 is 0 or 1, the largest 4 to 16.
   */
  @Test
  void saysHowLargeErrorsAre() {
    List<ExactLeaf> past = new ArrayList<>();
    for (int number = 0; number < 1_000; number++) {
      past.add(exact("busy", number, 100));
    }

    Errors errors = errors(PASSAGES.over(past, new TreeSet<>()));

    assertThat(errors.values()).isEqualTo(1_000);
    assertThat(errors.typical()).isBetween(0L, 1L);
    assertThat(errors.largest()).isBetween(4L, 16L);
    assertThat(errors.typicalShare()).isEqualTo(errors.typical() * 10);
  }

  /** Else the exact values would follow from the report and what is published. */
  @Test
  void noiseIsNotThatOfTheDataset() {
    List<ExactLeaf> past = new ArrayList<>();
    List<Long> truly = new ArrayList<>();
    Engine engine = Examples.engine(QUARTERS, Examples.passages());
    for (int number = 0; number < 50; number++) {
      past.add(exact("busy", number, 100));
      Answer told = Examples.answer(engine, quarter("busy", number), new Passages(100));
      truly.add(Math.abs(((Answer.Value) told).value() - 100));
    }
    List<Long> simulated = new ArrayList<>();
    for (ExactLeaf each : past) {
      simulated.add(errors(PASSAGES.over(List.of(each), new TreeSet<>())).largest());
    }

    assertThat(simulated).isNotEqualTo(truly);
  }

  @Test
  void theBudgetOfADayIsSimulatedToo() {
    Rules halfADay =
        new Rules(
            GroupUnit.HOUSEHOLD,
            10,
            250,
            new Noise(Ratio.of(1, 6), 100),
            1,
            null,
            Duration.ZERO,
            Set.of(),
            false,
            new Daily(Ratio.of(2, 1), 25));
    List<ExactLeaf> day = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      Leaf leaf =
          Examples.leaf(
              Examples.HOURS, "a", NOON.minus(Duration.ofHours(12)).plus(Duration.ofHours(hour)));
      day.add(new ExactLeaf(leaf, new Totals(9_000, 500_000)));
    }

    Report report =
        new Simulation(Examples.policy(1, NOON, Examples.HOURS, halfADay), Examples.KEY)
            .over(day, new TreeSet<>());

    assertThat(report.withheld()).isEqualTo(12);
  }

  /** Of a sensor that was down nothing is known, and its silence is paid for like an answer. */
  @Test
  void whatWasSilentIsCountedApartAndPaidFor() {
    Rules fourADay =
        new Rules(
            GroupUnit.HOUSEHOLD,
            10,
            250,
            new Noise(Ratio.of(1, 2), 100),
            1,
            null,
            Duration.ZERO,
            Set.of(),
            false,
            new Daily(Ratio.of(2, 1), 25));
    List<ExactLeaf> hours = new ArrayList<>();
    for (int hour = 0; hour < 6; hour++) {
      Leaf leaf = Examples.leaf(Examples.HOURS, "a", NOON.plus(Duration.ofHours(hour)));
      hours.add(new ExactLeaf(leaf, hour < 3 ? null : new Totals(9_000, 500_000)));
    }

    Report report =
        new Simulation(Examples.policy(1, NOON, Examples.HOURS, fourADay), Examples.KEY)
            .over(hours, new TreeSet<>(List.of(10)));

    assertThat(report.silent()).isEqualTo(3);
    assertThat(report.leaves()).isEqualTo(3);
    assertThat(report.withheld()).isEqualTo(2);
    assertThat(report.byArea()).containsExactly(new Coverage("a", 1, 0, 2));
    assertThat(report.byGroup().values()).extracting(Outcome::withheld).containsExactly(2L);
    assertThat(errors(report).values()).isEqualTo(1);
  }
}
