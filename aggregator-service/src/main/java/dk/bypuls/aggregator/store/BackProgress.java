package dk.bypuls.aggregator.store;

import dk.bypuls.events.Resolution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;

/**
 * How far an order to publish back has come, as the database keeps it.
 *
 * @param at the last window that is done with
 * @param detail why it was refused; else empty
 */
record BackProgress(State state, Place at, long published, long passedOver, String detail) {

  /** Whether it goes on. */
  enum State {
    RUNNING,
    DONE,
    REFUSED
  }

  /** A window's place in the order of the work: by resolution, start and series. */
  record Place(int resolution, Instant start, int series) {

    static Place before(Resolution resolution, Instant start) {
      return new Place(resolution.number(), start, -1);
    }
  }

  boolean isOver() {
    return state != State.RUNNING;
  }

  BackProgress further(Place reached, long morePublished, long morePassedOver) {
    return new BackProgress(
        state, reached, published + morePublished, passedOver + morePassedOver, detail);
  }

  BackProgress ended(State how, String why) {
    return new BackProgress(how, at, published, passedOver, why);
  }

  /** What is known of the order; one that nobody began stands before its first window. */
  static BackProgress read(Connection connection, String job, Instant from) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select * from exact.back_publication where job = ?")) {
      statement.setString(1, job);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          Place first = Place.before(Resolution.PT1M, from);
          return new BackProgress(State.RUNNING, first, 0, 0, "");
        }
        return new BackProgress(
            State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            new Place(
                row.getInt("resolution"),
                StoredWindows.instant(row, "start_at"),
                row.getInt("series")),
            row.getLong("published"),
            row.getLong("passed_over"),
            row.getString("detail"));
      }
    }
  }

  void write(Connection connection, String job, String dataset) throws SQLException {
    String sql =
        """
        insert into exact.back_publication (job, dataset, state, detail, resolution, start_at,
          series, published, passed_over, began_at, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, now(), now())
        on conflict (job) do update set state = excluded.state, detail = excluded.detail,
          resolution = excluded.resolution, start_at = excluded.start_at, series = excluded.series,
          published = excluded.published, passed_over = excluded.passed_over, updated_at = now()
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, job);
      statement.setString(2, dataset);
      statement.setString(3, state.name().toLowerCase(Locale.ROOT));
      statement.setString(4, detail);
      statement.setInt(5, at.resolution());
      statement.setTimestamp(6, Timestamp.from(at.start()));
      statement.setInt(7, at.series());
      statement.setLong(8, published);
      statement.setLong(9, passedOver);
      statement.executeUpdate();
    }
  }
}
