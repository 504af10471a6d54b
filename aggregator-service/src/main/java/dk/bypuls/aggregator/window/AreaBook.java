package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.figure.Figures;
import dk.bypuls.aggregator.figure.Nature;
import dk.bypuls.events.AreaPart;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What each sensor said last of each area and slot.
 *
 * <p>The keys are in the order of the areas' paths: all that is said of an area, and of those
 * within it, lies together. A second table says of which area a sensor spoke, because a place may
 * be put elsewhere.
 */
final class AreaBook {

  /** Ends each area of a path; no id has it. */
  private static final char END = '/';

  /** Ends a path; what follows is who said it. */
  private static final char SAID_BY = ' ';

  private static final int KEY = 1 + Integer.BYTES + Long.BYTES + 1;
  private static final int HEAD = Integer.BYTES + Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte said;
  private final byte where;

  AreaBook(KeyValueStore<Bytes, byte[]> store, byte said, byte where) {
    this.store = store;
    this.said = said;
    this.where = where;
  }

  /** The areas of a path as they are written here: each begins with the one that it is within. */
  static List<String> levels(String path) {
    List<String> levels = new ArrayList<>();
    for (int end = path.indexOf(END); end >= 0; end = path.indexOf(END, end + 1)) {
      levels.add(path.substring(0, end + 1));
    }
    return levels;
  }

  static String path(AreaPart part) {
    return level(part.path());
  }

  /** How the last area of a path is written here. */
  static String level(List<String> path) {
    return String.join(String.valueOf(END), path) + END;
  }

  /** The id of an area that is written like that. */
  static String area(String level) {
    return level.substring(level.lastIndexOf(END, level.length() - 2) + 1, level.length() - 1);
  }

  private static String contributor(AreaPart part) {
    return part.sensor() + END + part.place();
  }

  /** The path that this sensor spoke of; absent if it has said nothing. */
  @Nullable String pathOf(int series, Slot slot, AreaPart part) {
    byte[] path = store.get(key(where, series, slot, contributor(part)));
    return path == null ? null : new String(path, StandardCharsets.UTF_8);
  }

  /** Puts this in the place of what the same sensor said before, wherever that was. */
  void replace(int series, Slot slot, AreaPart part, @Nullable String before) {
    String contributor = contributor(part);
    String path = path(part);
    if (before != null && (part.figures() == null || !before.equals(path))) {
      store.delete(key(said, series, slot, before + SAID_BY + contributor));
    }
    if (part.figures() == null) {
      store.delete(key(where, series, slot, contributor));
    } else {
      store.put(key(where, series, slot, contributor), path.getBytes(StandardCharsets.UTF_8));
      store.put(key(said, series, slot, path + SAID_BY + contributor), written(part));
    }
  }

  private static byte[] written(AreaPart part) {
    byte[] figures = part.figures() == null ? new byte[0] : part.figures().toByteArray();
    return ByteBuffer.allocate(HEAD + figures.length)
        .putInt(part.expected().orElse(-1))
        .putLong(part.finalAfter().toMillis())
        .put(figures)
        .array();
  }

  /** Whether anything is said of an area. */
  boolean speaksOf(int series, Slot slot, String level) {
    try (KeyValueIterator<Bytes, byte[]> rows = rows(said, series, slot, level)) {
      return rows.hasNext();
    }
  }

  /** All that is said of an area and those within it, sensor by sensor of each leaf. */
  void forEach(int series, Slot slot, String level, Nature nature, Consumer<Said> reader) {
    try (KeyValueIterator<Bytes, byte[]> rows = rows(said, series, slot, level)) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        byte[] key = row.key.get();
        String text = new String(key, KEY, key.length - KEY, StandardCharsets.UTF_8);
        String contributor = text.substring(text.indexOf(SAID_BY) + 1);
        ByteBuffer in = ByteBuffer.wrap(row.value);
        int expected = in.getInt();
        reader.accept(
            new Said(
                contributor.substring(0, contributor.indexOf(END)),
                contributor.substring(contributor.indexOf(END) + 1),
                expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected),
                in.getLong(),
                Figures.of(nature, Arrays.copyOfRange(row.value, HEAD, row.value.length))));
      }
    }
  }

  /** Forgets a slot for good. */
  void forget(int series, Slot slot) {
    List<Bytes> keys = new ArrayList<>();
    for (byte table : new byte[] {said, where}) {
      try (KeyValueIterator<Bytes, byte[]> rows = rows(table, series, slot, "")) {
        rows.forEachRemaining(row -> keys.add(row.key));
      }
    }
    keys.forEach(store::delete);
  }

  private KeyValueIterator<Bytes, byte[]> rows(byte table, int series, Slot slot, String prefix) {
    Bytes from = key(table, series, slot, prefix);
    return store.range(from, Bytes.increment(from));
  }

  private static Bytes key(byte table, int series, Slot slot, String rest) {
    byte[] bytes = rest.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(KEY + bytes.length)
            .put(table)
            .putInt(series)
            .putLong(slot.start())
            .put((byte) slot.resolution().number())
            .put(bytes)
            .array());
  }

  /** What a sensor said while it stood at one place. */
  record Said(
      String sensor, String place, OptionalInt expected, long finalAfter, Figures figures) {}
}
