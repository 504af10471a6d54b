package dk.bypuls.api.registry.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of sensors, one in each row, as the nodes that a YAML file with these sensors would have,
 * so that it is checked by the same readers.
 */
final class SensorTable {

  /** What a row may say of where its sensor stands, where that is not registered by itself. */
  private static final String PLACE_NAME = "placeName";

  private static final String PLACE_NAME_EN = "placeNameEn";
  private static final String LONGITUDE = "longitude";
  private static final String LATITUDE = "latitude";

  static final List<String> COLUMNS =
      List.of(
          "id",
          "tenant",
          "source",
          "sources",
          "device",
          "profile",
          "place",
          PLACE_NAME,
          PLACE_NAME_EN,
          LONGITUDE,
          LATITUDE);

  /** How the names of columns begin that are for people. */
  private static final String NOTE = "#";

  private static final List<String> OF_SENSORS =
      List.of("id", "tenant", "source", "device", "profile", "place");
  private static final List<String> REQUIRED = List.of("id", "tenant", "device", "profile");
  private static final Pattern SHORTENED = Pattern.compile("-?\\d([.,]\\d+)?[Ee]\\+\\d+");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("-?\\d+,\\d+");
  private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+");

  private final String file;
  private final Findings findings;
  private final Map<Integer, String> header = new LinkedHashMap<>();

  /** What rows said of places; a second that says the same says nothing. */
  private final Map<String, List<String>> described = new HashMap<>();

  private final List<YamlNode> sensors = new ArrayList<>();
  private final List<YamlNode> places = new ArrayList<>();

