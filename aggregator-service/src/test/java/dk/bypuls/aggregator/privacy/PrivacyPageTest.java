package dk.bypuls.aggregator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.privacy.Simulation.ExactLeaf;
import dk.bypuls.aggregator.privacy.Simulation.Report;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The figures in docs/privacy.md are these. */
class PrivacyPageTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-05-31T22:00:00Z");

  /** Squares of a small town, by how many pass in the busiest quarter. */
  private static final List<Integer> BUSIEST =
      List.of(400, 250, 160, 100, 60, 40, 40, 25, 25, 16, 16, 10, 10, 6, 6, 4, 4, 2, 2, 1);

  private static final int QUARTERS_OF_A_DAY = 96;

  @Test
  void itsTableIsWhatTheSimulationSays() throws IOException {
    String page = Files.readString(Checkout.find().folder().resolve("docs/privacy.md"));

    List<ExactLeaf> day = day();
    List<String> rows = new ArrayList<>();
    for (Ratio epsilon : List.of(Ratio.of(1, 1), Ratio.of(1, 4))) {
      for (int smallest : List.of(10, 20)) {
        rows.add(row(day, smallest, epsilon));
      }
    }

    assertThat(page).contains(String.join("\n", rows));
  }

  private static String row(List<ExactLeaf> day, int smallest, Ratio epsilon) {
    Rules rules = Examples.crowd(GroupUnit.PASSAGE, smallest, epsilon, null);
    Policy policy = Examples.policy(1, MIDNIGHT, Examples.QUARTERS, rules);
    Report report = new Simulation(policy, Examples.KEY).over(day, new TreeSet<>());
    Errors errors = Objects.requireNonNull(report.errorsByCategory().get("people"));
    return String.format(
        "| %d | %s | %d %% | %d %% | %d | %d | %d %% |",
        smallest,
        epsilon,
        100 * report.withheld() / report.leaves(),
        100 * toldPassages(day, rules) / passages(day),
        errors.typical(),
        errors.largest(),
        errors.typicalShare() / 10);
  }

  private static long passages(List<ExactLeaf> day) {
    return day.stream().mapToLong(PrivacyPageTest::passages).sum();
  }

  private static long passages(ExactLeaf exact) {
    return Objects.requireNonNull(exact.totals()).value();
  }

  /** How many of the passages are in leaves that are told. */
  private static long toldPassages(List<ExactLeaf> day, Rules rules) {
    Engine engine = Examples.engine(Examples.QUARTERS, rules);
    return day.stream()
        .filter(
            exact ->
                Examples.answer(engine, exact.leaf(), new Passages(passages(exact)))
                    instanceof Answer.Value)
        .mapToLong(PrivacyPageTest::passages)
        .sum();
  }

  /** Most at four in the afternoon, nobody at four in the morning, and never quite the same. */
  private static List<ExactLeaf> day() {
    Random chance = new Random(5);
    List<ExactLeaf> day = new ArrayList<>();
    for (int square = 0; square < BUSIEST.size(); square++) {
      for (int quarter = 0; quarter < QUARTERS_OF_A_DAY; quarter++) {
        double hour = (quarter / 4.0 + 20) % 24 / 24;
        double usual = BUSIEST.get(square) * Math.pow(Math.sin(Math.PI * hour), 2);
        long count = Math.max(0, Math.round(usual + Math.sqrt(usual) * chance.nextGaussian()));
        Instant start = MIDNIGHT.plus(Duration.ofMinutes(15L * quarter));
        day.add(
            new ExactLeaf(
                Examples.leaf(Examples.QUARTERS, "square-" + square, start),
                new Totals(count, count)));
      }
    }
    return day;
  }
}
