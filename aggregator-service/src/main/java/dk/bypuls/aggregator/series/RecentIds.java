package dk.bypuls.aggregator.series;

import java.util.function.LongConsumer;

/**
 * The ids of the readings of a few hours of observedAt, as fingerprints: it tells for sure that an
 * id is new, and almost for sure that it is not.
 */
final class RecentIds {

  private static final long HOUR = 3_600_000;

  /** An hour and both its neighbours. */
  private static final int HOURS = 3;

  private final IdFilter[] filters = new IdFilter[HOURS];
  private final Log log;

  RecentIds(Log log) {
    this.log = log;
  }

  /** Whether a reading with that id may have been observed within an hour of that instant. */
  boolean mayHold(long id, long observedAt) {
    long hour = Math.floorDiv(observedAt, HOUR);
    return filterOf(hour).mayHold(id)
        || filterOf(hour - 1).mayHold(id)
        || filterOf(hour + 1).mayHold(id);
  }

  void add(long id, long observedAt) {
    filterOf(Math.floorDiv(observedAt, HOUR)).add(id);
  }

  /** About how many bytes of memory it takes. */
  int weight() {
    int weight = 0;
    for (IdFilter filter : filters) {
      weight += filter == null ? 0 : filter.weight();
    }
    return weight;
  }

  private IdFilter filterOf(long hour) {
    int place = (int) Math.floorMod(hour, (long) HOURS);
    IdFilter filter = filters[place];
    if (filter == null || filter.hour() != hour) {
      filter = new IdFilter(hour);
      log.forEachId(hour * HOUR, (hour + 1) * HOUR, filter::add);
      filters[place] = filter;
    }
    return filter;
  }

  /** Where all ids can be read again. */
  interface Log {
    void forEachId(long from, long to, LongConsumer ids);
  }
}
