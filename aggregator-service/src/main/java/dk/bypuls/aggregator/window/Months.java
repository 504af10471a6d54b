package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.figure.Figures;
import dk.bypuls.aggregator.figure.Nature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the days of a month say together whose readings were forgotten, for each place where the
 * sensor stood.
 */
final class Months {

  private static final int KEY = 1 + Integer.BYTES + Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte table;

  Months(KeyValueStore<Bytes, byte[]> store, byte table) {
    this.store = store;
    this.table = table;
  }

  /** What is known of the forgotten days of a month. */
  Map<String, Figures> of(int series, long start, Nature nature) {
    Map<String, Figures> places = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> rows = rows(series, start)) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        byte[] key = row.key.get();
        String place = new String(key, KEY, key.length - KEY, StandardCharsets.UTF_8);
        places.put(place, Figures.of(nature, row.value));
      }
    }
    return places;
  }

  /** Adds a day that is about to be forgotten. */
  void add(int series, long start, Nature nature, Map<String, Figures> day) {
    Map<String, Figures> known = of(series, start, nature);
    day.forEach(
        (place, figures) -> {
          Figures all = known.computeIfAbsent(place, p -> Figures.merged(nature));
          all.add(figures);
          store.put(key(series, start, place), all.toBytes());
        });
  }

  /** Forgets a month for good. */
  void forget(int series, long start) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = rows(series, start)) {
      rows.forEachRemaining(row -> keys.add(row.key));
    }
    keys.forEach(store::delete);
  }

  private KeyValueIterator<Bytes, byte[]> rows(int series, long start) {
    return store.range(key(series, start, ""), key(series, start + 1, ""));
  }

  private Bytes key(int series, long start, String place) {
    byte[] id = place.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(KEY + id.length)
            .put(table)
            .putInt(series)
            .putLong(start)
            .put(id)
            .array());
  }
}
