package dk.bypuls.aggregator.quality;

import dk.bypuls.aggregator.series.History;
import dk.bypuls.aggregator.series.Observation;
import dk.bypuls.aggregator.series.Run;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Which readings become stuck, or are stuck no longer, because one before them comes or goes: those
 * right after it that say the same as each other, if it joins or parts what they repeat.
 */
public final class LateStillness {

  private final StuckRule rule;
  private final History history;
  private final History.Lookback reach;
  private final long until;

  /**
   * For one series.
   *
   * @param reach how far back it is looked
   * @param until nothing is looked for after it
   */
  public LateStillness(StuckRule rule, History history, History.Lookback reach, long until) {
    this.rule = rule;
    this.history = history;
    this.reach = reach;
    this.until = until;
  }

  /**
   * Tells when each such reading was observed.
   *
   * @param changing comes or goes; whether it is there already makes no difference
   * @param others which readings there are beside it
   */
  public void tell(Observation changing, Predicate<Observation> others, LongConsumer changed) {
    Follower follower = null;
    for (long from = changing.observedAt(), length = reach.step(); ; from += length, length *= 2) {
      List<Observation> next =
          history.inOrder(
              from,
              from + length,
              reading -> Observation.compareByTime(reading, changing) > 0 && others.test(reading));
      for (Observation reading : next) {
        follower = follower == null ? follower(changing, others, reading) : follower;
        if (follower.isOver(reading, changed)) {
          return;
        }
      }
      if (history.firstAfter(from + length - 1, until) == Long.MAX_VALUE) {
        return;
      }
    }
  }

  private Follower follower(
      Observation changing, Predicate<Observation> others, Observation first) {
    if (!rule.watches(first.value())) {
      return new Follower(first.value(), Run.NONE, Run.NONE);
    }
    Run without =
        history.runBefore(
            reach.from(changing.observedAt() + 1),
            first.value(),
            reading -> Observation.compareByTime(reading, changing) < 0 && others.test(reading),
            run -> rule.isStuck(run, first.observedAt()));
    boolean joins = changing.value() == first.value();
    return new Follower(
        first.value(), without, joins ? without.with(changing.observedAt()) : Run.NONE);
  }

  /** Goes along the readings that come after, with and without the changing one. */
  private final class Follower {

    private final long value;
    private final boolean same;
    private Run without;
    private Run with;

    Follower(long value, Run without, Run with) {
      this.value = value;
      this.without = without;
      this.with = with;
      this.same = without.equals(with);
    }

    /** Whether no further reading can change. */
    boolean isOver(Observation reading, LongConsumer changed) {
      if (same || reading.value() != value) {
        return true;
      }
      long at = reading.observedAt();
      without = without.with(at);
      with = with.with(at);
      boolean before = rule.isStuck(without, at);
      boolean after = rule.isStuck(with, at);
      if (before != after) {
        changed.accept(at);
      }
      return before && after;
    }
  }
}
