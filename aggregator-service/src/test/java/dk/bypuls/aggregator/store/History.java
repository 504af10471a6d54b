package dk.bypuls.aggregator.store;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.local.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The history as its readers see it. */
final class History {

  private final Database database;

  History(Database database) {
    this.database = database;
  }

  DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(database.jdbcUrl());
    dataSource.setUser("bypuls_sink");
    dataSource.setPassword(database.password("bypuls_sink"));
    return dataSource;
  }

  /** Every window of a side in its JSON form, sorted. */
  List<String> json(HistorySide side) throws SQLException {
    List<String> windows = new ArrayList<>();
    try (Connection connection = database.connect("bypuls_sink");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                ("select f.dataset, f.resolution, s.place, s.sensor, s.area, s.quantity, w.*"
                        + " from SCHEMA.windows w join SCHEMA.series s on s.id = w.series"
                        + " join SCHEMA.families f on f.id = s.family and f.id = w.family")
                    .replace("SCHEMA", side.schema()))) {
      while (row.next()) {
        windows.add(WindowJson.write(window(row), instant(row, "published_at")));
      }
    }
    windows.sort(null);
    return windows;
  }

  private static Window window(ResultSet row) throws SQLException {
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    for (Statistic statistic : Statistic.all()) {
      long figure = row.getLong(statistic.json());
      if (!row.wasNull()) {
        figures.put(statistic, figure);
      }
    }
    int expected = row.getInt("expected");
    return new Window(
        row.getString("dataset"),
        row.getString("area").isEmpty()
            ? new Cell.SensorCell(row.getString("place"), row.getString("sensor"))
            : new Cell.AreaCell(row.getString("area"), row.getInt("contributors")),
        Quantities.of(row.getString("quantity")),
        Resolution.numbered(row.getInt("resolution")),
        instant(row, "start_at"),
        instant(row, "end_at"),
        Window.Status.numbered(row.getInt("status")),
        row.getInt("revision"),
        instant(row, "final_at"),
        row.getLong("count"),
        row.getLong("flagged"),
        isAbsent(row, "expected") ? OptionalInt.empty() : OptionalInt.of(expected),
        row.getInt("flags"),
        Statistics.of(figures),
        row.getString("reason"),
        protection(row));
  }

  private static @Nullable Protection protection(ResultSet row) throws SQLException {
    int quality = row.getInt("quality");
    return isAbsent(row, "leaves")
        ? null
        : new Protection(
            isAbsent(row, "quality") ? null : Quality.numbered(quality),
            row.getInt("leaves"),
            row.getInt("withheld"));
  }

  private static boolean isAbsent(ResultSet row, String column) throws SQLException {
    return row.getObject(column) == null;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  /** The first column of the first row, as text. */
  @Nullable String ask(String role, String sql) throws SQLException {
    try (Connection connection = database.connect(role);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  void run(String role, String sql) throws SQLException {
    try (Connection connection = database.connect(role);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Takes all rows and positions away. */
  void forget() throws SQLException {
    for (HistorySide side : HistorySide.all()) {
      run(
          "bypuls_sink",
          """
          set search_path = SCHEMA;
          truncate windows, series, families, complete_through, withdrawn, sink_progress, set_aside,
            retention restart identity;
          update sink_batch set batch = 0
          """
              .replace("SCHEMA", side.schema()));
    }
    run(
        "bypuls_sink",
        "truncate exact.back_publication, exact.back_fill, exact.recall, exact.simulation,"
            + " exact.tightening, exact.tightened");
  }
}
