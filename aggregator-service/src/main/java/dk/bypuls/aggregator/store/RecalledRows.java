package dk.bypuls.aggregator.store;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Recall;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The rows that the open history has of a recalled stretch of time, all revisions of them. */
final class RecalledRows {

  /** About so many are deleted in one transaction: years of a dataset are more than fit into it. */
  private static final int STEP = 50_000;

  private static final Duration JUST_AFTER = Duration.ofNanos(1_000);

  private final Connection connection;
  private final String dataset;
  private final Recall.Stretch stretch;

  RecalledRows(Connection connection, String dataset, Recall.Stretch stretch) {
    this.connection = connection;
    this.dataset = dataset;
    this.stretch = stretch;
  }

  /** What is done in the transaction of each step. */
  interface Step {
    void deleted(long rows) throws SQLException;
  }

  /** Deletes them, step by step. */
  void delete(Step each) throws SQLException {
    for (Map.Entry<Integer, Resolution> family : families().entrySet()) {
      // A window that begins before the stretch has a part in it as well.
      Instant next = family.getValue().spanAt(stretch.from()).start();
      while (next.isBefore(stretch.to())) {
        Instant last = lastOfStep(family.getKey(), next);
        inTransaction(family.getKey(), next, last, each);
        next = last.plus(JUST_AFTER);
      }
    }
  }

  private void inTransaction(int family, Instant first, Instant last, Step each)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      each.deleted(delete(family, first, last));
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private Map<Integer, Resolution> families() throws SQLException {
    Map<Integer, Resolution> families = new TreeMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement("select id, resolution from open.families where dataset = ?")) {
      statement.setString(1, dataset);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          families.put(row.getInt(1), Resolution.numbered(row.getInt(2)));
        }
      }
    }
    return families;
  }

  /** When the last windows of the next step start; the end of all where few are left. */
  private Instant lastOfStep(int family, Instant from) throws SQLException {
    String sql =
        "select start_at from open.windows where family = ? and start_at >= ? and start_at < ?"
            + " order by start_at offset ? limit 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, family);
      statement.setTimestamp(2, Timestamp.from(from));
      statement.setTimestamp(3, Timestamp.from(stretch.to()));
      statement.setInt(4, STEP);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? StoredWindows.instant(row, "start_at") : stretch.to().minus(JUST_AFTER);
      }
    }
  }

  private long delete(int family, Instant first, Instant last) throws SQLException {
    String sql =
        "delete from open.windows where family = ? and start_at >= ? and start_at <= ?"
            + " and start_at < ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, family);
      statement.setTimestamp(2, Timestamp.from(first));
      statement.setTimestamp(3, Timestamp.from(last));
      statement.setTimestamp(4, Timestamp.from(stretch.to()));
      return statement.executeLargeUpdate();
    }
  }
}
