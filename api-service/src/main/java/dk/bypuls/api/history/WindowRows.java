package dk.bypuls.api.history;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.events.Resolution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of windows that the database gives in the order of their starts, put into the order of
 * answers.
 */
final class WindowRows {

  private final Connection connection;
  private final SeriesBook book;

  WindowRows(Connection connection, SeriesBook book) {
    this.connection = connection;
    this.book = book;
  }

  /** A series, and which one it is of those that were read. */
  private record Ranked(int rank, SeriesBook.Series series) {}

  /** The windows of one time, each at the place of its series. */
  private static final class OneTime {

    private final PublishedWindow[] places;
    private final BitSet taken = new BitSet();

    OneTime(int series) {
      places = new PublishedWindow[series];
    }

    boolean isOver(PublishedWindow next) {
      return !taken.isEmpty() && !places[taken.nextSetBit(0)].start().equals(next.start());
    }

    void put(int rank, PublishedWindow window) {
      places[rank] = window;
      taken.set(rank);
    }

    void moveTo(List<PublishedWindow> windows) {
      for (int rank = taken.nextSetBit(0); rank >= 0; rank = taken.nextSetBit(rank + 1)) {
        windows.add(places[rank]);
      }
      taken.clear();
    }
  }

  /** A statement whose rows can be read. */
  static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    // They are all in memory before the first is read, so they can as well be read twice.
    return connection.prepareStatement(
        sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
  }

  List<PublishedWindow> read(PreparedStatement statement, String dataset, Resolution resolution)
      throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return read(row, dataset, resolution);
    }
  }

  /** The rows, and how far they say that was seen; absent where there is none that could say it. */
  Optional<HistoryRows.Opening> opening(
      PreparedStatement statement, String dataset, Resolution resolution) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      int horizon = row.getInt(Look.HORIZON);
      row.beforeFirst();
      return Optional.of(new HistoryRows.Opening(horizon, read(row, dataset, resolution)));
    }
  }

  private List<PublishedWindow> read(ResultSet row, String dataset, Resolution resolution)
      throws SQLException {
    List<PublishedWindow> windows = new ArrayList<>();
    WindowRow reader = new WindowRow(Cells.of(row), dataset, resolution);
    Map<Integer, Ranked> series = ranked(book.of(connection, series(row, reader)));
    OneTime ofOneTime = new OneTime(series.size());
    while (row.next()) {
      Ranked of = series.get(reader.series());
      if (of != null) {
        PublishedWindow window = reader.read(of.series());
        if (ofOneTime.isOver(window)) {
          ofOneTime.moveTo(windows);
        }
        ofOneTime.put(of.rank(), window);
      }
    }
    ofOneTime.moveTo(windows);
    return windows;
  }

  private static Set<Integer> series(ResultSet row, WindowRow reader) throws SQLException {
    Set<Integer> numbers = new HashSet<>();
    while (row.next()) {
      numbers.add(reader.series());
    }
    row.beforeFirst();
    return numbers;
  }

  /** To compare their names once, and not for each row. */
  private static Map<Integer, Ranked> ranked(Map<Integer, SeriesBook.Series> series) {
    Map<Integer, Ranked> ranked = new HashMap<>();
    series.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().order()))
        .forEach(entry -> ranked.put(entry.getKey(), new Ranked(ranked.size(), entry.getValue())));
    return ranked;
  }
}
