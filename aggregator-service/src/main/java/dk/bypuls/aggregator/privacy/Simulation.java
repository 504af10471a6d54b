package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have told of the past, to choose one by. The same engine answers, with noise
 * of a family of its own: with the true noise, the errors that are found would give the exact
 * values away.
 */
public final class Simulation {

  private static final String FAMILY = "-simulated";

  private final Policy policy;
  private final NoiseKey key;

  public Simulation(Policy policy, NoiseKey key) {
    this.policy = policy;
    this.key = key;
  }

  /**
   * A leaf of the past and what it came to, contributions capped as far as that is known.
   *
   * @param totals absent where nothing was heard of it
   */
  public record ExactLeaf(Leaf leaf, @Nullable Totals totals) {}

  /**
   * What would have been told.
   *
   * @param leaves of which something was heard; the others are in no other figure
   * @param silent of which nothing was heard: they cost as much of a budget, and are withheld
   * @param byResolution from that of leaves to coarser ones
   * @param byArea of leaves
   * @param errorsByCategory of what was told
   * @param byGroup what each smallest group would come to
   */
  public record Report(
      long leaves,
      long silent,
      long withheld,
      List<Coverage> byResolution,
      List<Coverage> byArea,
      SortedMap<String, Errors> errorsByCategory,
      SortedMap<Integer, Outcome> byGroup) {}

  /**
   * What rules would come to: coverages and errors as in a report.
   *
   * @param withheld so many leaves
   */
  public record Outcome(
      long withheld,
      List<Coverage> byResolution,
      List<Coverage> byArea,
      SortedMap<String, Errors> errorsByCategory) {}

  /** Simulates it over leaves of its grain, and other smallest groups beside its own. */
  public Report over(List<ExactLeaf> past, SortedSet<Integer> smallestGroups) {
    List<ExactLeaf> inOrder = new ArrayList<>(past);
    inOrder.sort(Comparator.comparing(exact -> exact.leaf().start()));
    Map<Leaf, Answer> answers = answers(inOrder, policy.rules());
    Outcome own = outcome(inOrder, answers);
    SortedMap<Integer, Outcome> byGroup = new TreeMap<>();
    for (int group : smallestGroups) {
      Rules rules = policy.rules().withSmallestGroup(group);
      byGroup.put(group, outcome(inOrder, answers(inOrder, rules)));
    }
    return new Report(
        answers.size(),
        past.stream().filter(exact -> exact.totals() == null).count(),
        own.withheld(),
        own.byResolution(),
        own.byArea(),
        own.errorsByCategory(),
        byGroup);
  }

  private Outcome outcome(List<ExactLeaf> inOrder, Map<Leaf, Answer> answers) {
    return new Outcome(
        withheld(answers),
        byResolution(answers),
        Coverage.by(answers, Leaf::area),
        Errors.byCategory(inOrder, answers));
  }

  private Map<Leaf, Answer> answers(List<ExactLeaf> inOrder, Rules rules) {
    Policy always = new Policy(policy.family() + FAMILY, 1, Instant.MIN, policy.grain(), rules);
    Engine engine = new Engine(PolicyHistory.of(always), key);
    Map<String, Ledger> ledgers = new HashMap<>();
    Map<Leaf, Answer> answers = new LinkedHashMap<>();
    for (ExactLeaf exact : inOrder) {
      String scope = engine.ledgerName(exact.leaf()).orElse("");
      Memory before = new Memory(Releases.NONE, ledgers.getOrDefault(scope, Ledger.UNTOUCHED));
      Totals totals = exact.totals();
      Optional<Engine.Said> answered =
          totals == null
              ? engine.answer(exact.leaf(), new Silence(), before, Instant.MAX)
              : engine.answer(exact.leaf(), any -> totals, before, Instant.MAX);
      answered.ifPresent(said -> ledgers.put(scope, said.after().ledger()));
      if (totals != null) {
        answered.ifPresent(said -> answers.put(exact.leaf(), said.answer()));
      }
    }
    return answers;
  }

  private static long withheld(Map<Leaf, Answer> answers) {
    return answers.values().stream().filter(Answer.WITHHELD::equals).count();
  }

  private List<Coverage> byResolution(Map<Leaf, Answer> answers) {
    List<Coverage> coverages = new ArrayList<>();
    for (Resolution resolution : Resolution.all()) {
      if (resolution.compareTo(policy.grain().resolution()) >= 0) {
        Function<Leaf, String> cell =
            leaf -> leaf.series() + " " + resolution.spanAt(leaf.start()).start();
        coverages.add(Coverage.of(resolution.name(), answers, cell));
      }
    }
    return List.copyOf(coverages);
  }
}
