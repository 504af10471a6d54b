package dk.bypuls.aggregator.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Up to 256 readings of one series and one local day, packed in the order of their arrival. While
 * it grows it is written in pieces of 16, so that a reading costs the writing of a few others and
 * not of all of them.
 *
 * <p>One byte says how wide the entries are; each entry is 4 bytes of milliseconds since the start
 * of the day, 1 of hints, 8 of id and 4 (or, where values need it, 8) of value.
 */
final class Chunk {

  static final int LARGEST = 256;

  /** So many readings are in a piece. */
  static final int PIECE = 16;

  private static final int HEADER = 1;
  private static final int HINTS = 4;
  private static final int ID = 5;
  private static final int VALUE = 13;
  private static final int NARROW = 17;
  private static final int WIDE = 21;

  /** Set on a reading that found another of the same id near it when it came. */
  private static final int FOUND_COPY = 1 << 7;

  private static final int HINT_BITS = FOUND_COPY - 1;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final long dayStart;
  private final int width;
  private byte[] bytes;
  private int size;

  private Chunk(byte[] bytes, long dayStart) {
    this.bytes = bytes;
    this.dayStart = dayStart;
    this.width = bytes[0];
    this.size = (bytes.length - HEADER) / width;
  }

  static Chunk empty(long dayStart, boolean wide) {
    return new Chunk(new byte[] {(byte) (wide ? WIDE : NARROW)}, dayStart);
  }

  static Chunk of(byte[] bytes, long dayStart) {
    return new Chunk(bytes, dayStart);
  }

  byte[] bytes() {
    return part(0, size);
  }

  /** The piece of that number, as a chunk by itself. */
  byte[] piece(int number) {
    return part(number * PIECE, Math.min(size, (number + 1) * PIECE));
  }

  private byte[] part(int from, int to) {
    byte[] part = new byte[HEADER + (to - from) * width];
    part[0] = bytes[0];
    System.arraycopy(bytes, at(from), part, HEADER, part.length - HEADER);
    return part;
  }

  int size() {
    return size;
  }

  /** How many bytes of memory it takes. */
  int weight() {
    return bytes.length;
  }

  /** How many pieces it is made of. */
  int pieces() {
    return (size + PIECE - 1) / PIECE;
  }

  boolean isWide() {
    return width == WIDE;
  }

  /** Whether there is room for it, in number and in width. */
  boolean accepts(Observation next) {
    return size < LARGEST && (isWide() || fitsNarrow(next));
  }

  static boolean fitsNarrow(Observation next) {
    return next.value() == (int) next.value();
  }

  void add(Observation next, boolean foundCopy) {
    int at = room(1);
    INTS.set(bytes, at, Math.toIntExact(next.observedAt() - dayStart));
    bytes[at + HINTS] = (byte) ((next.hints() & HINT_BITS) | (foundCopy ? FOUND_COPY : 0));
    LONGS.set(bytes, at + ID, next.id());
    if (isWide()) {
      LONGS.set(bytes, at + VALUE, next.value());
    } else {
      INTS.set(bytes, at + VALUE, (int) next.value());
    }
  }

  /** Adds the readings of a chunk of the same width. */
  void addAll(Chunk other) {
    int at = room(other.size);
    System.arraycopy(other.bytes, HEADER, bytes, at, other.size * width);
  }

  /** Makes room for so many more. Answers where the first of them is. */
  private int room(int more) {
    int at = at(size);
    size += more;
    if (bytes.length < at(size)) {
      bytes = Arrays.copyOf(bytes, Math.max(at(size), at(Math.min(2 * size, LARGEST))));
    }
    return at;
  }

  long observedAt(int index) {
    return dayStart + (int) INTS.get(bytes, at(index));
  }

  int hints(int index) {
    return bytes[at(index) + HINTS] & HINT_BITS;
  }

  boolean foundCopy(int index) {
    return (bytes[at(index) + HINTS] & FOUND_COPY) != 0;
  }

  long id(int index) {
    return (long) LONGS.get(bytes, at(index) + ID);
  }

  long value(int index) {
    int at = at(index) + VALUE;
    return isWide() ? (long) LONGS.get(bytes, at) : (int) INTS.get(bytes, at);
  }

  Observation get(int index) {
    return new Observation(observedAt(index), value(index), id(index), hints(index));
  }

  private int at(int index) {
    return HEADER + index * width;
  }
}
