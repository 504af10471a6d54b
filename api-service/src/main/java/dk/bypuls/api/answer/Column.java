package dk.bypuls.api.answer;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One thing that a row may say, under the same name in every form. */
final class Column {

  /** What sort of value it has: what a form writes it as. */
  enum Type {
    /** A {@link String}. */
    TEXT("string"),
    /** An {@link java.time.Instant}. */
    INSTANT("timestamp"),
    /** A {@link Long}. */
    WHOLE("int64"),
    /** A {@link Decimal}. */
    DECIMAL("double"),
    /** A list of {@link Flag}. */
    FLAGS("string");

    private final String parquet;

    Type(String parquet) {
      this.parquet = parquet;
    }

    /** What it is in a Parquet file. */
    String parquet() {
      return parquet;
    }
  }

  /** A number with a fixed count of places: exact, as it is stored. */
  record Decimal(long scaled, int places) {}

  private static final List<Column> ALL = all();
  private static final Map<String, Column> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Column::name, column -> column));

  private final String name;
  private final Type type;
  private final Function<Row, @Nullable Object> value;

  private Column(String name, Type type, Function<Row, @Nullable Object> value) {
    this.name = name;
    this.type = type;
    this.value = value;
  }

  /** In the order in which they are written where nobody asks for another. */
  static List<Column> inOrder() {
    return ALL;
  }

  static Map<String, Column> byName() {
    return BY_NAME;
  }

  String name() {
    return name;
  }

  Type type() {
    return type;
  }

  /** What the row says here; absent where it says nothing. */
  @Nullable Object of(Row row) {
    return value.apply(row);
  }

  private static List<Column> all() {
    List<Column> all = new ArrayList<>();
    all.add(new Column("dataset", Type.TEXT, Row::dataset));
    all.add(new Column("place", Type.TEXT, row -> there(row.place())));
    all.add(new Column("sensor", Type.TEXT, row -> there(row.sensor())));
    all.add(new Column("area", Type.TEXT, row -> there(row.area())));
    all.add(ofWindow("contributors", Type.WHOLE, Column::contributors));
    all.add(new Column("quantity", Type.TEXT, Row::quantity));
    all.add(new Column("unit", Type.TEXT, row -> row.measured().unit().code()));
    all.add(new Column("resolution", Type.TEXT, row -> row.resolution().name()));
    all.add(new Column("start", Type.INSTANT, Row::start));
    all.add(new Column("end", Type.INSTANT, Row::end));
    all.add(new Column("status", Type.TEXT, Row::status));
    all.add(ofWindow("revision", Type.WHOLE, window -> (long) window.revision()));
    all.add(
        new Column(
            "publishedAt",
            Type.INSTANT,
            row -> row instanceof PublishedWindow told ? told.publishedAt() : null));
    all.add(ofWindow("finalAt", Type.INSTANT, Window::finalAt));
    all.add(ofWindow("reason", Type.TEXT, Window::reason));
    all.add(ofMeasured("count", Type.WHOLE, Window::count));
    all.add(ofMeasured("expected", Type.WHOLE, Column::expected));
    all.add(ofMeasured("completeness", Type.DECIMAL, Column::completeness));
    all.add(ofMeasured("flagged", Type.WHOLE, Window::flagged));
    all.add(ofMeasured("flags", Type.FLAGS, window -> Flag.of(window.flags())));
    all.add(ofProtected("quality", Type.TEXT, Column::quality));
    all.add(ofProtected("leaves", Type.WHOLE, protection -> leaves(protection, true)));
    all.add(ofProtected("withheld", Type.WHOLE, protection -> leaves(protection, false)));
    for (Statistic statistic : Statistic.all()) {
      all.add(ofWindow(statistic.json(), Type.DECIMAL, window -> figure(window, statistic)));
    }
    return List.copyOf(all);
  }

  private static Column ofWindow(String name, Type type, Function<Window, @Nullable Object> value) {
    return new Column(
        name, type, row -> row instanceof PublishedWindow told ? value.apply(told.window()) : null);
  }

  private static Column ofProtected(
      String name, Type type, Function<Protection, @Nullable Object> value) {
    return ofWindow(
        name,
        type,
        window -> window.protection() == null ? null : value.apply(window.protection()));
  }

  /** What is said of readings: not of what is about people, nor of what is withheld. */
  private static Column ofMeasured(
      String name, Type type, Function<Window, @Nullable Object> value) {
    return ofWindow(
        name,
        type,
        window ->
            window.protection() == null && window.status() != Window.Status.SUPPRESSED
                ? value.apply(window)
                : null);
  }

  private static @Nullable String there(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Object contributors(Window window) {
    return window.cell() instanceof Cell.AreaCell area && window.tellsContributors()
        ? (long) area.contributors()
        : null;
  }

  private static @Nullable Object quality(Protection protection) {
    return protection.quality() == null ? null : protection.quality().json();
  }

  private static @Nullable Object leaves(Protection protection, boolean all) {
    long count = all ? protection.leaves() : protection.withheld();
    return protection.leaves() == 0 ? null : count;
  }

  private static @Nullable Object expected(Window window) {
    int expected = window.expected().orElse(0);
    return expected > 0 ? (long) expected : null;
  }

  private static @Nullable Object completeness(Window window) {
    int expected = window.expected().orElse(0);
    return expected > 0 ? new Decimal(WindowJson.completeness(window.count(), expected), 3) : null;
  }

  private static @Nullable Object figure(Window window, Statistic statistic) {
    return window.statistics().has(statistic)
        ? new Decimal(
            window.statistics().get(statistic),
            window.quantity().scale() + statistic.furtherPlaces())
        : null;
  }
}
