package dk.bypuls.aggregator.store;

import dk.bypuls.events.Resolution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * How far back the exact windows of a dataset go that are of one length: a month begins earlier.
 */
record PastExact(Connection connection, String dataset, Resolution resolution) {

  /** When the first of them starts; never, where there are none. */
  Instant first() throws SQLException {
    String sql =
        """
        select min(first) from exact.families f cross join lateral
          (select min(w.start_at) as first from exact.windows w where w.family = f.id) w
        where f.dataset = ? and f.resolution = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, dataset);
      statement.setInt(2, resolution.number());
      try (ResultSet row = statement.executeQuery()) {
        Timestamp first = row.next() ? row.getTimestamp(1) : null;
        return first == null ? Instant.MAX : first.toInstant();
      }
    }
  }
}
