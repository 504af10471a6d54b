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
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
      LatestStarts latest) {
    this.registry = registry;
    this.key = key;
    this.mine = mine;
    this.gate = gate;
    this.partition = partition;
    this.calendar = calendar;
    this.series = series;
    this.contributions = new LeafContributions(book);
    this.memory = memory;
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
    }
    return trees;
  }

  private void tell(LeafTree tree, long through, long now, Turn turn) {
    long start = begin(tree, now);
    Optional<Grain> grain = tree.grainAt(Instant.ofEpochMilli(start));
    while (grain.isPresent()) {
      Resolution.Span span = grain.get().resolution().spanAt(Instant.ofEpochMilli(start));
      if (through < span.end().toEpochMilli()
          || !tree.isDue(grain.get(), span.start(), Instant.ofEpochMilli(now))
          || !tellAll(tree, grain.get(), span, now, turn)) {
        return;
      }
      sumUp(tree, grain.get(), span);
      start = span.end().toEpochMilli();
      memory.putCursor(tree.tree().key(), start);
      grain = tree.grainAt(span.end());
    }
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
      memory.putCursor(tree.tree().key(), start);
    }
    return start;
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
        tell(tree, of, leaf, path, before, now);
      }
    }
    return true;
  }

  private Series seriesOf(LeafTree tree, String quantity) {
    return series.named("", tree.tree().key(), Quantities.of(quantity));
  }

  private void tell(
      LeafTree tree, Series of, Leaf leaf, List<String> path, Memory before, long now) {
    Slot slot = Slot.at(leaf.grain().resolution(), leaf.start().toEpochMilli(), calendar);
    String level = AreaBook.level(path);
    Contributions exact = contributions.of(tree, of, slot, level, leaf.start(), registry.get());
    Optional<Engine.Said> said =
        tree.engine().answer(leaf, exact, before, Instant.ofEpochMilli(now));
    if (said.isEmpty()) {
      return;
    }
    memory.put(tree.engine(), leaf, said.get().after());
    Answer answer = said.get().answer();
    addUp(of, leaf, path, answer);
    boolean newest = latest.advance(of.number(), slot, level);
    gate.answer(
        tree.dataset(),
        LeafWindows.of(tree.dataset(), of.quantity(), leaf.area(), slot, tree.dueAt(leaf), answer),
        newest);
  }

  /** Adds it to all that is larger or longer. */
  private void addUp(Series of, Leaf leaf, List<String> path, Answer answer) {
    for (int depth = 1; depth <= path.size(); depth++) {
      String level = AreaBook.level(path.subList(0, depth));
      for (Resolution resolution : coarser(leaf.grain().resolution())) {
        if (depth < path.size() || resolution != leaf.grain().resolution()) {
          Slot slot = Slot.at(resolution, leaf.start().toEpochMilli(), calendar);
          memory.putSum(of.number(), slot, level, memory.sum(of.number(), slot, level).and(answer));
        }
      }
    }
  }

  private static List<Resolution> coarser(Resolution leaf) {
    return Resolution.all().stream().filter(other -> other.compareTo(leaf) >= 0).toList();
  }

  /** Tells the sums of all that is over with that stretch of time, and that it is told. */
  private void sumUp(LeafTree tree, Grain grain, Resolution.Span span) {
    for (Resolution resolution : coarser(grain.resolution())) {
      Slot slot = Slot.at(resolution, span.start().toEpochMilli(), calendar);
      if (slot.end() == span.end().toEpochMilli()) {
        for (String quantity : tree.dataset().quantities()) {
          sumUp(tree, seriesOf(tree, quantity), slot, tree.dueAt(grain, span.start()));
        }
        gate.answered(
            tree.dataset(),
            new CompleteThrough(tree.tree().key(), partition, resolution, span.end()),
            Instant.ofEpochMilli(slot.start()));
      }
    }
  }

  private void sumUp(LeafTree tree, Series of, Slot slot, Instant due) {
    memory.takeSums(
        of.number(),
        slot,
        (level, sum) ->
            gate.answer(
                tree.dataset(),
                LeafWindows.of(tree.dataset(), of.quantity(), AreaBook.area(level), slot, due, sum),
                latest.advance(of.number(), slot, level)));
  }
}
