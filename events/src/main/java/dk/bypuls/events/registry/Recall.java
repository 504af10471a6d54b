package dk.bypuls.events.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order to take back what a dataset has published of a stretch of time, for good.
 *
 * <p>It is about every window that has a part in the stretch, however long: of a day and all but
 * one of its hours, that hour could be had by subtraction (I5).
 *
 * @param from absent for from the beginning on
 * @param to absent for all that is there and all that comes, until it is decided anew that the
 *     dataset is public
 * @param at when it was given
 */
public record Recall(
    String id, String dataset, @Nullable Instant from, @Nullable Instant to, Instant at)
    implements Entity {

  /** What an absent end is written as, where there must be one. */
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  public Recall {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("a range ends after it starts");
    }
  }

  /**
   * A stretch of time of which nothing is told.
   *
   * @param from the first instant in it
   * @param to the first instant that no longer is
   */
  public record Stretch(Instant from, Instant to) {

    /** Whether a window has a part in it. */
    public boolean touches(Instant start, Instant end) {
      return start.isBefore(to) && end.isAfter(from);
    }
  }

  /** What it covers, by the decision about its dataset that is in force. */
  public Stretch stretch(Dataset.@Nullable Publication decision) {
    return new Stretch(from == null ? Instant.EPOCH : from, end(decision));
  }

  private Instant end(Dataset.@Nullable Publication decision) {
    if (to != null) {
      return to;
    }
    return decision != null && decision.from().isAfter(at) ? decision.from() : NEVER;
  }

  /** Whether another order for the dataset, given now, would take back nothing more. */
  public boolean saysAll(
      @Nullable Instant start, @Nullable Instant end, Dataset.@Nullable Publication decision) {
    Stretch mine = stretch(decision);
    Instant first = start == null ? Instant.EPOCH : start;
    Instant last = end == null ? NEVER : end;
    return !first.isBefore(mine.from()) && !last.isAfter(mine.to());
  }
}
