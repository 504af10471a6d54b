package dk.bypuls.aggregator.window;

import dk.bypuls.events.Resolution;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What is to be done when, in the order of its time. Looking costs only what is due. */
final class Agenda {

  private static final int KEY = 1 + Long.BYTES + Integer.BYTES + 1 + Long.BYTES;
  private static final byte[] NOTHING = {0};

  /** Looking costs a copy of the keys that are in the cache, so it is done for seconds. */
  private static final long SECOND = 1000;

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte table;

  /** Nothing is due before this; not known at first. */
  private long earliest;

  /** All before this has been taken. */
  private Bytes from;

  /**
   * One of the agendas of a store.
   *
   * @param table the first byte of its keys
   */
  Agenda(KeyValueStore<Bytes, byte[]> store, byte table) {
    this.store = store;
    this.table = table;
    this.from = edge(0);
  }

  /** Puts it on the agenda, once, however often it is said. */
  void add(Entry entry) {
    Bytes key = key(entry);
    store.put(key, NOTHING);
    waits(entry, key);
  }

  private void waits(Entry entry, Bytes key) {
    from = key.compareTo(from) < 0 ? key : from;
    earliest = Math.min(earliest, entry.due());
  }

  /**
   * Takes what is due at that time from the agenda, in its order, and hands it on; no more than the
   * turn allows. A task may add what is due later than itself.
   *
   * @return how far it got
   */
  Drained drain(long through, Turn turn, Consumer<Entry> task) {
    Entry last = null;
    while (earliest <= through && turn.left() > 0) {
      for (Entry entry : take(through, turn.left())) {
        Bytes key = key(entry);
        if (turn.left() <= 0) {
          // Some take long. What is left stays where it is.
          waits(entry, key);
          break;
        }
        store.delete(key);
        task.accept(entry);
        turn.use();
        last = entry;
      }
    }
    return new Drained(earliest > through, last);
  }

  /** Some of what is due first, all of it at the same time. */
  private List<Entry> take(long through, int most) {
    List<Entry> due = new ArrayList<>();
    // What is due later is not looked at: there is much of it.
    earliest = (through / SECOND + 1) * SECOND;
    Bytes end = edge(through);
    try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, edge(through + 1))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> next = entries.next();
        Entry entry = entry(next.key);
        boolean later = !due.isEmpty() && entry.due() > due.get(0).due();
        if (entry.due() > through || later || due.size() == most) {
          earliest = entry.due();
          end = entry.due() > through ? end : next.key;
          break;
        }
        due.add(entry);
      }
    }
    from = end;
    return due;
  }

  private static Entry entry(Bytes key) {
    byte[] bytes = key.get();
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, KEY - 1);
    return new Entry(
        in.getLong(),
        in.getInt(),
        Resolution.numbered(in.get()),
        in.getLong(),
        new String(bytes, KEY, bytes.length - KEY, StandardCharsets.UTF_8));
  }

  private Bytes key(Entry entry) {
    byte[] place = entry.place().getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(KEY + place.length)
            .put(table)
            .putLong(entry.due())
            .putInt(entry.series())
            .put((byte) entry.resolution().number())
            .putLong(entry.start())
            .put(place)
            .array());
  }

  private Bytes edge(long due) {
    return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES).put(table).putLong(due).array());
  }

  /**
   * How far it got.
   *
   * @param last the last that was done; absent if there was nothing to do, or no turn left
   */
  record Drained(boolean all, @Nullable Entry last) {}

  /**
   * Something to do for the slot of a series.
   *
   * @param place where it is about one cell only; empty otherwise
   */
  record Entry(long due, int series, Resolution resolution, long start, String place)
      implements Comparable<Entry> {

    private static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::due)
            .thenComparingInt(Entry::series)
            .thenComparingInt(entry -> entry.resolution().number())
            .thenComparingLong(Entry::start)
            .thenComparing(Entry::place);

    /** The order in which they are taken. */
    @Override
    public int compareTo(Entry other) {
      return ORDER.compare(this, other);
    }

    Entry(long due, int series, Slot slot) {
      this(due, series, slot, "");
    }

    Entry(long due, int series, Slot slot, String place) {
      this(due, series, slot.resolution(), slot.start(), place);
    }
  }
}
