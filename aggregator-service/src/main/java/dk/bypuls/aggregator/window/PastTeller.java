package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Contributions;
import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.aggregator.series.Series;
import dk.bypuls.aggregator.series.SeriesBook;
import dk.bypuls.events.AreaPast;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.List;

/**
 * Tells leaves of the past for an order, by the same memory as those that come: one that was
 * answered is not answered again, whoever asks and however often.
 */
final class PastTeller {

  private final Gate gate;
  private final LocalDays calendar;
  private final SeriesBook series;
  private final LeafContributions contributions;
  private final LeafMemory memory;
  private final LeafSums sums;

  PastTeller(
      Gate gate,
      LocalDays calendar,
      SeriesBook series,
      LeafContributions contributions,
      LeafMemory memory,
      LeafSums sums) {
    this.gate = gate;
    this.calendar = calendar;
    this.series = series;
    this.contributions = contributions;
    this.memory = memory;
    this.sums = sums;
  }

  /**
   * Tells what was not answered yet of a stretch, and then that it did. What is not over here is
   * told as time goes on.
   *
   * @param cursor what ends by then is over
   */
  void tell(LeafTree tree, AreaPast past, long cursor, long now, Registry registry) {
    Resolution.Span span = past.resolution().spanAt(past.start());
    if (span.end().toEpochMilli() <= cursor) {
      tree.grainAt(span.start())
          .filter(grain -> grain.resolution() == past.resolution())
          .ifPresent(grain -> tellAll(tree, grain, past, cursor, now, registry));
    }
    gate.carriedOut(past.job(), past.resolution(), span.end());
  }

  private void tellAll(
      LeafTree tree, Grain grain, AreaPast past, long cursor, long now, Registry registry) {
    for (String quantity : tree.dataset().quantities()) {
      Series of = series.named("", tree.tree().key(), Quantities.of(quantity));
      for (List<String> path : tree.leaves(registry, quantity, grain, past.start())) {
        Leaf leaf = new Leaf(grain, path.get(path.size() - 1), quantity, past.start());
        Contributions exact = contributions.of(tree, leaf, path, past, registry);
        tree.engine()
            .answer(leaf, exact, memory.of(tree.engine(), leaf), Instant.ofEpochMilli(now))
            .ifPresent(said -> tell(tree, of, leaf, path, said, past.job(), cursor, now));
      }
    }
  }

  private void tell(
      LeafTree tree,
      Series of,
      Leaf leaf,
      List<String> path,
      Engine.Said said,
      String job,
      long cursor,
      long now) {
    memory.put(tree.engine(), leaf, said.after());
    int revision = tree.policies().revisionOf(leaf.start(), Instant.ofEpochMilli(now));
    sums.add(of, leaf, path, said.answer(), revision, cursor);
    Slot slot = Slot.at(leaf.grain().resolution(), leaf.start().toEpochMilli(), calendar);
    gate.retold(
        tree.dataset(),
        job,
        LeafWindows.of(
            tree.dataset(),
            of.quantity(),
            leaf.area(),
            slot,
            tree.dueAt(leaf),
            revision,
            said.answer()));
  }
}
