package dk.bypuls.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far an order to simulate a policy has come, as the database keeps it.
 *
 * @param detail why it was refused; else empty
 * @param reached the leaves that start before it were read
 * @param report what was found, as JSON; absent until it is done
 */
public record SimulationProgress(
    State state, String detail, Instant reached, @Nullable String report) {

  /** Whether it goes on. */
  public enum State {
    RUNNING,
    DONE,
    REFUSED
  }

  public boolean isOver() {
    return state != State.RUNNING;
  }

  public SimulationProgress further(Instant to) {
    return new SimulationProgress(state, detail, to, report);
  }

  public SimulationProgress done(String found) {
    return new SimulationProgress(State.DONE, detail, reached, found);
  }

  public SimulationProgress refused(String why) {
    return new SimulationProgress(State.REFUSED, why, reached, null);
  }

  /**
   * What is known of the order. One that was left in the middle begins anew: it changes nothing.
   */
  static SimulationProgress read(Connection connection, String job, Instant from)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select * from exact.simulation where job = ?")) {
      statement.setString(1, job);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && !row.getString("state").equals("running")
            ? new SimulationProgress(
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("detail"),
                StoredWindows.instant(row, "reached"),
                row.getString("report"))
            : new SimulationProgress(State.RUNNING, "", from, null);
      }
    }
  }

  void write(Connection connection, String job, String dataset) throws SQLException {
    String sql =
        """
        insert into exact.simulation (job, dataset, state, detail, reached, report, began_at,
          updated_at)
        values (?, ?, ?, ?, ?, ?::json, now(), now())
        on conflict (job) do update set state = excluded.state, detail = excluded.detail,
          reached = excluded.reached, report = excluded.report, updated_at = now()
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, job);
      statement.setString(2, dataset);
      statement.setString(3, state.name().toLowerCase(Locale.ROOT));
      statement.setString(4, detail);
      statement.setTimestamp(5, Timestamp.from(reached));
      statement.setString(6, report);
      statement.executeUpdate();
    }
  }
}
