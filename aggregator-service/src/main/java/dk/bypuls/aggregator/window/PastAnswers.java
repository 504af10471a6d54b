package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.aggregator.privacy.Coarser;
import dk.bypuls.aggregator.privacy.Retelling;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said now of answers that are out, and of the sums of them: made of what was told and of
 * nothing else.
 *
 * <p>Leaves are taken in first, then it is asked for sums: it has the sums of what was taken in.
 */
public final class PastAnswers {

  private final Dataset dataset;
  private final PolicyHistory policies;
  private final Instant now;
  private final Retelling retelling;
  private final Map<String, Map<String, List<String>>> pathsByTree = new HashMap<>();
  private final Map<Sum, Coarser> sums = new HashMap<>();
  private final Map<Sum, Instant> finalAt = new HashMap<>();

  /**
   * Of a dataset as it is registered.
   *
   * @param now policies that are in force by then are applied
   */
  public PastAnswers(Registry registry, Dataset dataset, PolicyHistory policies, Instant now) {
    this.dataset = dataset;
    this.policies = policies;
    this.now = now;
    this.retelling = new Retelling(policies);
    for (AreaTree tree : registry.areaTreesOf(dataset)) {
      Map<String, List<String>> paths = new HashMap<>();
      for (Place place : registry.places()) {
        List<String> path = tree.pathTo(place);
        for (int depth = 1; depth <= path.size(); depth++) {
          paths.putIfAbsent(path.get(depth - 1), path.subList(0, depth));
        }
      }
      pathsByTree.put(tree.key(), paths);
    }
  }

  private record Sum(String quantity, Resolution resolution, Instant start, String area) {}

  /** Whether a window is an answer itself, and not a sum of some. */
  public static boolean isLeaf(Window window) {
    return window.protection() != null && window.protection().leaves() == 0;
  }

  /** The revision that a window has which starts then. */
  public int revisionOf(Instant start) {
    return policies.revisionOf(start, now);
  }

  /** The tree of areas that the leaves are of which start then. */
  public String treeAt(Instant start) {
    return policies.at(start).grain().tree();
  }

  /** Takes in a leaf as it was told; answers what is said of it now. */
  public Window leaf(Window told) {
    Answer answer = Answer.WITHHELD;
    Grain grain = policies.at(told.start()).grain();
    if (grain.resolution() == told.resolution()) {
      Leaf leaf = new Leaf(grain, area(told), told.quantity().id(), told.start());
      answer = retelling.of(leaf, answer(told), told.revision(), now);
      add(leaf, answer, told.finalAt());
    }
    return LeafWindows.of(
        dataset,
        told.quantity(),
        area(told),
        slot(told),
        told.finalAt(),
        revisionOf(told.start()),
        answer);
  }

  private void add(Leaf leaf, Answer answer, Instant due) {
    List<String> path =
        pathsByTree
            .getOrDefault(leaf.grain().tree(), Map.of())
            .getOrDefault(leaf.area(), List.of());
    for (Resolution resolution : LeafSums.coarser(leaf.grain().resolution())) {
      // A leaf is no sum of itself.
      int itself = resolution == leaf.grain().resolution() ? 1 : 0;
      Instant start = resolution.spanAt(leaf.start()).start();
      for (String area : path.subList(0, Math.max(0, path.size() - itself))) {
        Sum key = new Sum(leaf.category(), resolution, start, area);
        sums.merge(key, Coarser.NONE.and(answer), (sum, one) -> sum.and(answer));
        finalAt.merge(key, due, PastAnswers::later);
      }
    }
  }

  /**
   * What is said now of a sum as it was told. Nothing, where not all of its leaves were taken in:
   * retention may have taken some, or their areas are registered no more.
   */
  public Window sum(Window told) {
    Protection protection = told.protection();
    Coarser before = new Coarser(0, 0, 0, protection == null ? 0 : protection.leaves());
    Sum key = new Sum(told.quantity().id(), told.resolution(), told.start(), area(told));
    return LeafWindows.of(
        dataset,
        told.quantity(),
        key.area(),
        slot(told),
        told.finalAt(),
        revisionOf(told.start()),
        before.as(sums.getOrDefault(key, Coarser.NONE)));
  }

  /** All sums of what was taken in, as they are told for the first time. */
  public List<Window> sums() {
    return sums.entrySet().stream().map(each -> window(each.getKey(), each.getValue())).toList();
  }

  private Window window(Sum key, Coarser sum) {
    Resolution.Span span = key.resolution().spanAt(key.start());
    return LeafWindows.of(
        dataset,
        Quantities.of(key.quantity()),
        key.area(),
        new Slot(key.resolution(), span.start().toEpochMilli(), span.end().toEpochMilli()),
        later(finalAt.getOrDefault(key, span.end()), span.end()),
        revisionOf(key.start()),
        sum);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Forgets the sums of all that is shorter. */
  public void forgetShorterThan(Resolution resolution) {
    sums.keySet().removeIf(sum -> sum.resolution().compareTo(resolution) < 0);
    finalAt.keySet().removeIf(sum -> sum.resolution().compareTo(resolution) < 0);
  }

  /** Forgets all sums. */
  public void forget() {
    sums.clear();
    finalAt.clear();
  }

  private static Slot slot(Window told) {
    return new Slot(told.resolution(), told.start().toEpochMilli(), told.end().toEpochMilli());
  }

  private static String area(Window told) {
    return ((Cell.AreaCell) told.cell()).area();
  }

  private static Answer answer(Window told) {
    Protection protection = told.protection();
    Statistics figures = told.statistics();
    if (protection == null || protection.quality() == null) {
      return Answer.WITHHELD;
    }
    return figures.has(Statistic.LEAST)
        ? new Answer.Band(
            figures.get(Statistic.LEAST),
            figures.find(Statistic.BELOW).orElse(Long.MAX_VALUE),
            protection.quality())
        : new Answer.Value(value(figures), protection.quality());
  }

  private static long value(Statistics figures) {
    return figures.find(Statistic.SUM).orElseGet(() -> figures.get(Statistic.DELTA));
  }
}
