package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.aggregator.privacy.Coarser;
import dk.bypuls.aggregator.privacy.Retelling;
import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.aggregator.series.Series;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Leaf;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sums of what was told of leaves, of all that is larger or longer and not told yet. They are
 * made of answers and of nothing else.
 */
final class LeafSums {

  /** Longer than any month. */
  private static final long LONGEST = 32L * 86_400_000;

  private final LeafMemory memory;
  private final LeafAnswers answers;
  private final LocalDays calendar;

  LeafSums(LeafMemory memory, LeafAnswers answers, LocalDays calendar) {
    this.memory = memory;
    this.answers = answers;
    this.calendar = calendar;
  }

  private record Cell(Slot slot, String level) {}

  /** The resolutions in which sums are told of leaves of that one, itself for larger areas. */
  static List<Resolution> coarser(Resolution leaf) {
    return Resolution.all().stream().filter(other -> other.compareTo(leaf) >= 0).toList();
  }

  /** Adds an answer to all that is larger or longer. */
  void add(Series of, Leaf leaf, List<String> path, Answer answer, int revision) {
    add(of, leaf, path, answer, revision, Long.MIN_VALUE);
  }

  /**
   * Adds an answer of the past to all that is larger or longer and not told yet.
   *
   * @param cursor what ends by then has been told
   */
  void add(Series of, Leaf leaf, List<String> path, Answer answer, int revision, long cursor) {
    String level = AreaBook.level(path);
    answers.put(
        of.number(), new LeafAnswers.Told(leaf.start().toEpochMilli(), level, revision, answer));
    for (Resolution resolution : coarser(leaf.grain().resolution())) {
      Slot slot = Slot.at(resolution, leaf.start().toEpochMilli(), calendar);
      for (String each :
          slot.end() > cursor ? levels(leaf, level, resolution) : List.<String>of()) {
        memory.putSum(of.number(), slot, each, memory.sum(of.number(), slot, each).and(answer));
      }
    }
  }

  /** A leaf is no sum of itself. */
  private static List<String> levels(Leaf leaf, String level, Resolution resolution) {
    List<String> levels = AreaBook.levels(level);
    return resolution == leaf.grain().resolution() ? levels.subList(0, levels.size() - 1) : levels;
  }

  /** Forgets what is in no sum any more, when leaves that start then were told. */
  void forget(Series of, Instant start) {
    answers.forget(of.number(), start.toEpochMilli() - LONGEST);
  }

  /**
   * Makes the sums that are under way of what is said of their leaves now.
   *
   * @param cursor when the next leaf starts
   */
  void remake(LeafTree tree, Series of, long cursor, Instant now) {
    for (Resolution resolution : Resolution.all()) {
      Slot slot = Slot.at(resolution, cursor, calendar);
      Map<String, Coarser> before = memory.sums(of.number(), slot);
      if (!before.isEmpty()) {
        Map<Cell, Coarser> made = made(tree, of, slot, now);
        before.forEach(
            (level, sum) ->
                memory.putSum(
                    of.number(),
                    slot,
                    level,
                    sum.as(made.getOrDefault(new Cell(slot, level), Coarser.NONE))));
      }
    }
  }

  private Map<Cell, Coarser> made(LeafTree tree, Series of, Slot slot, Instant now) {
    Retelling retelling = new Retelling(tree.policies());
    Map<Cell, Coarser> made = new HashMap<>();
    for (LeafAnswers.Told told : answers.between(of.number(), slot.start(), slot.end())) {
      tree.leaf(Instant.ofEpochMilli(told.start()), AreaBook.area(told.level()), of.quantity().id())
          .filter(leaf -> leaf.grain().resolution().compareTo(slot.resolution()) <= 0)
          .ifPresent(
              leaf -> {
                Answer answer = retelling.of(leaf, told.answer(), told.revision(), now);
                for (String level : levels(leaf, told.level(), slot.resolution())) {
                  made.merge(
                      new Cell(slot, level),
                      Coarser.NONE.and(answer),
                      (sum, one) -> sum.and(answer));
                }
              });
    }
    return made;
  }
}
