package dk.bypuls.api.history;

import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Recall;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which windows of a dataset's past are asked for.
 *
 * @param from the first start that is wanted
 * @param to the first start that is no longer wanted; absent for all that is there
 * @param asOf answers what was known at that instant; absent for what is known now
 * @param traits what they must be like
 * @param view which of them, or how many, are told
 * @param told which of the windows that are there may be seen
 * @param recalled what of it is not told to who asks
 * @param tightenings when stricter policies came into force: what starts before has a revision more
 */
record HistoryQuestion(
    String dataset,
    Resolution resolution,
    Instant from,
    @Nullable Instant to,
    @Nullable Instant asOf,
    Selection selection,
    Traits traits,
    View view,
    Told told,
    List<Recall.Stretch> recalled,
    List<Instant> tightenings) {

  /** Which windows may be seen, by how they were told when they were. */
  enum Told {
    /** All, by who may see exact ones. */
    ALL,
    /** Those that were told as they are. */
    WHOLE,
    /** Those that are about people, and were protected. */
    PROTECTED
  }

  /** The same for all pages of one question and no other: what its cursors are bound to. */
  long fingerprint(boolean internal) {
    String what =
        dataset
            + ' '
            + resolution
            + ' '
            + internal
            + ' '
            + selection.canonical()
            + traits.canonical()
            + view.canonical();
    return Cursor.fingerprint(what);
  }

  /** The same question as its first page understood it. */
  HistoryQuestion goneOnFrom(Cursor cursor) {
    return over(cursor.from(), cursor.to(), cursor.asOf());
  }

  /** The same question, about nothing that starts before. */
  HistoryQuestion notBefore(Instant earliest) {
    return from.isBefore(earliest) ? over(earliest, to, asOf) : this;
  }

  /** The same question, about nothing that starts then or later. */
  HistoryQuestion before(Instant end) {
    return to == null || end.isBefore(to) ? over(from, end, asOf) : this;
  }

  private HistoryQuestion over(Instant start, @Nullable Instant end, @Nullable Instant known) {
    return new HistoryQuestion(
        dataset,
        resolution,
        start,
        end,
        known,
        selection,
        traits,
        view,
        told,
        recalled,
        tightenings);
  }

  /**
   * The same question by anyone: nothing that has a part in what was recalled is seen, and nothing
   * that was told before the dataset was protected, or before it was so more strictly.
   */
  HistoryQuestion ofAnyone(
      boolean leavesWhole, List<Recall.Stretch> taken, List<Instant> stricter) {
    return new HistoryQuestion(
        dataset,
        resolution,
        from,
        to,
        asOf,
        selection,
        traits,
        view,
        leavesWhole ? Told.WHOLE : Told.PROTECTED,
        taken,
        stricter);
  }
}
