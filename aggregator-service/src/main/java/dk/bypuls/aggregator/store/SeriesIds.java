package dk.bypuls.aggregator.store;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The numbers of families and series on one side, made where they are new. */
final class SeriesIds {

  private final Connection connection;
  private final String schema;
  private final int remembered;
  private final Map<Key, Ids> known = new HashMap<>();

  SeriesIds(Connection connection, HistorySide side, int remembered) {
    this.connection = connection;
    this.schema = side.schema();
    this.remembered = remembered;
  }

  /** What a series is known by. What does not apply is empty. */
  record Key(
      String dataset,
      Resolution resolution,
      String place,
      String sensor,
      String area,
      String quantity) {

    static Key of(Window window) {
      if (window.cell() instanceof Cell.AreaCell cell) {
        return of(window, "", "", cell.area());
      }
      Cell.SensorCell cell = (Cell.SensorCell) window.cell();
      return of(window, cell.place(), cell.sensor(), "");
    }

    private static Key of(Window window, String place, String sensor, String area) {
      return new Key(
          window.dataset(), window.resolution(), place, sensor, area, window.quantity().id());
    }
  }

  record Ids(int family, int series) {}

  private record Family(String dataset, Resolution resolution) {}

  /** Makes sure that {@link #of} has an answer for all of these. */
  void learn(Collection<Key> keys) throws SQLException {
    List<Key> unknown = keys.stream().filter(key -> !known.containsKey(key)).distinct().toList();
    if (unknown.isEmpty()) {
      return;
    }
    if (known.size() + unknown.size() > remembered) {
      known.clear();
      unknown = keys.stream().distinct().toList();
    }
    Map<Family, Integer> families = families(unknown);
    makeSeries(unknown, families);
    readSeries(unknown, families);
  }

  Ids of(Key key) {
    return Objects.requireNonNull(known.get(key), "learned before");
  }

  private Map<Family, Integer> families(List<Key> keys) throws SQLException {
    List<Family> wanted =
        keys.stream().map(key -> new Family(key.dataset(), key.resolution())).distinct().toList();
    List<String> datasets = wanted.stream().map(Family::dataset).toList();
    List<Integer> resolutions = wanted.stream().map(it -> it.resolution().number()).toList();
    // What is there is left out beforehand: "on conflict" alone would use up a number for each.
    execute(
        """
        insert into SCHEMA.families (dataset, resolution)
        select k.dataset, k.resolution from unnest(?::text[], ?::smallint[]) k(dataset, resolution)
        where not exists (select from SCHEMA.families f
                          where f.dataset = k.dataset and f.resolution = k.resolution)
        """,
        array("text", datasets),
        array("int2", resolutions));
    Map<Family, Integer> families = new HashMap<>();
    query(
        """
        select f.id, f.dataset, f.resolution from SCHEMA.families f
        join unnest(?::text[], ?::smallint[]) k(dataset, resolution) using (dataset, resolution)
        """,
        row ->
            families.put(
                new Family(row.getString(2), Resolution.numbered(row.getInt(3))), row.getInt(1)),
        array("text", datasets),
        array("int2", resolutions));
    return families;
  }

  private void makeSeries(List<Key> keys, Map<Family, Integer> families) throws SQLException {
    execute(
        """
        insert into SCHEMA.series (family, place, sensor, area, quantity)
        select k.* from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
          k(family, place, sensor, area, quantity)
        where not exists (select from SCHEMA.series s
                          where (s.family, s.place, s.sensor, s.area, s.quantity)
                              = (k.family, k.place, k.sensor, k.area, k.quantity))
        """,
        columns(keys, families));
  }

  private void readSeries(List<Key> keys, Map<Family, Integer> families) throws SQLException {
    query(
        """
        select k.number, s.family, s.id
        from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
          with ordinality k(family, place, sensor, area, quantity, number)
        join SCHEMA.series s using (family, place, sensor, area, quantity)
        """,
        row -> known.put(keys.get(row.getInt(1) - 1), new Ids(row.getInt(2), row.getInt(3))),
        columns(keys, families));
  }

  private Array[] columns(List<Key> keys, Map<Family, Integer> families) throws SQLException {
    List<Integer> familyIds = new ArrayList<>();
    for (Key key : keys) {
      familyIds.add(
          Objects.requireNonNull(families.get(new Family(key.dataset(), key.resolution()))));
    }
    return new Array[] {
      array("int4", familyIds),
      array("text", texts(keys, Key::place)),
      array("text", texts(keys, Key::sensor)),
      array("text", texts(keys, Key::area)),
      array("text", texts(keys, Key::quantity))
    };
  }

  private static List<String> texts(List<Key> keys, Function<Key, String> column) {
    return keys.stream().map(column).toList();
  }

  private Array array(String type, List<?> values) throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }

  private void execute(String sql, Array... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      statement.executeUpdate();
    }
  }

  private void query(String sql, RowReader reader, Array... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  private PreparedStatement prepare(String sql, Array... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql.replace("SCHEMA", schema));
    for (int index = 0; index < parameters.length; index++) {
      statement.setArray(index + 1, parameters[index]);
    }
    return statement;
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }
}
