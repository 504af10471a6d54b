package dk.bypuls.aggregator.due;

import java.nio.ByteBuffer;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done when, in the order of its time: a table of a store whose keys begin with the
 * table's byte and the time.
 *
 * <p>Those of the next ten minutes are held in memory, because opening an iterator of a store is
 * dear: what is not written yet is written first, and the engine registers a metric for each.
 */
public final class Dues {

  /** Where a key goes on after table and time. */
  public static final int REST = 1 + Long.BYTES;

  static final int HELD_AT_MOST = 4_096;

  private static final long AHEAD = 10 * 60_000;
  private static final byte[] NOTHING = {0};

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte table;
  private final TreeSet<Bytes> held = new TreeSet<>();

  /** All keys before this are held. */
  private Bytes known;

  private long knownDue;

  /** Nothing is due before this; asked for with each record, so it must cost nothing. */
  private long earliest;

  public Dues(KeyValueStore<Bytes, byte[]> store, byte table) {
    this.store = store;
    this.table = table;
    this.known = edge(0);
  }

  /** Begins a key: the rest is the caller's, so many bytes from {@link #REST} on. */
  public ByteBuffer key(long due, int rest) {
    return ByteBuffer.allocate(REST + rest).put(table).putLong(due);
  }

  /** Adds it, once, however often it is said. */
  public void add(Bytes key) {
    store.put(key, NOTHING);
    earliest = Math.min(earliest, due(key));
    if (key.compareTo(known) < 0) {
      held.add(key);
      if (held.size() > HELD_AT_MOST) {
        // Those from this on are read again when their time comes.
        knowUpTo(held.pollLast());
      }
    }
  }

  public void remove(Bytes key) {
    // To delete it, the store would read it first.
    store.put(key, null);
    held.remove(key);
  }

  /** What is due first, by that time; absent if nothing is. */
  public @Nullable Bytes first(long through) {
    if (earliest > through) {
      return null;
    }
    if (held.isEmpty() && knownDue <= through) {
      read(through + AHEAD);
    }
    Bytes first = held.isEmpty() ? known : held.first();
    earliest = due(first);
    return earliest > through ? null : first;
  }

  private void read(long through) {
    Bytes end = edge(through + 1);
    try (KeyValueIterator<Bytes, byte[]> keys = store.range(known, end)) {
      while (keys.hasNext()) {
        Bytes key = keys.next().key;
        if (held.size() == HELD_AT_MOST) {
          end = key;
          break;
        }
        held.add(key);
      }
    }
    knowUpTo(end);
  }

  private void knowUpTo(Bytes key) {
    known = key;
    knownDue = due(key);
  }

  private static long due(Bytes key) {
    return ByteBuffer.wrap(key.get(), 1, Long.BYTES).getLong();
  }

  private Bytes edge(long due) {
    return Bytes.wrap(key(due, 0).array());
  }
}
