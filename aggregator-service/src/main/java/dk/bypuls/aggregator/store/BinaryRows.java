package dk.bypuls.aggregator.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Rows as PostgreSQL's binary COPY takes them, in one growing array. */
final class BinaryRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int NO_FLAGS_AND_NO_EXTENSION = 8;
  private static final int FIRST_SIZE = 64 * 1024;
  private static final int PIECE = 64 * 1024;
  private static final int ABSENT = -1;
  private static final long EPOCH_2000_MILLIS =
      Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final int columns;
  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;

  BinaryRows(int columns) {
    this.columns = columns;
    clear();
  }

  /** Forgets all rows and keeps the array. */
  void clear() {
    System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
    Arrays.fill(bytes, SIGNATURE.length, SIGNATURE.length + NO_FLAGS_AND_NO_EXTENSION, (byte) 0);
    length = SIGNATURE.length + NO_FLAGS_AND_NO_EXTENSION;
  }

  /** Begins a row; all its columns must follow. */
  void row() {
    makeRoomFor(2);
    putShort(columns);
  }

  void bigint(long value) {
    makeRoomFor(12);
    putInt(8);
    LONG.set(bytes, length, value);
    length += 8;
  }

  void integer(int value) {
    makeRoomFor(8);
    putInt(4);
    putInt(value);
  }

  void smallint(int value) {
    makeRoomFor(6);
    putInt(2);
    putShort(value);
  }

  /** A timestamptz, to the millisecond. */
  void instant(Instant value) {
    bigint(Math.multiplyExact(value.toEpochMilli() - EPOCH_2000_MILLIS, 1000));
  }

  void text(@Nullable String value) {
    if (value == null) {
      absent();
      return;
    }
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    makeRoomFor(4 + text.length);
    putInt(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  void absent() {
    makeRoomFor(4);
    putInt(ABSENT);
  }

  /** Sends all rows and how they end. */
  void sendTo(CopyIn copy) throws SQLException {
    makeRoomFor(2);
    SHORT.set(bytes, length, (short) -1);
    int end = length + 2;
    for (int from = 0; from < end; from += PIECE) {
      copy.writeToCopy(bytes, from, Math.min(PIECE, end - from));
    }
  }

  /** What {@link #sendTo} sends, without the end. */
  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void putShort(int value) {
    SHORT.set(bytes, length, (short) value);
    length += 2;
  }

  private void putInt(int value) {
    INT.set(bytes, length, value);
    length += 4;
  }

  private void makeRoomFor(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