  private SensorTable(String file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** The table in that file. */
  static List<YamlNode> read(RegistryFile file, Findings findings) {
    int before = findings.count();
    List<List<Cell>> rows =
        file.isNamed(".xlsx") ? XlsxTable.read(file, findings) : CsvTable.read(file, findings);
    if (rows.isEmpty()) {
      if (findings.count() == before) {
        findings.add(new Spot(file.name(), 1, 1), Wrong.NO_ROW.of(String.join(", ", COLUMNS)));
      }
      return List.of();
    }
    SensorTable table = new SensorTable(file.name(), findings);
    if (!table.readHeader(rows.get(0))) {
      return List.of();
    }
    rows.subList(1, rows.size()).forEach(table::readRow);
    return List.of(
        new YamlNode.Mapping(
            List.of(
                pair("places", new YamlNode.Sequence(table.places, 1, 1), 1),
                pair("sensors", new YamlNode.Sequence(table.sensors, 1, 1), 1)),
            1,
            1));
  }

  /** Whether all columns are known. */
  private boolean readHeader(List<Cell> cells) {
    int before = findings.count();
    for (Cell cell : cells) {
      if (cell.text().startsWith(NOTE)) {
        header.put(cell.index(), NOTE);
        continue;
      }
      Optional<String> known =
          COLUMNS.stream().filter(column -> column.equalsIgnoreCase(cell.text())).findFirst();
      if (known.isEmpty() && !cell.isEmpty()) {
        findings.add(
            spot(cell),
            Wrong.NO_SUCH_COLUMN.of(
                cell.text(), Wrong.near(cell.text(), COLUMNS), String.join(", ", COLUMNS)));
      } else if (known.isPresent() && header.containsValue(known.get())) {
        findings.add(spot(cell), Wrong.COLUMN_TWICE.of(known.get()));
      } else if (known.isPresent()) {
        header.put(cell.index(), known.get());
      }
    }
    for (String column : REQUIRED) {
      if (findings.count() == before && !header.containsValue(column)) {
        findings.add(spot(cells.get(0)), Wrong.COLUMN_MISSING.of(column));
      }
    }
    return findings.count() == before;
  }

  private void readRow(List<Cell> cells) {
    Map<String, Cell> row = new HashMap<>();
    for (Cell cell : cells) {
      String column = header.get(cell.index());
      if (column != null && !column.equals(NOTE)) {
        row.put(column, cell);
        refuseRounded(column, cell);
      } else if (column == null && !cell.isEmpty()) {
        findings.add(spot(cell), Wrong.NAMELESS_COLUMN.of());
      }
    }
    Cell first = cells.get(0);
    sensors.add(sensor(row, first));
    describePlace(row, first);
  }

  private void refuseRounded(String column, Cell cell) {
    if (cell.rounded() || SHORTENED.matcher(cell.text()).matches()) {
      findings.add(spot(cell), Wrong.ROUNDED.of(cell.text()).under(column));
    }
  }

  private YamlNode sensor(Map<String, Cell> row, Cell first) {
    List<YamlNode.Pair> pairs = new ArrayList<>();
    for (String column : OF_SENSORS) {
      Cell cell = row.get(column);
      if (cell != null && (!cell.isEmpty() || REQUIRED.contains(column))) {
        pairs.add(pair(column, scalar(cell), cell));
      }
    }
    Cell several = row.get("sources");
    if (several != null && !several.isEmpty()) {
      List<YamlNode> each = new ArrayList<>();
      for (String source : BETWEEN.split(several.text(), -1)) {
        each.add(new YamlNode.Scalar(source, false, several.line(), several.column()));
      }
      pairs.add(
          pair("sources", new YamlNode.Sequence(each, several.line(), several.column()), several));
    }
    return new YamlNode.Mapping(pairs, first.line(), first.column());
  }

  private void describePlace(Map<String, Cell> row, Cell first) {
    List<String> said = new ArrayList<>();
    for (String column : List.of(PLACE_NAME, PLACE_NAME_EN, LONGITUDE, LATITUDE)) {
      Cell cell = row.get(column);
      said.add(cell == null ? "" : cell.text());
    }
    Cell id = row.get("place");
    boolean saysNothing = said.stream().allMatch(String::isBlank);
    if (saysNothing || (id != null && said.equals(described.putIfAbsent(id.text(), said)))) {
      return;
    }
    List<YamlNode.Pair> pairs = new ArrayList<>();
    add(pairs, "id", id);
    add(pairs, "tenant", row.get("tenant"));
    Cell name = row.get(PLACE_NAME);
    if (name != null && !name.isEmpty()) {
      Cell english = row.getOrDefault(PLACE_NAME_EN, name);
      List<YamlNode.Pair> texts = new ArrayList<>();
      add(texts, "da", name);
      add(texts, "en", english.isEmpty() ? name : english);
      pairs.add(pair("name", new YamlNode.Mapping(texts, name.line(), name.column()), name));
    }
    List<YamlNode> position = new ArrayList<>();
    for (String column : List.of(LONGITUDE, LATITUDE)) {
      Cell cell = row.get(column);
      if (cell != null && !cell.isEmpty()) {
        position.add(coordinate(cell));
      }
    }
    if (!position.isEmpty()) {
      YamlNode where = position.get(0);
      pairs.add(
          pair("position", new YamlNode.Sequence(position, where.line(), where.column()), first));
    }
    Cell begin = id == null ? first : id;
    places.add(new YamlNode.Mapping(pairs, begin.line(), begin.column()));
  }

  private static YamlNode coordinate(Cell cell) {
    String text = cell.text();
    String plain = DECIMAL_COMMA.matcher(text).matches() ? text.replace(',', '.') : text;
    return new YamlNode.Scalar(plain, false, cell.line(), cell.column());
  }

  private static void add(List<YamlNode.Pair> pairs, String key, @Nullable Cell cell) {
    if (cell != null && !cell.isEmpty()) {
      pairs.add(pair(key, scalar(cell), cell));
    }
  }

  private static YamlNode scalar(Cell cell) {
    return new YamlNode.Scalar(cell.text(), cell.isEmpty(), cell.line(), cell.column());
  }

  private static YamlNode.Pair pair(String key, YamlNode value, Cell at) {
    return new YamlNode.Pair(new YamlNode.Scalar(key, false, at.line(), at.column()), value);
  }

  private static YamlNode.Pair pair(String key, YamlNode value, int line) {
    return new YamlNode.Pair(new YamlNode.Scalar(key, false, line, 1), value);
  }

  private Spot spot(Cell cell) {
    return new Spot(file, cell.line(), cell.column());
  }
}
