package dk.bypuls.aggregator.store;

import dk.bypuls.events.Resolution;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Both sides of the history for somebody who looks and changes nothing. */
public final class StoredHistory implements AutoCloseable {

  private static final String LAST_REVISIONS =
      """
      select distinct on (w.start_at, w.series) w.*, s.place, s.sensor, s.area, s.quantity
      from SCHEMA.windows w
      join SCHEMA.series s on s.id = w.series
      where w.family = (select id from SCHEMA.families where dataset = ? and resolution = ?)
        and w.start_at >= ? and w.start_at < ? and (? = '' or s.sensor = ?)
      order by w.start_at, w.series, w.revision desc
      """;
  private static final int FETCHED_AT_ONCE = 10_000;

  private final Connection connection;

  private StoredHistory(Connection connection) {
    this.connection = connection;
  }

  public static StoredHistory open(String url, String user, String password) throws SQLException {
    Connection connection = DriverManager.getConnection(url, user, password);
    StoredHistory history = new StoredHistory(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = on");
      connection.setAutoCommit(false); // so that rows come in portions
      return history;
    } catch (SQLException e) {
      history.close();
      throw e;
    }
  }

  /**
   * The last revision of each window of sensors, on whichever side it is, by its cell.
   *
   * @param sensor empty for all
   * @param most more than that are not read
   */
  public Map<String, ToldWindow> windows(
      String dataset, String sensor, Instant from, Instant to, int most) throws SQLException {
    Map<String, ToldWindow> found = new TreeMap<>();
    for (HistorySide side : HistorySide.all()) {
      for (Resolution resolution : Resolution.all()) {
        try (PreparedStatement statement =
            connection.prepareStatement(LAST_REVISIONS.replace("SCHEMA", side.schema()))) {
          statement.setFetchSize(FETCHED_AT_ONCE);
          statement.setString(1, dataset);
          statement.setInt(2, resolution.number());
          statement.setTimestamp(3, Timestamp.from(from));
          statement.setTimestamp(4, Timestamp.from(to));
          statement.setString(5, sensor);
          statement.setString(6, sensor);
          try (ResultSet row = statement.executeQuery()) {
            while (row.next() && found.size() <= most) {
              if (row.getString("area").isEmpty()) {
                ToldWindow told =
                    new ToldWindow(
                        StoredWindows.window(row, dataset, resolution),
                        StoredWindows.instant(row, "published_at"));
                found.merge(told.cell(), told, StoredHistory::later);
              }
            }
          }
        }
      }
    }
    return found;
  }

  private static ToldWindow later(ToldWindow one, ToldWindow other) {
    return one.window().revision() < other.window().revision() ? other : one;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
