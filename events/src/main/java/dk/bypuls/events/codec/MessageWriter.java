package dk.bypuls.events.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One Protocol Buffers message in the making. Absent and zero fields are left out, as that format
 * has it.
 *
 * <p>It writes into one growing array: at the rate of a city's readings, a buffer for each nested
 * message is what costs.
 */
final class MessageWriter {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int LARGEST_VARINT = 10;

  private byte[] bytes = new byte[192];
  private int size;

  MessageWriter text(int field, @Nullable String value) {
    return value == null || value.isEmpty()
        ? this
        : bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  MessageWriter number(int field, long value) {
    if (value != 0) {
      tag(field, VARINT);
      varint(value);
    }
    return this;
  }

  /** A number that is often below zero. */
  MessageWriter signed(int field, long value) {
    return number(field, zigzag(value));
  }

  /** A hash: all of its bits are used. */
  MessageWriter hash(int field, long value) {
    tag(field, FIXED_64);
    room(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (value >>> (8 * i));
    }
    return this;
  }

  MessageWriter instant(int field, @Nullable Instant value) {
    if (value != null) {
      tag(field, VARINT);
      varint(zigzag(value.toEpochMilli()));
    }
    return this;
  }

  MessageWriter bytes(int field, byte[] value) {
    tag(field, LENGTH);
    varint(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** Starts a nested message or a packed list; answers what {@link #end} needs. */
  int begin(int field) {
    tag(field, LENGTH);
    room(1);
    return ++size;
  }

  /** A number of a packed list. */
  MessageWriter packed(long value) {
    varint(value);
    return this;
  }

  /** A number of a packed list that is often below zero. */
  MessageWriter packedSigned(long value) {
    return packed(zigzag(value));
  }

  /**
   * Ends what was begun there: puts its length before it, which seldom needs more than the byte
   * kept free.
   */
  MessageWriter end(int start) {
    int length = size - start;
    int further = varintSize(length) - 1;
    if (further > 0) {
      room(further);
      System.arraycopy(bytes, start, bytes, start + further, length);
    }
    size = start - 1;
    varint(length);
    size += length;
    return this;
  }

  byte[] finish() {
    return Arrays.copyOf(bytes, size);
  }

  private void tag(int field, int type) {
    varint((long) field << 3 | type);
  }

  private void varint(long value) {
    room(LARGEST_VARINT);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private static int varintSize(int value) {
    return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
