package dk.bypuls.aggregator.store;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        and (? = '' or s.quantity = ?) and w.leaves is null
      order by w.start_at, w.series, w.revision desc
      """;
  private static final int FETCHED_AT_ONCE = 10_000;

  private final Connection connection;

  private StoredHistory(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens it.
   *
   * @throws UnreadableHistoryException when it is away
   */
  public static StoredHistory open(String url, String user, String password) {
    try {
      Connection connection = DriverManager.getConnection(url, user, password);
      StoredHistory history = new StoredHistory(connection);
      history.forbidChanges();
      return history;
    } catch (SQLException e) {
      throw new UnreadableHistoryException(e);
    }
  }

  /** What is there, over a connection that stays its owner's to close. */
  static StoredHistory over(Connection connection) {
    return new StoredHistory(connection);
  }

  private void forbidChanges() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = on");
      connection.setAutoCommit(false); // so that rows come in portions
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  /**
   * The last revision of each window, on whichever side it is, by its cell. What was told of people
   * is none of these: it is not what readings say.
   *
   * @param sensor empty for all, and for areas
   * @param quantity empty for all
   * @param most not many more than that are read
   * @throws UnreadableHistoryException when it is away
   */
  public Map<String, ToldWindow> windows(
      String dataset, String sensor, String quantity, Instant from, Instant to, int most) {
    Map<String, ToldWindow> found = new TreeMap<>();
    try {
      for (HistorySide side : HistorySide.all()) {
        for (Resolution resolution : Resolution.all()) {
          try (PreparedStatement statement =
              asked(side, dataset, resolution, from, to, sensor, quantity)) {
            collect(statement, dataset, resolution, most, found);
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw new UnreadableHistoryException(e);
    }
  }

  /** The last revision of each window of one resolution that was kept inside, by their starts. */
  List<Window> kept(String dataset, Resolution resolution, Instant from, Instant to, int most) {
    List<Window> found = new ArrayList<>();
    try (PreparedStatement statement =
            asked(HistorySide.EXACT, dataset, resolution, from, to, "", "");
        ResultSet row = statement.executeQuery()) {
      while (row.next() && found.size() <= most) {
        found.add(StoredWindows.window(row, dataset, resolution));
      }
      return found;
    } catch (SQLException e) {
      throw new UnreadableHistoryException(e);
    }
  }

  private PreparedStatement asked(
      HistorySide side,
      String dataset,
      Resolution resolution,
      Instant from,
      Instant to,
      String sensor,
      String quantity)
      throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(LAST_REVISIONS.replace("SCHEMA", side.schema()));
    statement.setFetchSize(FETCHED_AT_ONCE);
    statement.setString(1, dataset);
    statement.setInt(2, resolution.number());
    statement.setTimestamp(3, Timestamp.from(from));
    statement.setTimestamp(4, Timestamp.from(to));
    statement.setString(5, sensor);
    statement.setString(6, sensor);
    statement.setString(7, quantity);
    statement.setString(8, quantity);
    return statement;
  }

  private static void collect(
      PreparedStatement statement,
      String dataset,
      Resolution resolution,
      int most,
      Map<String, ToldWindow> found)
      throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next() && found.size() <= most) {
        ToldWindow told =
            new ToldWindow(
                StoredWindows.window(row, dataset, resolution),
                StoredWindows.instant(row, "published_at"));
        found.merge(told.cell(), told, StoredHistory::later);
      }
    }
  }

  private static ToldWindow later(ToldWindow one, ToldWindow other) {
    return one.window().revision() < other.window().revision() ? other : one;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException alreadyGone) {
      // Nothing was to be kept.
    }
  }
}
