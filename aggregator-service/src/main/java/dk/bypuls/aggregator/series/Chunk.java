package dk.bypuls.aggregator.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Up to 256 readings of one series and one local day, packed in the order of their arrival. It does
 * not change: what grows is a new one.
 *
 * <p>One byte says how wide the entries are; each entry is 4 bytes of milliseconds since the start
 * of the day, 1 of hints, 8 of id and 4 (or, where values need it, 8) of value.
 */
final class Chunk {

  static final int LARGEST = 256;

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

  private final byte[] bytes;
  private final long dayStart;
  private final int width;

  private Chunk(byte[] bytes, long dayStart) {
    this.bytes = bytes;
    this.dayStart = dayStart;
    this.width = bytes[0];
  }

  static Chunk empty(long dayStart, boolean wide) {
    return new Chunk(new byte[] {(byte) (wide ? WIDE : NARROW)}, dayStart);
  }

  static Chunk of(byte[] bytes, long dayStart) {
    return new Chunk(bytes, dayStart);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return (bytes.length - HEADER) / width;
  }

  boolean isWide() {
    return width == WIDE;
  }

  /** Whether there is room for it, in number and in width. */
  boolean accepts(Observation next) {
    return size() < LARGEST && (isWide() || fitsNarrow(next));
  }

  static boolean fitsNarrow(Observation next) {
    return next.value() == (int) next.value();
  }

  Chunk with(Observation next, boolean foundCopy) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + width);
    int at = bytes.length;
    INTS.set(longer, at, Math.toIntExact(next.observedAt() - dayStart));
    longer[at + HINTS] = (byte) ((next.hints() & HINT_BITS) | (foundCopy ? FOUND_COPY : 0));
    LONGS.set(longer, at + ID, next.id());
    if (isWide()) {
      LONGS.set(longer, at + VALUE, next.value());
    } else {
      INTS.set(longer, at + VALUE, (int) next.value());
    }
    return new Chunk(longer, dayStart);
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
