package dk.bypuls.api.answer;

import dk.bypuls.api.request.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns an answer has, and in which order.
 *
 * @param areAll whether nobody chose: all of them, and in JSON those that say something
 */
public record Columns(List<String> names, boolean areAll) {

  /** The parameter that chooses them. */
  public static final String PARAMETER = "columns";

  /** All of them, in their usual order. */
  public static final Columns ALL =
      new Columns(Column.inOrder().stream().map(Column::name).toList(), true);

  public Columns {
    names = List.copyOf(names);
  }

  /** Those that are asked for, in that order; refuses what is none. */
  public static Columns of(Parameters asked) {
    Optional<String> written = asked.one(PARAMETER);
    if (written.isEmpty()) {
      return ALL;
    }
    Set<String> chosen = new LinkedHashSet<>();
    for (String name : written.get().split(",", -1)) {
      Parameters.requireKnown("column", name.strip(), Column.byName().keySet());
      chosen.add(name.strip());
    }
    return new Columns(List.copyOf(chosen), false);
  }

  /** What sort of value each has in a Parquet file, by name. */
  public Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    columns().forEach(column -> types.put(column.name(), column.type().parquet()));
    return types;
  }

  /** One text for equal choices. */
  public String canonical() {
    return areAll ? "all" : String.join(",", names);
  }

  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(Column.byName().get(name)));
    return columns;
  }
}
