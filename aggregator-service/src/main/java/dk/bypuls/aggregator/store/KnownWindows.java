package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.store.SideWriter.Row;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a side has already of the windows that a job tells.
 *
 * <p>Who reads a window reads its highest revision, so one that is there, or a later one, makes
 * what the job tells superfluous: a job that runs twice writes once, and undoes no correction.
 */
final class KnownWindows {

  private final Connection connection;
  private final HistorySide side;

  KnownWindows(Connection connection, HistorySide side) {
    this.connection = connection;
    this.side = side;
  }

  private record Cell(int series, Instant start) {

    static Cell of(Row row) {
      return new Cell(row.ids().series(), row.published().window().start());
    }
  }

  /** Those of the past that are neither stored nor among the fresh ones; each once. */
  Collection<Row> without(List<Row> past, List<Row> fresh) throws SQLException {
    Map<Cell, Integer> known = stored(past);
    for (Row row : fresh) {
      known.merge(Cell.of(row), revision(row), Math::max);
    }
    Map<Cell, Row> absent = new HashMap<>();
    for (Row row : past) {
      if (known.getOrDefault(Cell.of(row), 0) < revision(row)) {
        absent.merge(
            Cell.of(row), row, (one, other) -> revision(one) < revision(other) ? other : one);
      }
    }
    return absent.values();
  }

  private static int revision(Row row) {
    return row.published().window().revision();
  }

  private Map<Cell, Integer> stored(List<Row> rows) throws SQLException {
    List<Integer> families = new ArrayList<>();
    List<Integer> series = new ArrayList<>();
    List<String> starts = new ArrayList<>();
    for (Row row : rows) {
      families.add(row.ids().family());
      series.add(row.ids().series());
      starts.add(row.published().window().start().toString());
    }
    // One look into the key for each, whatever the planner believes of tables that have just grown.
    String sql =
        """
        select k.number, known.revision
        from unnest(?::int[], ?::int[], ?::timestamptz[])
          with ordinality k(family, series, start_at, number)
        cross join lateral
          (select w.revision from SCHEMA.windows w
           where w.family = k.family and w.start_at = k.start_at and w.series = k.series
           order by w.revision desc limit 1) known
        """;
    Map<Cell, Integer> stored = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(sql.replace("SCHEMA", side.schema()))) {
      statement.setArray(1, array("int4", families));
      statement.setArray(2, array("int4", series));
      statement.setArray(3, array("text", starts));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          stored.put(Cell.of(rows.get(found.getInt(1) - 1)), found.getInt(2));
        }
      }
    }
    return stored;
  }

  private Array array(String type, List<?> values) throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }
}
