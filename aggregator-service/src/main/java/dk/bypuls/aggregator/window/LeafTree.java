package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The leaves that are declared for a dataset about people, and the engine that answers for them.
 *
 * <p>Which there are follows from the registry alone: that there is a leaf tells nothing of what
 * was measured.
 *
 * @param regular whether all its sensors say something at regular times, also where nobody is
 */
record LeafTree(
    Dataset dataset, AreaTree tree, PolicyHistory policies, Engine engine, boolean regular) {

  /** Those of a dataset as it is registered now. */
  static LeafTree of(
      Registry registry, Dataset dataset, AreaTree tree, PolicyHistory policies, NoiseKey key) {
    boolean regular = speaksAtRegularTimes(registry, dataset);
    return new LeafTree(dataset, tree, policies, new Engine(policies, key), regular);
  }

  /** Those of all datasets that may be told, and whose trees are here. */
  static List<LeafTree> of(Registry registry, NoiseKey key, Predicate<String> mine) {
    List<LeafTree> all = new ArrayList<>();
    for (Dataset dataset : registry.datasets()) {
      Optional<PolicyHistory> policies = dataset.protection();
      for (AreaTree tree : registry.areaTreesOf(dataset)) {
        if (policies.isPresent() && mine.test(tree.key())) {
          all.add(of(registry, dataset, tree, policies.get(), key));
        }
      }
    }
    return List.copyOf(all);
  }

  /** The same for leaves of the past, which nobody had decided on yet when they started. */
  LeafTree backTo(Instant since, NoiseKey key) {
    PolicyHistory reaching = policies.backTo(since);
    return new LeafTree(dataset, tree, reaching, new Engine(reaching, key), regular);
  }

  /** Whether any policy has leaves in it. */
  boolean isGrown() {
    return policies.versions().stream()
        .anyMatch(policy -> policy.grain().tree().equals(tree.key()));
  }

  /** How fine its leaves are that start then; absent where nothing was decided of them. */
  Optional<Grain> grainAt(Instant start) {
    return policies.grainAt(start).filter(grain -> grain.tree().equals(tree.key()));
  }

  /** The leaf of an area and quantity that starts then; absent where none does. */
  Optional<Leaf> leaf(Instant start, String area, String quantity) {
    return Optional.of(policies.at(start).grain())
        .filter(grain -> grain.tree().equals(tree.key()))
        .filter(grain -> grain.resolution().spanAt(start).start().equals(start))
        .map(grain -> new Leaf(grain, area, quantity, start));
  }

  /** Whether all leaves that start then may be told by that time. */
  boolean isDue(Grain grain, Instant start, Instant now) {
    return !now.isBefore(dueAt(grain, start));
  }

  /** When a leaf is told. */
  Instant dueAt(Leaf leaf) {
    return engine.scheduled(leaf).orElse(leaf.span().end());
  }

  /** When the last of the leaves that start then is told. */
  Instant dueAt(Grain grain, Instant start) {
    Instant due = grain.resolution().spanAt(start).end();
    for (String quantity : dataset.quantities()) {
      Instant next = dueAt(new Leaf(grain, tree.name(), quantity, start));
      due = next.isAfter(due) ? next : due;
    }
    return due;
  }

  /** What the groups of leaves are of that start then. */
  GroupUnit unitAt(Instant start) {
    return policies.unitAt(start);
  }

  /** Whether any of its leaves are told in groups of hashes. */
  boolean countsHashes() {
    return policies.versions().stream().anyMatch(policy -> policy.rules().unit() == GroupUnit.HASH);
  }

  private static boolean speaksAtRegularTimes(Registry registry, Dataset dataset) {
    return registry.sensors().stream()
        .filter(sensor -> dataset.quantities().stream().anyMatch(id -> dataset.covers(sensor, id)))
        .map(sensor -> registry.profile(sensor.profile()))
        .allMatch(profile -> profile.map(Profile::interval).isPresent());
  }

  /** The first that may be told starts then or later. */
  Instant from() {
    Dataset.Publication decision = dataset.publication();
    Instant decided = decision == null ? Instant.MAX : decision.from();
    Instant protectedFrom = policies.versions().get(0).from();
    return decided.isAfter(protectedFrom) ? decided : protectedFrom;
  }

  /**
   * The paths of the leaves of a quantity: of where a sensor stands that measures it, whether it
   * says anything or not.
   */
  Set<List<String>> leaves(Registry registry, String quantity, Grain grain, Instant start) {
    Set<List<String>> paths = new TreeSet<>(Comparator.comparing(path -> String.join("/", path)));
    for (Sensor sensor : registry.sensors()) {
      if (dataset.covers(sensor, quantity) && measures(registry, sensor, quantity)) {
        registry
            .place(sensor.placeAt(start))
            .map(place -> leaf(place, grain))
            .filter(path -> !path.isEmpty())
            .ifPresent(paths::add);
      }
    }
    return paths;
  }

  /** The path of the leaf in which a place is; empty if it is in none. */
  List<String> leaf(Place place, Grain grain) {
    List<String> path = tree.pathTo(place);
    return path.subList(0, Math.min(path.size(), grain.depth() + 1));
  }

  private static boolean measures(Registry registry, Sensor sensor, String quantity) {
    return registry
        .profile(sensor.profile())
        .map(Profile::fields)
        .filter(fields -> fields.stream().anyMatch(field -> field.quantity().equals(quantity)))
        .isPresent();
  }
}
