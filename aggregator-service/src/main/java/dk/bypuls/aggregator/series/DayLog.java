package dk.bypuls.aggregator.series;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one series and one local day: where its chunks are, and what span each covers.
 *
 * <p>All it holds can be read again from the store.
 */
final class DayLog {

  /** Of the objects that it is made of. */
  private static final int FRAME = 200;

  private final ChunkStore store;
  private final int series;
  private final LocalDays.Day day;

  /** First and last observedAt of each chunk, two by two. */
  private long[] spans = {Long.MAX_VALUE, Long.MIN_VALUE};

  /** So many chunks are full. */
  private int sealed;

  private boolean copies;

  /** The one after them. */
  private Chunk open;

  /** The full one that was written or read last: windows that end together ask for it again. */
  private @Nullable Chunk near;

  private int nearNumber;

  /** Reads what the store has of that day. */
  DayLog(ChunkStore store, int series, LocalDays.Day day) {
    this.store = store;
    this.series = series;
    this.day = day;
    this.open = Chunk.empty(day.start(), false);
    for (Chunk found = store.find(series, day, 0); found != null; ) {
      see(found);
      next(found.isWide());
      found = store.find(series, day, sealed);
    }
    Chunk begun = store.findOpen(series, day, sealed);
    if (begun != null) {
      open = begun;
      see(begun);
    }
  }

  private void see(Chunk chunk) {
    for (int index = 0; index < chunk.size(); index++) {
      widen(chunk.observedAt(index));
      copies |= chunk.foundCopy(index);
    }
  }

  LocalDays.Day day() {
    return day;
  }

  boolean isEmpty() {
    return sealed == 0 && open.size() == 0;
  }

  /** About how many bytes of memory it takes. */
  int weight() {
    return FRAME + Long.BYTES * spans.length + open.weight() + (near == null ? 0 : near.weight());
  }

  /** Whether a reading of it found another of the same id near it. */
  boolean hasCopies() {
    return copies;
  }

  void add(Observation next, boolean foundCopy) {
    if (!open.accepts(next)) {
      // Its entries are too narrow.
      if (open.size() > 0) {
        seal();
      }
      open = Chunk.empty(day.start(), true);
    }
    open.add(next, foundCopy);
    widen(next.observedAt());
    copies |= foundCopy;
    if (open.size() == Chunk.LARGEST) {
      seal();
    } else {
      store.putOpen(series, day, sealed, open);
    }
  }

  private void seal() {
    store.seal(series, day, sealed, open);
    near = open;
    nearNumber = sealed;
    next(open.isWide());
  }

  private void next(boolean wide) {
    sealed++;
    open = Chunk.empty(day.start(), wide);
    if (spans.length < 2 * (sealed + 1)) {
      spans = Arrays.copyOf(spans, 2 * spans.length);
    }
    spans[2 * sealed] = Long.MAX_VALUE;
    spans[2 * sealed + 1] = Long.MIN_VALUE;
  }

  /** Shows every reading observed from (inclusive) to (exclusive). */
  void forEach(long from, long to, Entries entries) {
    for (int number = 0; number <= sealed; number++) {
      if (spans[2 * number] < to && spans[2 * number + 1] >= from) {
        Chunk chunk = chunk(number);
        for (int index = 0; index < chunk.size(); index++) {
          long observedAt = chunk.observedAt(index);
          if (from <= observedAt && observedAt < to) {
            entries.at(chunk, index);
          }
        }
      }
    }
  }

  void delete() {
    for (int number = 0; number < sealed; number++) {
      store.delete(series, day, number);
    }
    store.deleteOpen(series, day, sealed, open);
  }

  private Chunk chunk(int number) {
    if (number == sealed) {
      return open;
    }
    Chunk known = near;
    if (known != null && nearNumber == number) {
      return known;
    }
    Chunk found = store.find(series, day, number);
    if (found == null) {
      throw new IllegalStateException("chunk " + number + " of " + day + " is gone");
    }
    near = found;
    nearNumber = number;
    return found;
  }

  private void widen(long observedAt) {
    int first = 2 * sealed;
    spans[first] = Math.min(spans[first], observedAt);
    spans[first + 1] = Math.max(spans[first + 1], observedAt);
  }

  /** What is shown the entries of chunks. */
  interface Entries {
    void at(Chunk chunk, int index);
  }
}
