package dk.bypuls.api.usage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table of usage, to which all instances add. */
final class UsageRows {

  private UsageRows() {}

  static void add(Connection connection, Map<Counts.Counted, Tally> counted) throws SQLException {
    String sql =
        """
        insert into registry.usage as known
          (day, dataset, way, requests, rows_given, bytes_given, milliseconds)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (dataset, day, way) do update set
          requests = known.requests + excluded.requests,
          rows_given = known.rows_given + excluded.rows_given,
          bytes_given = known.bytes_given + excluded.bytes_given,
          milliseconds = known.milliseconds + excluded.milliseconds
        """;
    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
      for (Map.Entry<Counts.Counted, Tally> entry : counted.entrySet()) {
        upsert.setObject(1, entry.getKey().day());
        upsert.setString(2, entry.getKey().dataset());
        upsert.setString(3, entry.getKey().way().id());
        upsert.setLong(4, entry.getValue().requests());
        upsert.setLong(5, entry.getValue().rows());
        upsert.setLong(6, entry.getValue().bytes());
        upsert.setLong(7, entry.getValue().milliseconds());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  /** A dataset's days from one until before another; days on which nothing was read are absent. */
  static Map<LocalDate, Map<Way, Tally>> between(
      Connection connection, String dataset, LocalDate from, LocalDate to) throws SQLException {
    String sql = "select * from registry.usage where dataset = ? and day >= ? and day < ?";
    Map<LocalDate, Map<Way, Tally>> days = new TreeMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, dataset);
      select.setObject(2, from);
      select.setObject(3, to);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          Tally tally =
              new Tally(
                  result.getLong("requests"),
                  result.getLong("rows_given"),
                  result.getLong("bytes_given"),
                  result.getLong("milliseconds"));
          LocalDate day = result.getObject("day", LocalDate.class);
          Way.named(result.getString("way"))
              .ifPresent(
                  way ->
                      days.computeIfAbsent(day, any -> new EnumMap<>(Way.class)).put(way, tally));
        }
      }
    }
    return days;
  }

  /** The first day that anything was counted on, of any dataset. */
  static Optional<LocalDate> first(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select min(day) from registry.usage");
        ResultSet result = select.executeQuery()) {
      return result.next()
          ? Optional.ofNullable(result.getObject(1, LocalDate.class))
          : Optional.empty();
    }
  }

  /** Deletes the days before one. */
  static int forget(Connection connection, LocalDate before) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from registry.usage where day < ?")) {
      delete.setObject(1, before);
      return delete.executeUpdate();
    }
  }
}
