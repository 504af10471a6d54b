package dk.bypuls.api.history;

import dk.bypuls.api.allowance.Remembered;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Sha256;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of families and series stand for, held in memory: it never changes, and to have
 * the database join it to each row cost more than reading the row.
 */
final class SeriesBook {

  /** Beyond so many, all are looked up again as they are met. */
  private static final int MOST_REMEMBERED = 100_000;

  private static final int MOST_COUNTS = 10_000;

  private final String schema;
  private final Map<String, Integer> families = new ConcurrentHashMap<>();
  private final Map<Integer, Series> series = new ConcurrentHashMap<>();
  private final Map<String, Integer> counts =
      Collections.synchronizedMap(new Remembered<>(MOST_COUNTS));

  SeriesBook(String schema) {
    this.schema = schema;
  }

  /**
   * What was measured where.
   *
   * @param cell of an area without its contributors, which differ from row to row
   * @param order its place among others that start at the same time
   */
  record Series(Cell cell, Quantity quantity, String order) {

    static Series of(String place, String sensor, String area, String quantity) {
      Cell cell = area.isEmpty() ? new Cell.SensorCell(place, sensor) : new Cell.AreaCell(area, 0);
      // By place, sensor, quantity and area: no name has a character below those of names.
      String order = String.join("\0", place, sensor, quantity, area);
      return new Series(cell, Quantities.of(quantity), order);
    }
  }

  /** The number of a dataset's windows of one resolution; absent where there is none yet. */
  OptionalInt family(Connection connection, String dataset, Resolution resolution)
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

  /** The series of these numbers. */
  Map<Integer, Series> of(Connection connection, Set<Integer> numbers) throws SQLException {
    Map<Integer, Series> found = new HashMap<>();
    Set<Integer> unknown = new HashSet<>();
    for (Integer number : numbers) {
      Series known = series.get(number);
      if (known == null) {
        unknown.add(number);
      } else {
        found.put(number, known);
      }
    }
    if (!unknown.isEmpty()) {
      learn(connection, unknown, found);
    }
    return found;
  }

  private void learn(Connection connection, Set<Integer> unknown, Map<Integer, Series> found)
      throws SQLException {
    if (series.size() + unknown.size() > MOST_REMEMBERED) {
      series.clear();
    }
    String sql = "select id, place, sensor, area, quantity from %s.series where id = any(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql.formatted(schema))) {
      new Binder(statement).array(connection.createArrayOf("integer", unknown.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Series learned =
              Series.of(row.getString(2), row.getString(3), row.getString(4), row.getString(5));
          series.put(row.getInt(1), learned);
          found.put(row.getInt(1), learned);
        }
      }
    }
  }

  /**
   * About how many series of a family are chosen: as many as there were when it was asked first.
   * None, where there is none yet.
   */
  int countAbout(Connection connection, int family, Selection selection) throws SQLException {
    String key = family + " " + Sha256.hex(selection.canonical());
    Integer known = counts.get(key);
    int count = known == null ? count(connection, family, selection) : known;
    if (known == null && count > 0) {
      counts.put(key, count);
    }
    return count;
  }

  /** There were more than was thought. */
  void countAnew(int family, Selection selection) {
    counts.remove(family + " " + Sha256.hex(selection.canonical()));
  }

  /** How many series of a family are chosen. */
  int count(Connection connection, int family, Selection selection) throws SQLException {
    String sql = numbers("count(*)", selection);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, new Binder(statement), family, selection);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** A question for the numbers of the chosen series of a family; {@link #bind} answers its ?. */
  String numbers(Selection selection) {
    return numbers("id", selection);
  }

  private String numbers(String what, Selection selection) {
    return "select %s from %s.series where family = ?".formatted(what, schema)
        + (selection.places() == null ? "" : " and place = any(?)")
        + (selection.sensors() == null ? "" : " and sensor = any(?)")
        + (selection.quantities() == null ? "" : " and quantity = any(?)")
        + (selection.areas() == null ? "" : " and area = any(?)");
  }

  static void bind(Connection connection, Binder bind, int family, Selection selection)
      throws SQLException {
    bind.number(family);
    texts(connection, bind, selection.places());
    texts(connection, bind, selection.sensors());
    texts(connection, bind, selection.quantities());
    texts(connection, bind, selection.areas());
  }

  private static void texts(Connection connection, Binder bind, @Nullable Set<String> chosen)
      throws SQLException {
    if (chosen != null) {
      bind.array(connection.createArrayOf("text", chosen.toArray()));
    }
  }
}
