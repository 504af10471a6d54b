package dk.bypuls.api.history;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Quality;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A row read back into the very window it was written from. */
final class WindowRow {

  private static final List<Statistic> STATISTICS = Statistic.all();

  private final ResultSet row;
  private final String dataset;
  private final Resolution resolution;
  private final Columns columns;

  WindowRow(ResultSet row, String dataset, Resolution resolution) throws SQLException {
    this.row = row;
    this.dataset = dataset;
    this.resolution = resolution;
    this.columns = new Columns(row);
  }

  /** The number of its series. */
  int series() throws SQLException {
    return row.getInt(columns.series);
  }

  PublishedWindow read(SeriesBook.Series of) throws SQLException {
    Cell cell =
        of.cell() instanceof Cell.AreaCell area
            ? new Cell.AreaCell(area.area(), row.getInt(columns.contributors))
            : of.cell();
    int expected = row.getInt(columns.expected);
    OptionalInt due = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(expected);
    Window window =
        new Window(
            dataset,
            cell,
            of.quantity(),
            resolution,
            instant(columns.start),
            instant(columns.end),
            Window.Status.numbered(row.getInt(columns.status)),
            row.getInt(columns.revision),
            instant(columns.finalAt),
            row.getLong(columns.count),
            row.getLong(columns.flagged),
            due,
            row.getInt(columns.flags),
            statistics(),
            row.getString(columns.reason),
            protection());
    return new PublishedWindow(window, instant(columns.published));
  }

  private @Nullable Protection protection() throws SQLException {
    int leaves = row.getInt(columns.leaves);
    if (row.wasNull()) {
      return null;
    }
    int quality = row.getInt(columns.quality);
    return new Protection(
        row.wasNull() ? null : Quality.numbered(quality), leaves, row.getInt(columns.withheld));
  }

  private Statistics statistics() throws SQLException {
    Statistics.Builder figures = new Statistics.Builder();
    for (int i = 0; i < columns.statistics.length; i++) {
      long value = row.getLong(columns.statistics[i]);
      if (!row.wasNull()) {
        figures.put(STATISTICS.get(i), value);
      }
    }
    return figures.build();
  }

  private Instant instant(int column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  /** Where each column is: looked up once, not for each row. */
  private static final class Columns {
    final int series;
    final int start;
    final int end;
    final int published;
    final int finalAt;
    final int count;
    final int flagged;
    final int revision;
    final int flags;
    final int expected;
    final int contributors;
    final int status;
    final int reason;
    final int quality;
    final int leaves;
    final int withheld;
    final int[] statistics = new int[STATISTICS.size()];

    Columns(ResultSet row) throws SQLException {
      series = row.findColumn("series");
      start = row.findColumn("start_at");
      end = row.findColumn("end_at");
      published = row.findColumn("published_at");
      finalAt = row.findColumn("final_at");
      count = row.findColumn("count");
      flagged = row.findColumn("flagged");
      revision = row.findColumn("revision");
      flags = row.findColumn("flags");
      expected = row.findColumn("expected");
      contributors = row.findColumn("contributors");
      status = row.findColumn("status");
      reason = row.findColumn("reason");
      quality = row.findColumn("quality");
      leaves = row.findColumn("leaves");
      withheld = row.findColumn("withheld");
      for (int i = 0; i < statistics.length; i++) {
        statistics[i] = row.findColumn(STATISTICS.get(i).json());
      }
    }
  }
}
