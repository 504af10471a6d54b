package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.aggregator.privacy.Contributions;
import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.privacy.Memory;
import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.aggregator.series.Series;
import dk.bypuls.aggregator.series.SeriesBook;
import dk.bypuls.events.AreaPast;
import dk.bypuls.events.AreaSighting;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells what may be told of people: each leaf once, when it is due, and then what is made of
 * leaves.
 *
 * <p>It goes from one stretch of time to the next and never back. Each declared leaf of a stretch
 * gets its answer, whatever was measured there.
 */
final class LeafTeller {

  private final Supplier<Registry> registry;
  private final @Nullable NoiseKey key;
  private final Predicate<String> mine;
  private final Gate gate;
  private final int partition;
  private final LocalDays calendar;
  private final SeriesBook series;
  private final LeafContributions contributions;
  private final LeafMemory memory;
  private final DistinctLeaves distinct;
  private final LeafSums sums;
  private final PastTeller past;
  private final LatestStarts latest;
  private List<LeafTree> trees = List.of();
  private @Nullable Registry treesOf;

  LeafTeller(
      Supplier<Registry> registry,
      @Nullable NoiseKey key,
      Predicate<String> mine,
      Gate gate,
      int partition,
      LocalDays calendar,
      SeriesBook series,
      AreaBook book,
      LeafMemory memory,
      SightingBook sightings,
      LeafAnswers answers,
      LatestStarts latest) {
    this.registry = registry;
    this.key = key;
    this.mine = mine;
    this.gate = gate;
    this.partition = partition;
    this.calendar = calendar;
    this.series = series;
    this.memory = memory;
    this.distinct = new DistinctLeaves(series, sightings);
    this.contributions = new LeafContributions(book);
    this.sums = new LeafSums(memory, answers, calendar);
    this.past = new PastTeller(gate, calendar, series, contributions, memory, sums);
    this.latest = latest;
  }

  /**
   * Tells all that is due.
   *
   * @param through what the sensors say of windows that end by then has been heard
   * @param now the append time that has been reached
   */
  void tell(long through, long now, Turn turn) {
    for (LeafTree tree : trees()) {
      tell(tree, through, now, turn);
    }
  }

  /** Takes in whom a sensor saw, if the leaf may still be told. */
  void take(AreaSighting sighting) {
    String key = AreaTree.key(sighting.dataset(), sighting.tree());
    for (LeafTree tree : trees()) {
      if (tree.tree().key().equals(key) && !isBehind(tree, sighting.start())) {
        distinct.take(tree, sighting);
      }
    }
  }

  private boolean isBehind(LeafTree tree, Instant start) {
    OptionalLong cursor = memory.cursor(tree.tree().key());
    return cursor.isPresent() && start.toEpochMilli() < cursor.getAsLong();
  }

  /** Tells of a stretch of the past what was not answered yet. */
  void tell(AreaPast stretch, long now) {
    NoiseKey noise = key;
    String name = AreaTree.key(stretch.dataset(), stretch.tree());
    OptionalLong cursor = memory.cursor(name);
    if (noise != null && cursor.isPresent()) {
      trees().stream()
          .filter(tree -> tree.tree().key().equals(name))
          .forEach(
              tree ->
                  past.tell(
                      tree.backTo(stretch.since(), noise),
                      stretch,
                      cursor.getAsLong(),
                      now,
                      registry.get()));
    }
  }

  /** Whether a slot may still be asked of, because leaves that start in it were not told. */
  boolean needs(Series of, Slot slot) {
    return trees().stream()
        .filter(tree -> tree.tree().key().equals(of.sensor()))
        .anyMatch(tree -> isBefore(tree, slot.end()));
  }

  /** Whether it is on its way and not there yet. */
  private boolean isBefore(LeafTree tree, long end) {
    OptionalLong cursor = memory.cursor(tree.tree().key());
    return cursor.isPresent()
        && cursor.getAsLong() < end
        && tree.grainAt(Instant.ofEpochMilli(cursor.getAsLong())).isPresent();
  }

  private List<LeafTree> trees() {
    Registry current = registry.get();
    if (current != treesOf) {
      trees = key == null ? List.of() : LeafTree.of(current, key, mine);
      treesOf = current;
      distinct.keepOnly(trees);
    }
    return trees;
  }

  private void tell(LeafTree tree, long through, long now, Turn turn) {
    long start = begin(tree, now);
    tighten(tree, start, Instant.ofEpochMilli(now));
    Optional<Grain> grain = tree.grainAt(Instant.ofEpochMilli(start));
    while (grain.isPresent()) {
      Resolution.Span span = grain.get().resolution().spanAt(Instant.ofEpochMilli(start));
      if (through < span.end().toEpochMilli()
          || !tree.isDue(grain.get(), span.start(), Instant.ofEpochMilli(now))
          || turn.left() <= 0
          || !tellAll(tree, grain.get(), span, now, turn)) {
        return;
      }
      sumUp(tree, grain.get(), span, now);
      start = span.end().toEpochMilli();
      moveOn(tree, start);
      grain = tree.grainAt(span.end());
    }
  }

  /**
   * Applies stricter policies that have come into force to all that is told from now on, and says
   * once that what was told before is told no more. It is told anew by a job: what is out is in the
   * history alone.
   */
  private void tighten(LeafTree tree, long next, Instant now) {
    String name = tree.tree().key();
    List<Policy> tightenings = tree.policies().tightenings(Instant.MIN, now);
    int applied = memory.tightenings(name);
    if (!tree.isGrown() || tightenings.size() <= applied) {
      return;
    }
    for (String quantity : tree.dataset().quantities()) {
      sums.remake(tree, seriesOf(tree, quantity), next, now);
    }
    for (Policy policy : tightenings.subList(applied, tightenings.size())) {
      gate.withdraw(
          new Withdrawn(tree.dataset().id(), Instant.EPOCH, policy.from(), Window.POLICY));
    }
    memory.putTightenings(name, tightenings.size());
  }

