package dk.bypuls.api.history;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.events.Resolution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of windows that the database gives in the order of their starts, put into the order of
 * answers.
 */
final class WindowRows {

  private static final Comparator<Named> ORDER =
      Comparator.comparing(named -> named.series().order());

  private final Connection connection;
  private final SeriesBook book;

  WindowRows(Connection connection, SeriesBook book) {
    this.connection = connection;
    this.book = book;
  }

  private record Named(SeriesBook.Series series, PublishedWindow window) {}

  /** A statement whose rows can be read. */
  static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    // They are all in memory before the first is read, so they can as well be read twice.
    return connection.prepareStatement(
        sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
  }

  List<PublishedWindow> read(PreparedStatement statement, String dataset, Resolution resolution)
      throws SQLException {
    List<PublishedWindow> windows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      WindowRow reader = new WindowRow(row, dataset, resolution);
      Map<Integer, SeriesBook.Series> series = book.of(connection, series(row, reader));
      List<Named> ofOneTime = new ArrayList<>();
      while (row.next()) {
        SeriesBook.Series of = series.get(reader.series());
        if (of != null) {
          PublishedWindow window = reader.read(of);
          if (!ofOneTime.isEmpty() && !startOf(ofOneTime).equals(window.start())) {
            flush(ofOneTime, windows);
          }
          ofOneTime.add(new Named(of, window));
        }
      }
      flush(ofOneTime, windows);
    }
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

  private static Instant startOf(List<Named> ofOneTime) {
    return ofOneTime.get(0).window().start();
  }

  private static void flush(List<Named> ofOneTime, List<PublishedWindow> windows) {
    ofOneTime.sort(ORDER);
    ofOneTime.forEach(named -> windows.add(named.window()));
    ofOneTime.clear();
  }
}
