package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.due.Dues;
import dk.bypuls.events.Resolution;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What is to be done for which window when, in the order of its time. */
final class Agenda {

  private static final int REST = Integer.BYTES + 1 + Long.BYTES;

  private final Dues dues;

  /**
   * One of the agendas of a store.
   *
   * @param table the first byte of its keys
   */
  Agenda(KeyValueStore<Bytes, byte[]> store, byte table) {
    this.dues = new Dues(store, table);
  }

  /** Puts it on the agenda, once, however often it is said. */
  void add(Entry entry) {
    dues.add(key(entry));
  }

  /**
   * Takes what is due at that time from the agenda, in its order, and hands it on; no more than the
   * turn allows. A task may add what is due later than itself.
   *
   * @return how far it got
   */
  Drained drain(long through, Turn turn, Consumer<Entry> task) {
    Entry last = null;
    Bytes next = dues.first(through);
    while (next != null && turn.left() > 0) {
      dues.remove(next);
      last = entry(next);
      task.accept(last);
      turn.use();
      next = dues.first(through);
    }
    return new Drained(next == null, last);
  }

  private static Entry entry(Bytes key) {
    byte[] bytes = key.get();
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    return new Entry(
        in.getLong(),
        in.getInt(),
        Resolution.numbered(in.get()),
        in.getLong(),
        StandardCharsets.UTF_8.decode(in).toString());
  }

  private Bytes key(Entry entry) {
    byte[] place = entry.place().getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        dues.key(entry.due(), REST + place.length)
            .putInt(entry.series())
            .put((byte) entry.resolution().number())
            .putLong(entry.start())
            .put(place)
            .array());
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
