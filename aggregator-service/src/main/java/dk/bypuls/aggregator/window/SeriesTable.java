package dk.bypuls.aggregator.window;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A table of a store with rows of a series at a place in time, in that order. What is looked
 * through is read piece by piece: it need not fit the memory, and is not written to while it is
 * read.
 */
final class SeriesTable {

  private static final int PIECE = 10_000;
  private static final int SERIES = 1 + Integer.BYTES;

  /** As long as a key is, without what follows series and place. */
  static final int HEAD = SERIES + Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte table;

  SeriesTable(KeyValueStore<Bytes, byte[]> store, byte table) {
    this.store = store;
    this.table = table;
  }

  Bytes key(int series, long place) {
    return Bytes.wrap(head(HEAD, series).putLong(place).array());
  }

  Bytes key(int series, long place, byte[] rest) {
    return Bytes.wrap(head(HEAD + rest.length, series).putLong(place).put(rest).array());
  }

  private Bytes edge(int series) {
    return Bytes.wrap(head(SERIES, series).array());
  }

  private ByteBuffer head(int length, int series) {
    return ByteBuffer.allocate(length).put(table).putInt(series);
  }

  /** The keys from one on that begin like its series and place do, as many as are one piece. */
  List<Bytes> piece(Bytes from, BiPredicate<Bytes, Bytes> belongTogether) {
    return piece(from, Bytes.increment(headOf(from)), belongTogether);
  }

  private static Bytes headOf(Bytes key) {
    return Bytes.wrap(ByteBuffer.allocate(HEAD).put(key.get(), 0, HEAD).array());
  }

  private List<Bytes> piece(Bytes from, Bytes end, BiPredicate<Bytes, Bytes> belongTogether) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, end)) {
      while (rows.hasNext()) {
        Bytes key = rows.next().key;
        boolean isFull =
            keys.size() >= PIECE && !belongTogether.test(keys.get(keys.size() - 1), key);
        if (isFull || key.compareTo(end) >= 0) {
          break;
        }
        keys.add(key);
      }
    }
    return keys;
  }

  /** The first key that may follow this one. */
  static Bytes next(Bytes key) {
    byte[] bytes = key.get();
    return Bytes.wrap(ByteBuffer.allocate(bytes.length + 1).put(bytes).array());
  }

  /** Forgets all rows of a series at one place. */
  void forgetAt(int series, long place) {
    forget(key(series, place), Bytes.increment(key(series, place)));
  }

  /** Forgets all rows of a series at earlier places. */
  void forgetBefore(int series, long place) {
    forget(edge(series), key(series, place));
  }

  /** Forgets all rows of other series. */
  void keepOnly(Set<Integer> kept) {
    for (int series : series()) {
      if (!kept.contains(series)) {
        forget(edge(series), edge(series + 1));
      }
    }
  }

  private Set<Integer> series() {
    Set<Integer> found = new HashSet<>();
    Bytes end = Bytes.wrap(new byte[] {(byte) (table + 1)});
    Bytes from = edge(0);
    while (from != null) {
      try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, end)) {
        from = null;
        if (rows.hasNext()) {
          int series = ByteBuffer.wrap(rows.next().key.get()).getInt(1);
          found.add(series);
          from = edge(series + 1);
        }
      }
    }
    return found;
  }

  private void forget(Bytes from, Bytes end) {
    List<Bytes> keys = piece(from, end, (one, other) -> false);
    while (!keys.isEmpty()) {
      keys.forEach(store::delete);
      keys = piece(next(keys.get(keys.size() - 1)), end, (one, other) -> false);
    }
  }
}
