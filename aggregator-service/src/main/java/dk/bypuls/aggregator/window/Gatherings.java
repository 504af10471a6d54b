package dk.bypuls.aggregator.window;

import dk.bypuls.events.Resolution;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The windows that late readings are gathered for, and the revisions of those that were corrected.
 *
 * <p>A window that came complete in time has no row: its revision is 1.
 */
final class Gatherings {

  private static final long SECOND = 1000;
  private static final int KEY = 1 + Integer.BYTES + Long.BYTES + 1;

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte table;

  Gatherings(KeyValueStore<Bytes, byte[]> store, byte table) {
    this.store = store;
    this.table = table;
  }

  @Nullable Gathering find(int series, Slot slot, String place) {
    byte[] row = store.get(key(series, slot, place));
    if (row == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(row);
    return new Gathering(in.getInt(), in.getLong(), in.getLong());
  }

  void put(int series, Slot slot, String place, Gathering gathering) {
    store.put(
        key(series, slot, place),
        ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
            .putInt(gathering.revision())
            .putLong(gathering.first())
            .putLong(gathering.last())
            .array());
  }

  void delete(int series, Slot slot, String place) {
    store.delete(key(series, slot, place));
  }

  /** Forgets the windows that start from (inclusive) to (exclusive) and have that resolution. */
  void forget(int series, long from, long to, Predicate<Resolution> resolution) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(edge(series, from), edge(series, to))) {
      while (rows.hasNext()) {
        Bytes key = rows.next().key;
        if (resolution.test(Resolution.numbered(key.get()[KEY - 1]))) {
          keys.add(key);
        }
      }
    }
    keys.forEach(store::delete);
  }

  private Bytes key(int series, Slot slot, String place) {
    byte[] id = place.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(KEY + id.length)
            .put(table)
            .putInt(series)
            .putLong(slot.start())
            .put((byte) slot.resolution().number())
            .put(id)
            .array());
  }

  private Bytes edge(int series, long start) {
    return Bytes.wrap(
        ByteBuffer.allocate(KEY - 1).put(table).putInt(series).putLong(start).array());
  }

  /**
   * The late readings of one cell's window that have not been told yet.
   *
   * @param revision what was told last; 0 for nothing
   * @param first append time of the first of them; 0 for none
   * @param last append time of the last of them
   */
  record Gathering(int revision, long first, long last) {

    /** Nothing is waiting after that revision was told. */
    static Gathering told(int revision) {
      return new Gathering(revision, 0, 0);
    }

    boolean isWaiting() {
      return first != 0;
    }

    Gathering with(long now) {
      return new Gathering(revision, isWaiting() ? first : now, now);
    }

    /** When it is told: a whole second, so that looking for what is due is seldom. */
    long due(WindowRules rules) {
      long due =
          Math.min(last + rules.gatherQuiet().toMillis(), first + rules.gatherLongest().toMillis());
      return -Math.floorDiv(-due, SECOND) * SECOND;
    }
  }
}
