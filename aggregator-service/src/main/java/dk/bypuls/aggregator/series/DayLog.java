package dk.bypuls.aggregator.series;

import java.util.Arrays;

/**
 * The readings of one series and one local day: where its chunks are, and what span each covers.
 *
 * <p>All it holds can be read again from the store.
 */
final class DayLog {

  private final ChunkStore store;
  private final int series;
  private final LocalDays.Day day;

  /** First and last observedAt of each chunk, two by two. */
  private long[] spans = new long[2];

  private int chunks;
  private boolean copies;
  private Chunk tail;

  /** Reads what the store has of that day. */
  DayLog(ChunkStore store, int series, LocalDays.Day day) {
    this.store = store;
    this.series = series;
    this.day = day;
    this.tail = Chunk.empty(day.start(), false);
    for (Chunk found = store.find(series, day, 0); found != null; ) {
      tail = found;
      open();
      for (int index = 0; index < found.size(); index++) {
        widen(found.observedAt(index));
        copies |= found.foundCopy(index);
      }
      found = store.find(series, day, chunks);
    }
  }

  LocalDays.Day day() {
    return day;
  }

  boolean isEmpty() {
    return chunks == 0;
  }

  /** Whether a reading of it found another of the same id near it. */
  boolean hasCopies() {
    return copies;
  }

  void add(Observation next, boolean foundCopy) {
    if (isEmpty() || !tail.accepts(next)) {
      boolean wide = tail.isWide() || !Chunk.fitsNarrow(next);
      tail = Chunk.empty(day.start(), wide);
      open();
    }
    tail = tail.with(next, foundCopy);
    widen(next.observedAt());
    copies |= foundCopy;
    store.put(series, day, chunks - 1, tail);
  }

  /** Shows every reading observed from (inclusive) to (exclusive). */
  void forEach(long from, long to, Entries entries) {
    for (int number = 0; number < chunks; number++) {
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
    for (int number = 0; number < chunks; number++) {
      store.delete(series, day, number);
    }
  }

  private Chunk chunk(int number) {
    if (number == chunks - 1) {
      return tail;
    }
    Chunk sealed = store.find(series, day, number);
    if (sealed == null) {
      throw new IllegalStateException("chunk " + number + " of " + day + " is gone");
    }
    return sealed;
  }

  private void open() {
    if (spans.length < 2 * (chunks + 1)) {
      spans = Arrays.copyOf(spans, 2 * spans.length);
    }
    spans[2 * chunks] = Long.MAX_VALUE;
    spans[2 * chunks + 1] = Long.MIN_VALUE;
    chunks++;
  }

  private void widen(long observedAt) {
    int first = 2 * (chunks - 1);
    spans[first] = Math.min(spans[first], observedAt);
    spans[first + 1] = Math.max(spans[first + 1], observedAt);
  }

  /** What is shown the entries of chunks. */
  interface Entries {
    void at(Chunk chunk, int index);
  }
}
