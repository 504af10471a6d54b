package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Admission;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Who was seen in leaves that are not told yet, by number; and in how many leaves of the day each
 * counts by now.
 *
 * <p>Where someone was is known until the leaf is counted, and then no more. It is in the store of
 * areas, in the transaction of the answers.
 */
final class SightingBook {

  /**
   * So many sightings, each of one contributor in one leaf, are counted of a tree's day. From the
   * leaf on with which there are as many, the day is withheld.
   */
  static final int MOST = 1 << 20;

  private static final byte[] NOTHING = {};

  private final KeyValueStore<Bytes, byte[]> store;
  private final int most;
  private final SeriesTable seen;
  private final SeriesTable held;
  private final SeriesTable counted;
  private final SeriesTable days;
  private final SeriesTable leaves;

  /** In five tables that follow each other. */
  SightingBook(KeyValueStore<Bytes, byte[]> store, byte firstTable) {
    this(store, firstTable, MOST);
  }

  SightingBook(KeyValueStore<Bytes, byte[]> store, byte firstTable, int most) {
    this.store = store;
    this.most = most;
    this.seen = new SeriesTable(store, firstTable);
    this.held = new SeriesTable(store, (byte) (firstTable + 1));
    this.counted = new SeriesTable(store, (byte) (firstTable + 2));
    this.days = new SeriesTable(store, (byte) (firstTable + 3));
    this.leaves = new SeriesTable(store, (byte) (firstTable + 4));
  }

  /** Takes note of it, once, unless its leaf is counted. */
  void add(int series, Instant start, long number, String level) {
    long place = start.toEpochMilli();
    Bytes key = seen.key(series, place, sighting(number, level));
    int before = held(series, place);
    if (before < most && store.get(key) == null && store.get(counted.key(series, place)) == null) {
      store.put(key, NOTHING);
      store.put(held.key(series, place), written(before + 1));
    }
  }

  private static byte[] sighting(long number, String level) {
    byte[] area = level.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + area.length).putLong(number).put(area).array();
  }

  /** How many sightings wait for the leaves that start then. */
  int held(int series, long start) {
    byte[] row = store.get(held.key(series, start));
    return row == null ? 0 : ByteBuffer.wrap(row).getInt();
  }

  /**
   * How many distinct contributors count in each of the leaves that start then: each in the first
   * of its day, as many as it may. Once it was asked it is known, and who was there is not. To be
   * asked in the order of time.
   *
   * @param mostLeaves in how many leaves of the day each may count; absent where nothing may be
   *     told
   */
  LeafCounts count(int series, Instant start, Admission admission, OptionalInt mostLeaves) {
    long place = start.toEpochMilli();
    byte[] known = store.get(counted.key(series, place));
    if (known != null) {
      return LeafCounts.fromBytes(known);
    }
    Bytes ofDay = days.key(series, SightingDay.at(start).toEpochDay());
    byte[] row = store.get(ofDay);
    SightingDay day =
        (row == null ? SightingDay.NONE : SightingDay.fromBytes(row)).with(held(series, place));
    LeafCounts counts = LeafCounts.NOBODY;
    if (day.taken() >= most) {
      counts = LeafCounts.TOO_MANY;
    } else if (mostLeaves.isPresent()) {
      day = day.allowing(mostLeaves.getAsInt());
      counts = new LeafCounts(false, count(series, start, admission, day.mostLeaves()));
    }
    store.put(ofDay, day.toBytes());
    store.put(counted.key(series, place), counts.toBytes());
    seen.forgetAt(series, place);
    held.forgetAt(series, place);
    return counts;
  }

  private Map<String, Long> count(int series, Instant start, Admission admission, int mostLeaves) {
    Map<String, Long> counts = new TreeMap<>();
    LocalDate day = SightingDay.at(start);
    Bytes from = seen.key(series, start.toEpochMilli());
    List<Bytes> piece = seen.piece(from, SightingBook::areOfOne);
    while (!piece.isEmpty()) {
      levelsByNumber(piece)
          .forEach(
              (number, levels) -> {
                Bytes tally = leaves.key(series, day.toEpochDay(), written(number));
                int before = tally(tally);
                List<String> chosen = admission.choose(number, start, levels, mostLeaves - before);
                chosen.forEach(level -> counts.merge(level, 1L, Long::sum));
                if (!chosen.isEmpty()) {
                  store.put(tally, written(before + chosen.size()));
                }
              });
      from = SeriesTable.next(piece.get(piece.size() - 1));
      piece = seen.piece(from, SightingBook::areOfOne);
    }
    return counts;
  }

  private int tally(Bytes key) {
    byte[] row = store.get(key);
    return row == null ? 0 : ByteBuffer.wrap(row).getInt();
  }

  private static boolean areOfOne(Bytes key, Bytes other) {
    return numberOf(key) == numberOf(other);
  }

  private static long numberOf(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong(SeriesTable.HEAD);
  }

  private static Map<Long, List<String>> levelsByNumber(List<Bytes> piece) {
    Map<Long, List<String>> levels = new TreeMap<>();
    for (Bytes row : piece) {
      int head = SeriesTable.HEAD + Long.BYTES;
      byte[] key = row.get();
      levels
          .computeIfAbsent(numberOf(row), number -> new ArrayList<>())
          .add(new String(key, head, key.length - head, StandardCharsets.UTF_8));
    }
    return levels;
  }

  /** Forgets leaves that start before, and days that are over by then. */
  void forget(int series, Instant before) {
    for (SeriesTable table : List.of(seen, held, counted)) {
      table.forgetBefore(series, before.toEpochMilli());
    }
    for (SeriesTable table : List.of(days, leaves)) {
      table.forgetBefore(series, SightingDay.at(before).toEpochDay());
    }
  }

  /** Forgets all that is of other series: of what is told no more. */
  void keepOnly(Set<Integer> series) {
    for (SeriesTable table : List.of(seen, held, counted, days, leaves)) {
      table.keepOnly(series);
    }
  }

  private static byte[] written(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static byte[] written(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
