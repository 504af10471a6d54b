package dk.bypuls.aggregator.store;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.BackPublication;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

/** The windows that a dataset kept inside, page by page in the order of time. */
final class KeptWindows {

  /** The last revision of each window, and whether the open history has it or a later one. */
  private static final String PAGE =
      """
      with page as (
        select distinct on (w.start_at, w.series) w.*
        from exact.windows w
        where w.family = ? and w.start_at >= ? and w.start_at < ?
          and (w.start_at, w.series) > (?, ?)
        order by w.start_at, w.series, w.revision desc
        limit ?)
      select page.*, s.place, s.sensor, s.area, s.quantity,
        exists (
          select from open.families f
          join open.series o on o.family = f.id
            and (o.place, o.sensor, o.area, o.quantity) = (s.place, s.sensor, s.area, s.quantity)
          join open.windows w on w.family = f.id and w.series = o.id
            and w.start_at = page.start_at and w.revision >= page.revision
          where f.dataset = ? and f.resolution = ?) as published
      from page join exact.series s on s.id = page.series
      order by page.start_at, page.series
      """;

  private final Connection connection;
  private final BackPublication order;
  private final int limit;

  KeptWindows(Connection connection, BackPublication order, int limit) {
    this.connection = connection;
    this.order = order;
    this.limit = limit;
  }

  /**
   * A window that was kept.
   *
   * @param known whether it is public already
   */
  record Found(Window window, BackProgress.Place place, boolean known) {}

  /** The next ones behind that place in its resolution; empty where there are none. */
  List<Found> after(BackProgress.Place place) throws SQLException {
    Resolution resolution = Resolution.numbered(place.resolution());
    List<Found> page = new ArrayList<>();
    int family = family(resolution);
    if (family < 0) {
      return page;
    }
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setInt(1, family);
      statement.setTimestamp(2, Timestamp.from(place.start()));
      statement.setTimestamp(3, Timestamp.from(order.to()));
      statement.setTimestamp(4, Timestamp.from(place.start()));
      statement.setInt(5, place.series());
      statement.setInt(6, limit);
      statement.setString(7, order.dataset());
      statement.setInt(8, resolution.number());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Window window = StoredWindows.window(row, order.dataset(), resolution);
          BackProgress.Place its =
              new BackProgress.Place(resolution.number(), window.start(), row.getInt("series"));
          page.add(new Found(window, its, row.getBoolean("published")));
        }
      }
    }
    return page;
  }

  private int family(Resolution resolution) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id from exact.families where dataset = ? and resolution = ?")) {
      statement.setString(1, order.dataset());
      statement.setInt(2, resolution.number());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : -1;
      }
    }
  }
}
