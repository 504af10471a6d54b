package dk.bypuls.aggregator.window;

import dk.bypuls.events.Resolution;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What is to be done when, in the order of its time. Looking costs only what is due. */
final class Agenda {

  private static final int KEY = 1 + Long.BYTES + Integer.BYTES + 1 + Long.BYTES;
  private static final byte[] NOTHING = {0};

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte table;

  /** Nothing is due before this; not known at first. */
  private long earliest;

  private long drained;

  /**
   * One of the agendas of a store.
   *
   * @param table the first byte of its keys
   */
  Agenda(KeyValueStore<Bytes, byte[]> store, byte table) {
    this.store = store;
    this.table = table;
  }

  /** Puts it on the agenda, once, however often it is said. */
  void add(Entry entry) {
    store.put(key(entry), NOTHING);
    earliest = Math.min(earliest, entry.due());
  }

  /** Takes all that is due at that time from the agenda and hands it on. */
  void drain(long through, Consumer<Entry> task) {
    if (earliest > through) {
      return;
    }
    for (Entry entry : take(through)) {
      store.delete(key(entry));
      task.accept(entry);
    }
  }

  private List<Entry> take(long through) {
    List<Entry> due = new ArrayList<>();
    earliest = Long.MAX_VALUE;
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(edge(drained), edge(Long.MAX_VALUE))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> next = entries.next();
        Entry entry = entry(next.key);
        if (entry.due() > through) {
          earliest = entry.due();
          break;
        }
        due.add(entry);
      }
    }
    drained = through;
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
   * Something to do for the slot of a series.
   *
   * @param place where it is about one cell only; empty otherwise
   */
  record Entry(long due, int series, Resolution resolution, long start, String place) {

    Entry(long due, int series, Slot slot) {
      this(due, series, slot, "");
    }

    Entry(long due, int series, Slot slot, String place) {
      this(due, series, slot.resolution(), slot.start(), place);
    }
  }
}
