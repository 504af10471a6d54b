package dk.bypuls.aggregator.store;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.vocabulary.Quantities;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Rows of a history as the windows that they were. */
final class StoredWindows {

  private StoredWindows() {}

  /** The window of a row of windows that has the columns of its series too. */
  static Window window(ResultSet row, String dataset, Resolution resolution) throws SQLException {
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    for (Statistic statistic : Statistic.all()) {
      long figure = row.getLong(statistic.json());
      if (!row.wasNull()) {
        figures.put(statistic, figure);
      }
    }
    return new Window(
        dataset,
        cell(row),
        Quantities.of(row.getString("quantity")),
        resolution,
        instant(row, "start_at"),
        instant(row, "end_at"),
        Window.Status.numbered(row.getInt("status")),
        row.getInt("revision"),
        instant(row, "final_at"),
        row.getLong("count"),
        row.getLong("flagged"),
        expected(row),
        row.getInt("flags"),
        Statistics.of(figures),
        row.getString("reason"),
        protection(row));
  }

  private static @Nullable Protection protection(ResultSet row) throws SQLException {
    int leaves = row.getInt("leaves");
    if (row.wasNull()) {
      return null;
    }
    int quality = row.getInt("quality");
    return new Protection(
        row.wasNull() ? null : Quality.numbered(quality), leaves, row.getInt("withheld"));
  }

  private static Cell cell(ResultSet row) throws SQLException {
    String area = row.getString("area");
    return area.isEmpty()
        ? new Cell.SensorCell(row.getString("place"), row.getString("sensor"))
        : new Cell.AreaCell(area, row.getInt("contributors"));
  }

  private static OptionalInt expected(ResultSet row) throws SQLException {
    int expected = row.getInt("expected");
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(expected);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
