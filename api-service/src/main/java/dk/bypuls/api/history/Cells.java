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

/** The cells of a row, read without an object for each of them: there are forty in a row. */
final class Cells {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** What the database counts from, in seconds of ours. */
  private static final long EPOCH = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private static final long MICROS = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private final ResultSet row;
  private final boolean isBinary;

  /**
   * Of the row at which a result is.
   *
   * @param isBinary whether its instants came as bytes, and not as text: the driver has that when a
   *     question was put before on the same connection
   */
  Cells(ResultSet row, boolean isBinary) {
    this.row = row;
    this.isBinary = isBinary;
  }

  /** Of the rows of a result whose first column is an instant. */
  static Cells of(ResultSet row) throws SQLException {
    int first = row.getMetaData().unwrap(PGResultSetMetaData.class).getFormat(1);
    // Past the pool, which looks at each call.
    return new Cells(row.unwrap(ResultSet.class), first == Field.BINARY_FORMAT);
  }

  /** Where the column of that name is. */
  int column(String name) throws SQLException {
    return row.findColumn(name);
  }

  /** The whole number there; 0 where there is none. */
  long number(int column) throws SQLException {
    return row.getLong(column);
  }

  /** Whether there was none. */
  boolean wasAbsent() throws SQLException {
    return row.wasNull();
  }

  /** The text there; absent where there is none. */
  @Nullable String text(int column) throws SQLException {
    return row.getString(column);
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
