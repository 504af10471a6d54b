package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.events.policy.Quality;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What was told of leaves, for as long as it may be part of a sum that is not told yet: when a
 * stricter policy comes, the sum is made anew of what is said of them then.
 */
final class LeafAnswers {

  private static final int KEY = 1 + Integer.BYTES + Long.BYTES;
  private static final int ROW = Integer.BYTES + 2 + 2 * Long.BYTES;
  private static final byte WITHHELD = 0;
  private static final byte VALUE = 1;
  private static final byte BAND = 2;

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte table;

  LeafAnswers(KeyValueStore<Bytes, byte[]> store, byte table) {
    this.store = store;
    this.table = table;
  }

  /**
   * An answer as it was told.
   *
   * @param level of the leaf's area
   * @param revision by which it is known what it was told under
   */
  record Told(long start, String level, int revision, Answer answer) {}

  void put(int series, Told told) {
    store.put(key(series, told.start(), told.level()), written(told));
  }

  /** Those of leaves that start then or later, and before the other. */
  List<Told> between(int series, long from, long to) {
    List<Told> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.range(key(series, from, ""), key(series, to, ""))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        long start = ByteBuffer.wrap(row.key.get()).getLong(1 + Integer.BYTES);
        if (start < to) {
          found.add(told(row, start));
        }
      }
    }
    return found;
  }

  /** Forgets those of leaves that start before. */
  void forget(int series, long before) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.range(key(series, 0, ""), key(series, before, ""))) {
      while (rows.hasNext()) {
        Bytes key = rows.next().key;
        if (ByteBuffer.wrap(key.get()).getLong(1 + Integer.BYTES) < before) {
          keys.add(key);
        }
      }
    }
    keys.forEach(store::delete);
  }

  private static Told told(KeyValue<Bytes, byte[]> row, long start) {
    byte[] key = row.key.get();
    ByteBuffer in = ByteBuffer.wrap(row.value);
    int revision = in.getInt();
    byte kind = in.get();
    byte quality = in.get();
    Answer answer =
        switch (kind) {
          case VALUE -> new Answer.Value(in.getLong(), Quality.numbered(quality));
          case BAND -> new Answer.Band(in.getLong(), in.getLong(), Quality.numbered(quality));
          default -> Answer.WITHHELD;
        };
    String level = new String(key, KEY, key.length - KEY, StandardCharsets.UTF_8);
    return new Told(start, level, revision, answer);
  }

  private static byte[] written(Told told) {
    ByteBuffer out = ByteBuffer.allocate(ROW).putInt(told.revision());
    if (told.answer() instanceof Answer.Value value) {
      out.put(VALUE).put((byte) value.quality().number()).putLong(value.value());
    } else if (told.answer() instanceof Answer.Band band) {
      out.put(BAND).put((byte) band.quality().number()).putLong(band.from()).putLong(band.below());
    } else {
      out.put(WITHHELD);
    }
    return out.array();
  }

  private Bytes key(int series, long start, String level) {
    byte[] area = level.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(KEY + area.length)
            .put(table)
            .putInt(series)
            .putLong(start)
            .put(area)
            .array());
  }
}
