package dk.bypuls.api.history;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Quality;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A row read back into the very window it was written from. */
final class WindowRow {

  private static final List<Statistic> STATISTICS = Statistic.all();

  private final Cells row;
  private final String dataset;
  private final Resolution resolution;
  private final Columns columns;
  // Of the row before: those that follow each other often say the same.
  private Instant start = Instant.EPOCH;
  private Instant end = Instant.EPOCH;
  private Instant finalAt = Instant.EPOCH;
  private Instant published = Instant.EPOCH;

  WindowRow(Cells row, String dataset, Resolution resolution) throws SQLException {
    this.row = row;
    this.dataset = dataset;
    this.resolution = resolution;
    this.columns = new Columns(row);
  }

  /** The number of its series. */
  int series() throws SQLException {
    return (int) row.number(columns.series);
  }

  PublishedWindow read(SeriesBook.Series of) throws SQLException {
    start = row.instant(columns.start, start);
    end = row.instant(columns.end, end);
    finalAt = row.instant(columns.finalAt, finalAt);
    published = row.instant(columns.published, published);
    Window window =
        new Window(
            dataset,
            cell(of),
            of.quantity(),
            resolution,
            start,
            end,
            Window.Status.numbered(number(columns.status)),
            number(columns.revision),
            finalAt,
            row.number(columns.count),
            row.number(columns.flagged),
            expected(),
            number(columns.flags),
            statistics(),
            row.text(columns.reason),
            protection());
    return new PublishedWindow(window, published);
  }

  private Cell cell(SeriesBook.Series of) throws SQLException {
    return of.cell() instanceof Cell.AreaCell area
        ? new Cell.AreaCell(area.area(), number(columns.contributors))
        : of.cell();
  }

  private OptionalInt expected() throws SQLException {
    int expected = number(columns.expected);
    return row.wasAbsent() ? OptionalInt.empty() : OptionalInt.of(expected);
  }

  private @Nullable Protection protection() throws SQLException {
    int leaves = number(columns.leaves);
    if (row.wasAbsent()) {
      return null;
    }
    int quality = number(columns.quality);
    return new Protection(
        row.wasAbsent() ? null : Quality.numbered(quality), leaves, number(columns.withheld));
  }

  private Statistics statistics() throws SQLException {
    Statistics.Builder figures = new Statistics.Builder();
    for (int i = 0; i < columns.statistics.length; i++) {
      long value = row.number(columns.statistics[i]);
      if (!row.wasAbsent()) {
        figures.put(STATISTICS.get(i), value);
      }
    }
    return figures.build();
  }

  private int number(int column) throws SQLException {
    return (int) row.number(column);
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

    Columns(Cells row) throws SQLException {
      series = row.column("series");
      start = row.column("start_at");
      end = row.column("end_at");
      published = row.column("published_at");
      finalAt = row.column("final_at");
      count = row.column("count");
      flagged = row.column("flagged");
      revision = row.column("revision");
      flags = row.column("flags");
      expected = row.column("expected");
      contributors = row.column("contributors");
      status = row.column("status");
      reason = row.column("reason");
      quality = row.column("quality");
      leaves = row.column("leaves");
      withheld = row.column("withheld");
      for (int i = 0; i < statistics.length; i++) {
        statistics[i] = row.column(STATISTICS.get(i).json());
      }
    }
  }
}
