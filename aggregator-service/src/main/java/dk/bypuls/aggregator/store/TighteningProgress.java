package dk.bypuls.aggregator.store;

import dk.bypuls.events.Resolution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;

/**
 * How far it is that what is out was told anew under a stricter policy, as the database keeps it.
 *
 * @param reached what starts before it is done
 */
record TighteningProgress(boolean isDone, Instant reached) {

  /** What became of windows. */
  record Count(long kept, long changed, long withdrawn) {

    static final Count KEPT = new Count(1, 0, 0);
    static final Count CHANGED = new Count(0, 1, 0);
    static final Count WITHDRAWN = new Count(0, 0, 1);

    Count and(Count other) {
      return new Count(kept + other.kept, changed + other.changed, withdrawn + other.withdrawn);
    }
  }

  /** Which windows are counted together: answers themselves, or sums of them, of one resolution. */
  record Sort(Resolution resolution, boolean leaves) {}

  static TighteningProgress read(Connection connection, String dataset, int version)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select state, reached from exact.tightening where dataset = ? and version = ?")) {
      statement.setString(1, dataset);
      statement.setInt(2, version);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new TighteningProgress(
                row.getString(1).equals("done"), StoredWindows.instant(row, "reached"))
            : new TighteningProgress(false, Instant.EPOCH);
      }
    }
  }

  void write(Connection connection, String dataset, int version) throws SQLException {
    String sql =
        """
        insert into exact.tightening (dataset, version, state, reached, began_at, updated_at)
        values (?, ?, ?, ?, now(), now())
        on conflict (dataset, version) do update set state = excluded.state,
          reached = excluded.reached, updated_at = now()
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, dataset);
      statement.setInt(2, version);
      statement.setString(3, isDone ? "done" : "running");
      statement.setTimestamp(4, Timestamp.from(reached));
      statement.executeUpdate();
    }
  }

  /** Adds what became of some more windows. */
  static void add(Connection connection, String dataset, int version, Map<Sort, Count> counts)
      throws SQLException {
    String sql =
        """
        insert into exact.tightened as known
          (dataset, version, resolution, leaves, kept, changed, withdrawn)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (dataset, version, resolution, leaves) do update set
          kept = known.kept + excluded.kept, changed = known.changed + excluded.changed,
          withdrawn = known.withdrawn + excluded.withdrawn
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Map.Entry<Sort, Count> each : counts.entrySet()) {
        statement.setString(1, dataset);
        statement.setInt(2, version);
        statement.setInt(3, each.getKey().resolution().number());
        statement.setBoolean(4, each.getKey().leaves());
        statement.setLong(5, each.getValue().kept());
        statement.setLong(6, each.getValue().changed());
        statement.setLong(7, each.getValue().withdrawn());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
