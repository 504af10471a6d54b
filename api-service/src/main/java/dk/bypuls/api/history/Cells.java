package dk.bypuls.api.history;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGResultSetMetaData;
import org.postgresql.core.Field;

/**
 * The cells of a row as the database sent them. To read a number from its bytes takes a third of
 * what the driver takes to find out how it may be read, and there are thirty in a row.
 */
final class Cells {

  private static final VarHandle LONG = bytesAs(long[].class);
  private static final VarHandle INT = bytesAs(int[].class);
  private static final VarHandle SHORT = bytesAs(short[].class);

  /** What the database counts from, in seconds of ours. */
  private static final long EPOCH = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private static final long MICROS = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private final ResultSet row;
  private final boolean isBinary;
  private boolean wasAbsent;

  /**
   * Of the row at which a result is.
   *
   * @param isBinary whether it holds bytes, and not text: the driver asks for bytes when a question
   *     was put a few times
   */
  Cells(ResultSet row, boolean isBinary) {
    this.row = row;
    this.isBinary = isBinary;
  }

  /** Of the rows of a result of numbers and instants, all of which are in one form. */
  static Cells of(ResultSet row) throws SQLException {
    int first = row.getMetaData().unwrap(PGResultSetMetaData.class).getFormat(1);
    // The pool's wrapper looks at each call.
    return new Cells(row.unwrap(ResultSet.class), first == Field.BINARY_FORMAT);
  }

  private static VarHandle bytesAs(Class<?> numbers) {
    return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.BIG_ENDIAN);
  }

  /** Where the column of that name is. */
  int column(String name) throws SQLException {
    return row.findColumn(name);
  }

  /** The whole number there; 0 where there is none. */
  long number(int column) throws SQLException {
    if (!isBinary) {
      long number = row.getLong(column);
      wasAbsent = row.wasNull();
      return number;
    }
    byte[] bytes = row.getBytes(column);
    wasAbsent = bytes == null;
    return bytes == null ? 0 : number(bytes);
  }

  private static long number(byte[] bytes) {
    return switch (bytes.length) {
      case Long.BYTES -> (long) LONG.get(bytes, 0);
      case Integer.BYTES -> (int) INT.get(bytes, 0);
      default -> (short) SHORT.get(bytes, 0);
    };
  }

  /** The text there; absent where there is none. */
  @Nullable String text(int column) throws SQLException {
    return row.getString(column);
  }

  /** Whether there was no number where one was asked for last. */
  boolean wasAbsent() {
    return wasAbsent;
  }

  /** The instant there, which must be there; the very same object if it says the same. */
  Instant instant(int column, Instant likely) throws SQLException {
    if (!isBinary) {
      return row.getTimestamp(column).toInstant();
    }
    long micros = (long) LONG.get(row.getBytes(column), 0);
    long second = EPOCH + Math.floorDiv(micros, MICROS);
    int nano = (int) Math.floorMod(micros, MICROS) * NANOS_PER_MICRO;
    return likely.getEpochSecond() == second && likely.getNano() == nano
        ? likely
        : Instant.ofEpochSecond(second, nano);
  }
}
