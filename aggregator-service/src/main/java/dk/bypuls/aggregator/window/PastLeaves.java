package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Contributions;
import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.privacy.Silence;
import dk.bypuls.aggregator.privacy.Simulation.ExactLeaf;
import dk.bypuls.aggregator.privacy.Totals;
import dk.bypuls.aggregator.window.LeafContributions.Share;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The leaves that a policy would have declared of the past, and what they came to exactly, made of
 * the kept windows of sensors by the rules of the stream.
 */
public final class PastLeaves {

  private final LeafTree tree;
  private final Policy policy;
  private final Registry registry;
  private final Map<String, List<String>> pathByPlace = new HashMap<>();

  private PastLeaves(LeafTree tree, Policy policy, Registry registry) {
    this.tree = tree;
    this.policy = policy;
    this.registry = registry;
  }

  private record Name(String area, String quantity) {}

  /** Those of a dataset; absent where it has no such tree as the policy's any more. */
  public static Optional<PastLeaves> of(
      Registry registry, Dataset dataset, Policy policy, NoiseKey key) {
    Policy always = new Policy(policy.family(), 1, Instant.MIN, policy.grain(), policy.rules());
    PolicyHistory policies = PolicyHistory.of(always);
    for (AreaTree tree : registry.areaTreesOf(dataset)) {
      if (tree.key().equals(policy.grain().tree())) {
        LeafTree leaves = LeafTree.of(registry, dataset, tree, policies, key);
        return Optional.of(new PastLeaves(leaves, policy, registry));
      }
    }
    return Optional.empty();
  }

  /**
   * All leaves that start then.
   *
   * @param windows the last revisions of the windows of their length that start then too
   */
  public List<ExactLeaf> at(Instant start, List<Window> windows) {
    Map<Name, List<Share>> shares = shares(windows);
    List<ExactLeaf> leaves = new ArrayList<>();
    for (String quantity : tree.dataset().quantities()) {
      if (policy.rules().dropped().contains(quantity)) {
        continue;
      }
      for (List<String> path : tree.leaves(registry, quantity, policy.grain(), start)) {
        Name name = new Name(last(path), quantity);
        Leaf leaf = new Leaf(policy.grain(), name.area(), quantity, start);
        leaves.add(new ExactLeaf(leaf, totals(shares.getOrDefault(name, List.of()))));
      }
    }
    return leaves;
  }

  private Map<Name, List<Share>> shares(List<Window> windows) {
    Map<Name, List<Share>> shares = new HashMap<>();
    for (Window window : windows) {
      if (window.cell() instanceof Cell.SensorCell cell && saysSomething(window)) {
        List<String> path = pathByPlace.computeIfAbsent(cell.place(), this::pathTo);
        if (!path.isEmpty()) {
          shares
              .computeIfAbsent(
                  new Name(last(path), window.quantity().id()), name -> new ArrayList<>())
              .add(new Share(cell.sensor(), cell.place(), window.statistics()));
        }
      }
    }
    return shares;
  }

  /** A revision that took all readings away leaves nothing said. */
  private static boolean saysSomething(Window window) {
    return window.count() > 0 || window.flagged() > 0 || !window.statistics().isEmpty();
  }

  private List<String> pathTo(String place) {
    return registry.place(place).map(it -> tree.leaf(it, policy.grain())).orElse(List.of());
  }

  private static String last(List<String> path) {
    return path.get(path.size() - 1);
  }

  /** Absent where nothing was heard: history may not reach back that far, or meters were away. */
  private @Nullable Totals totals(List<Share> shares) {
    Contributions exact =
        shares.isEmpty() && tree.regular()
            ? new Silence()
            : LeafContributions.of(policy.rules().unit(), shares, tree.regular(), registry);
    return exact instanceof Silence ? null : exact.totals(policy.rules());
  }
}
