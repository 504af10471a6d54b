package dk.bypuls.aggregator.series;

import dk.bypuls.events.Hint;

/**
 * One reading of a series as the state keeps it.
 *
 * @param observedAt milliseconds since 1970
 * @param id the high half of the reading's id: among the readings of one series and a few hours it
 *     is as good as the whole
 */
public record Observation(long observedAt, long value, long id, int hints) {

  /** Within this span of observedAt, the same id means the same reading. */
  static final long COPY_SPAN = 3_600_000;

  /** Whether copies of it can be told from new readings. */
  boolean canBeCopied() {
    return !Hint.NOT_DEDUPLICATED.in(hints);
  }

  /**
   * Whether the other one makes this one a copy. Of copies with the same time, the one with the
   * smaller value stands, so that their order of arrival does not show.
   */
  boolean yieldsTo(Observation other) {
    return other.id == id
        && other.precedes(this)
        && observedAt - other.observedAt <= COPY_SPAN
        && canBeCopied()
        && other.canBeCopied();
  }

  /** Whether it enters figures. */
  public boolean enters() {
    return !Hint.disqualify(hints);
  }

  /** Which of two readings of one series is later: by time, then by id, then by value. */
  public static int compareByTime(Observation one, Observation other) {
    int byTime = Long.compare(one.observedAt, other.observedAt);
    if (byTime != 0) {
      return byTime;
    }
    int byId = Long.compareUnsigned(one.id, other.id);
    return byId != 0 ? byId : Long.compare(one.value, other.value);
  }

  private boolean precedes(Observation other) {
    if (observedAt != other.observedAt) {
      return observedAt < other.observedAt;
    }
    if (value != other.value) {
      return value < other.value;
    }
    return hints < other.hints;
  }
}
