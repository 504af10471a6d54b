package dk.bypuls.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/**
 * How far an order to take something back has come, as the database keeps it.
 *
 * @param deleted so many rows the open history has lost to it
 */
record RecallProgress(State state, long deleted) {

  /** What of it is done. */
  enum State {
    /** Nobody has been told yet; the database knows nothing of it. */
    ORDERED,
    /** Those who listen have been told; rows are being deleted. */
    RUNNING,
    DONE
  }

  RecallProgress running() {
    return new RecallProgress(State.RUNNING, deleted);
  }

  RecallProgress further(long more) {
    return new RecallProgress(state, deleted + more);
  }

  RecallProgress done() {
    return new RecallProgress(State.DONE, deleted);
  }

  static RecallProgress read(Connection connection, String job) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select state, deleted from exact.recall where job = ?")) {
      statement.setString(1, job);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new RecallProgress(
                State.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), row.getLong(2))
            : new RecallProgress(State.ORDERED, 0);
      }
    }
  }

  void write(Connection connection, String job, String dataset) throws SQLException {
    String sql =
        """
        insert into exact.recall (job, dataset, state, deleted, began_at, updated_at)
        values (?, ?, ?, ?, now(), now())
        on conflict (job) do update set state = excluded.state, deleted = excluded.deleted,
          updated_at = now()
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, job);
      statement.setString(2, dataset);
      statement.setString(3, state.name().toLowerCase(Locale.ROOT));
      statement.setLong(4, deleted);
      statement.executeUpdate();
    }
  }
}
