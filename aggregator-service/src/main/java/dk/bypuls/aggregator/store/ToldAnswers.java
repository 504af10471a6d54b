package dk.bypuls.aggregator.store;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the open history has of a dataset about people, all revisions of it. */
final class ToldAnswers {

  private static final String BY_START =
      """
      select w.*, s.place, s.sensor, s.area, s.quantity
      from open.windows w join open.series s on s.id = w.series
      where w.family = (select id from open.families where dataset = ? and resolution = ?)
        and w.start_at >= ? and w.start_at < ? and w.leaves is not null
      order by w.start_at, w.series, w.revision
      """;

  private final Connection connection;
  private final String dataset;

  ToldAnswers(Connection connection, String dataset) {
    this.connection = connection;
    this.dataset = dataset;
  }

  /** When the first of them starts; absent where there are none. */
  Optional<Instant> first() throws SQLException {
    String sql =
        """
        select min(first) from open.families f cross join lateral
          (select min(w.start_at) as first from open.windows w where w.family = f.id) w
        where f.dataset = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, dataset);
      try (ResultSet row = statement.executeQuery()) {
        Timestamp first = row.next() ? row.getTimestamp(1) : null;
        return Optional.ofNullable(first).map(Timestamp::toInstant);
      }
    }
  }

  /** Those of one resolution that start then or later and before the other, by start and series. */
  List<Window> between(Resolution resolution, Instant from, Instant to) throws SQLException {
    List<Window> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(BY_START)) {
      statement.setString(1, dataset);
      statement.setInt(2, resolution.number());
      statement.setTimestamp(3, Timestamp.from(from));
      statement.setTimestamp(4, Timestamp.from(to));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(StoredWindows.window(row, dataset, resolution));
        }
      }
    }
    return found;
  }

  /** Deletes those that start then or later and before the other, and were told anew since. */
  void deleteReplaced(Instant from, Instant to) throws SQLException {
    String sql =
        """
        delete from open.windows w using open.families f
        where f.dataset = ? and w.family = f.id and w.start_at >= ? and w.start_at < ?
          and w.leaves is not null
          and exists (select from open.windows newer
            where newer.family = w.family and newer.start_at = w.start_at
              and newer.series = w.series and newer.revision > w.revision)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, dataset);
      statement.setTimestamp(2, Timestamp.from(from));
      statement.setTimestamp(3, Timestamp.from(to));
      statement.executeUpdate();
    }
  }

  /** How far it was said that the dataset, or a job of that name, is told; else long ago. */
  Instant through(Resolution resolution) throws SQLException {
    return through(dataset, resolution.number());
  }

  /** How far it was said that the leaves of a tree are told. */
  Instant through(String tree) throws SQLException {
    return through(tree, 0);
  }

  private Instant through(String name, int resolution) throws SQLException {
    String sql =
        "select max(through) from open.complete_through where dataset = ? and ? in (0, resolution)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      statement.setInt(2, resolution);
      try (ResultSet row = statement.executeQuery()) {
        Timestamp through = row.next() ? row.getTimestamp(1) : null;
        return through == null ? Instant.EPOCH : through.toInstant();
      }
    }
  }

  /** When it was said last that what starts before is told no more; absent where nobody did. */
  @Nullable Instant withdrawn(Instant before, String reason) throws SQLException {
    String sql =
        "select max(withdrawn_at) from open.withdrawn"
            + " where dataset = ? and to_at = ? and reason = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, dataset);
      statement.setTimestamp(2, Timestamp.from(before));
      statement.setString(3, reason);
      try (ResultSet row = statement.executeQuery()) {
        Timestamp at = row.next() ? row.getTimestamp(1) : null;
        return at == null ? null : at.toInstant();
      }
    }
  }
}