  /**
   * When the next leaf starts. The first begins after it was decided, and after it was heard of
   * here: what was before is for a job of its own to tell.
   */
  private long begin(LeafTree tree, long now) {
    OptionalLong known = memory.cursor(tree.tree().key());
    Instant from = tree.from();
    if (known.isPresent() && known.getAsLong() >= from.toEpochMilli()) {
      return known.getAsLong();
    }
    Instant first =
        known.isPresent() || now < from.toEpochMilli() ? from : Instant.ofEpochMilli(now);
    long start =
        tree.grainAt(first)
            .map(grain -> next(grain.resolution(), first))
            .orElse(first)
            .toEpochMilli();
    if (tree.grainAt(first).isPresent()) {
      moveOn(tree, start);
    }
    return start;
  }

  /** The next leaf starts then. Who was seen before it is needed no more. */
  private void moveOn(LeafTree tree, long start) {
    memory.putCursor(tree.tree().key(), start);
    distinct.forget(tree, Instant.ofEpochMilli(start));
  }

  private static Instant next(Resolution resolution, Instant instant) {
    Resolution.Span span = resolution.spanAt(instant);
    return span.start().equals(instant) ? instant : span.end();
  }

  /** Tells the leaves of one stretch of time; answers whether that was all of them. */
  private boolean tellAll(LeafTree tree, Grain grain, Resolution.Span span, long now, Turn turn) {
    Registry current = registry.get();
    for (String quantity : tree.dataset().quantities()) {
      Series of = seriesOf(tree, quantity);
      Function<String, Contributions> exact = exactly(tree, of, grain, span.start(), now, turn);
      for (List<String> path : tree.leaves(current, quantity, grain, span.start())) {
        Leaf leaf = new Leaf(grain, path.get(path.size() - 1), quantity, span.start());
        Memory before = memory.of(tree.engine(), leaf);
        if (before.releases().touch(span)) {
          continue;
        }
        if (turn.left() <= 0) {
          return false;
        }
        turn.use();
        tell(tree, of, leaf, path, exact.apply(AreaBook.level(path)), before, now);
      }
    }
    return true;
  }

  /** What was contributed to each of the leaves of a quantity that start then, by its area. */
  private Function<String, Contributions> exactly(
      LeafTree tree, Series of, Grain grain, Instant start, long now, Turn turn) {
    if (tree.unitAt(start) == GroupUnit.HASH) {
      return distinct.exactly(tree, grain, start, now, turn);
    }
    Slot slot = Slot.at(grain.resolution(), start.toEpochMilli(), calendar);
    return level -> contributions.of(tree, of, slot, level, start, registry.get());
  }

  private Series seriesOf(LeafTree tree, String quantity) {
    return series.named("", tree.tree().key(), Quantities.of(quantity));
  }

  private void tell(
      LeafTree tree,
      Series of,
      Leaf leaf,
      List<String> path,
      Contributions exact,
      Memory before,
      long now) {
    Slot slot = Slot.at(leaf.grain().resolution(), leaf.start().toEpochMilli(), calendar);
    Optional<Engine.Said> said =
        tree.engine().answer(leaf, exact, before, Instant.ofEpochMilli(now));
    if (said.isEmpty()) {
      return;
    }
    memory.put(tree.engine(), leaf, said.get().after());
    Answer answer = said.get().answer();
    int revision = tree.policies().revisionOf(leaf.start(), Instant.ofEpochMilli(now));
    sums.add(of, leaf, path, answer, revision);
    boolean newest = latest.advance(of.number(), slot, AreaBook.level(path));
    gate.answer(
        tree.dataset(),
        LeafWindows.of(
            tree.dataset(), of.quantity(), leaf.area(), slot, tree.dueAt(leaf), revision, answer),
        newest);
  }

  /** Tells the sums of all that is over with that stretch of time, and that it is told. */
  private void sumUp(LeafTree tree, Grain grain, Resolution.Span span, long now) {
    for (String quantity : tree.dataset().quantities()) {
      sums.forget(seriesOf(tree, quantity), span.start());
    }
    for (Resolution resolution : LeafSums.coarser(grain.resolution())) {
      Slot slot = Slot.at(resolution, span.start().toEpochMilli(), calendar);
      if (slot.end() == span.end().toEpochMilli()) {
        for (String quantity : tree.dataset().quantities()) {
          sumUp(tree, seriesOf(tree, quantity), slot, tree.dueAt(grain, span.start()), now);
        }
        gate.answered(
            tree.dataset(),
            new CompleteThrough(tree.tree().key(), partition, resolution, span.end()),
            Instant.ofEpochMilli(slot.start()));
      }
    }
  }

  private void sumUp(LeafTree tree, Series of, Slot slot, Instant due, long now) {
    Instant start = Instant.ofEpochMilli(slot.start());
    int revision = tree.policies().revisionOf(start, Instant.ofEpochMilli(now));
    memory.takeSums(
        of.number(),
        slot,
        (level, sum) ->
            gate.answer(
                tree.dataset(),
                LeafWindows.of(
                    tree.dataset(), of.quantity(), AreaBook.area(level), slot, due, revision, sum),
                latest.advance(of.number(), slot, level)));
  }
}
