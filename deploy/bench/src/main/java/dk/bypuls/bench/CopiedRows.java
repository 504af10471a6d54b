package dk.bypuls.bench;

import dk.bypuls.local.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The rows that the aggregator wrote, copied as they are and in their order into a table of the
 * same shape, which grows as that of the aggregator does.
 */
final class CopiedRows implements AutoCloseable {

  private static final int ROWS_OF_A_TRANSACTION = 20_000;

  private final Database database;
  private final Connection connection;

  CopiedRows(Database database) {
    this.database = database;
    try {
      connection = database.connect(Database.SUPERUSER);
      run("create schema bench");
      run("create table bench.windows (like exact.windows including indexes)");
      if (database.isTimescale()) {
        run(
            "select create_hypertable('bench.windows', 'start_at',"
                + " chunk_time_interval => interval '7 days', create_default_indexes => false)");
      }
      run("insert into bench.windows select * from exact.windows");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** How many rows the aggregator has written. */
  long written() {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from exact.windows")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The number of the newest transaction of the aggregator. */
  int batch() {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("select batch from exact.sink_batch")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** CPU nanoseconds of the database for one row of what was written after that transaction. */
  double copyAfter(int batch) {
    List<byte[]> transactions = rowsAfter(batch);
    double before = CpuTime.nanoseconds(database.pid());
    long copied = 0;
    for (byte[] rows : transactions) {
      try {
        copied +=
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                    "copy bench.windows from stdin (format binary)",
                    new ByteArrayInputStream(rows),
                    1 << 16);
      } catch (SQLException e) {
        throw failed(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    // What the database writes behind belongs to it, as with the aggregator's rows.
    Waiting.pause(1_000);
    return (CpuTime.nanoseconds(database.pid()) - before) / copied;
  }

  private List<byte[]> rowsAfter(int batch) {
    List<byte[]> transactions = new ArrayList<>();
    long copied = ROWS_OF_A_TRANSACTION;
    while (copied == ROWS_OF_A_TRANSACTION) {
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      try {
        copied =
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                    ("copy (select * from (select * from exact.windows where batch > %d"
                            + " order by batch, family, start_at, series offset %d limit %d) part"
                            + " order by family, start_at, series) to stdout (format binary)")
                        .formatted(
                            batch,
                            transactions.size() * ROWS_OF_A_TRANSACTION,
                            ROWS_OF_A_TRANSACTION),
                    rows);
      } catch (SQLException e) {
        throw failed(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      transactions.add(rows.toByteArray());
    }
    return transactions;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("the database refuses: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
