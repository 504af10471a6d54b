package dk.bypuls.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * One session with the database in which the history is written.
 *
 * <p>After any failure it must be closed, and a new one opened that reads where the history stands:
 * whether a commit that was not answered took place is known only there.
 */
final class HistoryWriter implements AutoCloseable {

  /** Which lock the one writer of a database holds: "BYPULS" in hexadecimal, and the sink's 1. */
  private static final long WRITER_LOCK = 0x42_59_50_55_4c_53_0001L;

  private final Connection connection;
  private final Map<HistorySide, SideWriter> sides = new EnumMap<>(HistorySide.class);

  private HistoryWriter(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a session that does not outlive its writer for long: a database notices neither a machine
   * that lost its power nor a process that was paused, unless told to.
   */
  static HistoryWriter open(DataSource dataSource, HistorySettings settings) throws SQLException {
    Connection connection = dataSource.getConnection();
    HistoryWriter writer = new HistoryWriter(connection);
    try (Statement statement = connection.createStatement()) {
      long stall = settings.stall().toMillis();
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(2 * stall));
      connection.setAutoCommit(true);
      statement.execute("set statement_timeout = " + stall);
      statement.execute("set idle_session_timeout = " + stall);
      statement.execute("set idle_in_transaction_session_timeout = " + stall);
      statement.execute("set tcp_keepalives_idle = 10");
      statement.execute("set tcp_keepalives_interval = 5");
      statement.execute("set tcp_keepalives_count = 3");
      return writer;
    } catch (SQLException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** Becomes the one writer, unless another is. */
  boolean tryLock() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, WRITER_LOCK);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return answer.getBoolean(1);
      }
    }
  }

  /** Reads where the history of a side stands, which is written from the topic with that id. */
  SideWriter side(HistorySide side, String topicId, String writer, HistorySettings settings)
      throws SQLException {
    SideWriter sideWriter = new SideWriter(connection, side, topicId, writer, settings);
    sideWriter.read();
    sides.put(side, sideWriter);
    return sideWriter;
  }

  /** Writes all of it, or nothing. */
  void write(Collection<Batch> batches) throws SQLException, FencedException {
    connection.setAutoCommit(false);
    for (Batch batch : batches) {
      SideWriter side = sides.get(batch.side());
      if (side != null) {
        side.write(batch);
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Shows the database that this writer is alive, and this writer that the database is. */
  void showLife() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select");
    }
  }

  @Override
  public void close() {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      connection.close();
    } catch (SQLException alreadyGone) {
      // What was not committed is undone by the database, whose session ends with the connection.
    }
  }
}
