package dk.bypuls.api.status;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;

/** The table of the past, to which all instances add. */
final class PastRows {

  private PastRows() {}

  static void add(Connection connection, Map<Past.OfDay, Minutes.Day> seen) throws SQLException {
    String sql =
        """
        insert into registry.status_minutes as known (day, part, seen, trouble)
        values (?, ?, cast(cast(? as text) as bit(1440)), cast(cast(? as text) as bit(1440)))
        on conflict (day, part) do update set
          seen = known.seen | excluded.seen, trouble = known.trouble | excluded.trouble
        """;
    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
      for (Map.Entry<Past.OfDay, Minutes.Day> entry : seen.entrySet()) {
        upsert.setObject(1, entry.getKey().day());
        upsert.setString(2, entry.getKey().part().id());
        upsert.setString(3, entry.getValue().seen());
        upsert.setString(4, entry.getValue().trouble());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  /** Reads what was seen on a day or later. */
  static void read(Connection connection, LocalDate from, Past into) throws SQLException {
    String sql =
        """
        select day, part, cast(seen as text), cast(trouble as text)
        from registry.status_minutes where day >= ?
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, from);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          LocalDate day = row.getObject(1, LocalDate.class);
          Minutes.Day minutes = new Minutes.Day(row.getString(3), row.getString(4));
          Part.named(row.getString(2))
              .ifPresent(part -> into.add(new Past.OfDay(part, day), minutes));
        }
      }
    }
  }

  /** Deletes the days before one. */
  static int forget(Connection connection, LocalDate before) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from registry.status_minutes where day < ?")) {
      delete.setObject(1, before);
      return delete.executeUpdate();
    }
  }
}
