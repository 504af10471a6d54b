package dk.bypuls.api.history;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The questions to the tables of one schema. */
final class HistoryRows {

  private static final String NOT_WITHDRAWN =
      """
       and not exists (
         select from %1$s.withdrawn t
         where t.dataset = ? and w.start_at < t.to_at and w.end_at > t.from_at
           and w.published_at <= t.withdrawn_at)
      """;

  /** By the registry, at once: the rows are deleted when the sink comes to it. */
  static final String NOT_RECALLED =
      """
       and not exists (
         select from unnest(?::timestamptz[], ?::timestamptz[]) recalled(from_at, to_at)
         where w.start_at < recalled.to_at and w.end_at > recalled.from_at)
      """;

  private final String schema;
  private final Map<String, Integer> families = new ConcurrentHashMap<>();

  HistoryRows(String schema) {
    this.schema = schema;
  }

  /** The last transaction of the sink that can be seen now. */
  int horizon(Connection connection) throws SQLException {
    String sql = "select batch from %s.sink_batch".formatted(schema);
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** The rows of a page, in order. */
  List<PublishedWindow> page(
      Connection connection,
      HistoryQuestion question,
      int horizon,
      Cursor.@Nullable Key after,
      int limit)
      throws SQLException {
    OptionalInt family = family(connection, question.dataset(), question.resolution());
    if (family.isEmpty()) {
      return List.of();
    }
    Integer[] series = series(connection, family.getAsInt(), question.selection());
    if (series != null && series.length == 0) {
      return List.of();
    }
    String sql = pageSql(question, series != null, after != null);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Binder bind = new Binder(statement);
      Instant start =
          after != null && after.start().isAfter(question.from()) ? after.start() : question.from();
      bind.number(family.getAsInt()).instant(start).number(horizon);
      if (question.to() != null) {
        bind.instant(question.to());
      }
      if (series != null) {
        bind.array(connection.createArrayOf("integer", series));
      }
      if (question.asOf() != null) {
        bind.instant(question.asOf());
      }
      if (after != null) {
        bind.instant(after.start()).text(after.place()).text(after.sensor());
        bind.text(after.quantity()).text(after.area());
      }
      bind.text(question.dataset());
      bind.recalled(connection, question.recalled()).number(limit);
      return read(statement, question.dataset(), question.resolution(), limit);
    }
  }

  /** The newest window of each series, in order. */
  List<PublishedWindow> latest(
      Connection connection, String dataset, Resolution resolution, Selection selection, int limit)
      throws SQLException {
    OptionalInt family = family(connection, dataset, resolution);
    Integer[] series = family.isEmpty() ? null : series(connection, family.getAsInt(), selection);
    if (family.isEmpty() || (series != null && series.length == 0)) {
      return List.of();
    }
    String sql =
        """
        select s.place, s.sensor, s.area, s.quantity, w.*
        from %1$s.series s cross join lateral (
          select * from %1$s.windows where series = s.id
          order by start_at desc, revision desc limit 1) w
        where s.family = ? and (? or s.id = any(?))
        """
            + NOT_WITHDRAWN
            + " order by w.start_at, s.place, s.sensor, s.quantity, s.area limit ?";
    try (PreparedStatement statement = connection.prepareStatement(sql.formatted(schema))) {
      Integer[] chosen = series == null ? new Integer[0] : series;
      new Binder(statement)
          .number(family.getAsInt())
          .flag(series == null)
          .array(connection.createArrayOf("integer", chosen))
          .text(dataset)
          .number(limit);
      return read(statement, dataset, resolution, limit);
    }
  }

  private String pageSql(HistoryQuestion question, boolean ofSeries, boolean goesOn) {
    String sql =
        """
        select s.place, s.sensor, s.area, s.quantity, w.*
        from (
          select distinct on (start_at, series) * from %1$s.windows
          where family = ? and start_at >= ? and batch <= ?
        """
            + (question.to() == null ? "" : " and start_at < ?")
            + (ofSeries ? " and series = any(?)" : "")
            + (question.asOf() == null ? "" : " and published_at <= ?")
            + """
               order by start_at, series, revision desc) w
              join %1$s.series s on s.id = w.series
              where true
              """
            + (goesOn
                ? " and (w.start_at, s.place, s.sensor, s.quantity, s.area) > (?, ?, ?, ?, ?)"
                : "")
            + switch (question.told()) {
              case ALL -> "";
              case WHOLE -> " and w.leaves is null";
              case PROTECTED -> " and w.leaves is not null";
            }
            + NOT_WITHDRAWN
            + NOT_RECALLED
            + " order by w.start_at, s.place, s.sensor, s.quantity, s.area limit ?";
    return sql.formatted(schema);
  }

  private OptionalInt family(Connection connection, String dataset, Resolution resolution)
      throws SQLException {
    String key = dataset + ' ' + resolution;
    Integer known = families.get(key);
    if (known != null) {
      return OptionalInt.of(known);
    }
    String sql = "select id from %s.families where dataset = ? and resolution = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql.formatted(schema))) {
      new Binder(statement).text(dataset).number(resolution.number());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return OptionalInt.empty();
        }
        families.put(key, row.getInt(1));
        return OptionalInt.of(row.getInt(1));
      }
    }
  }

  /** The chosen series of a family; absent when all are chosen. */
  private Integer @Nullable [] series(Connection connection, int family, Selection selection)
      throws SQLException {
    if (selection.equals(Selection.ALL)) {
      return null;
    }
    String sql =
        "select id from %s.series where family = ?".formatted(schema)
            + (selection.places() == null ? "" : " and place = any(?)")
            + (selection.sensors() == null ? "" : " and sensor = any(?)")
            + (selection.quantities() == null ? "" : " and quantity = any(?)")
            + (selection.areas() == null ? "" : " and area = any(?)");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Binder bind = new Binder(statement).number(family);
      texts(connection, bind, selection.places());
      texts(connection, bind, selection.sensors());
      texts(connection, bind, selection.quantities());
      texts(connection, bind, selection.areas());
      List<Integer> ids = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getInt(1));
        }
      }
      return ids.toArray(new Integer[0]);
    }
  }

  private static void texts(Connection connection, Binder bind, @Nullable Set<String> chosen)
      throws SQLException {
    if (chosen != null) {
      bind.array(connection.createArrayOf("text", chosen.toArray()));
    }
  }

  private static List<PublishedWindow> read(
      PreparedStatement statement, String dataset, Resolution resolution, int limit)
      throws SQLException {
    List<PublishedWindow> rows = new ArrayList<>(Math.min(limit, 1024));
    statement.setFetchSize(1000);
    try (ResultSet row = statement.executeQuery()) {
      WindowRow reader = new WindowRow(row, dataset, resolution);
      while (row.next()) {
        rows.add(reader.read());
      }
    }
    return rows;
  }
}
