package dk.bypuls.api.answer;

import dk.bypuls.events.Flag;
import dk.bypuls.events.WindowJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as text: lines of CSV and objects of JSON, with the columns and times that are asked for.
 */
final class RowText {

  private static final String END_OF_LINE = "\r\n";

  private final Columns chosen;
  private final Column[] columns;

  /** Whether all there is is written, in UTC: there is one who writes that in one go. */
  private final boolean isWhole;

  private final WholeLine wholeLine = new WholeLine();
  private final WindowJson.Instants lastInJson = new WindowJson.Instants();

  /** Of each column: rows of one time come together. */
  private final LastInstant[] instants;

  /** Of each column, the text that needed no quotes last. */
  private final @Nullable String[] lastPlain;

  RowText(Columns chosen, Times times) {
    this.chosen = chosen;
    this.columns = chosen.columns().toArray(new Column[0]);
    this.isWhole = chosen.areAll() && times == Times.UTC;
    this.instants = new LastInstant[columns.length];
    Arrays.setAll(instants, column -> new LastInstant(times));
    this.lastPlain = new String[columns.length];
  }

  /** The first line of CSV. */
  String header() {
    return String.join(",", chosen.names()) + END_OF_LINE;
  }

  /** A line of CSV; what is absent is empty. */
  void csv(StringBuilder out, Row row) {
    if (isWhole && row instanceof PublishedWindow told) {
      wholeLine.append(out, told);
    } else {
      columnByColumn(out, row);
    }
    out.append(END_OF_LINE);
  }

  private void columnByColumn(StringBuilder out, Row row) {
    for (int i = 0; i < columns.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      csv(out, i, columns[i].of(row));
    }
  }

  private void csv(StringBuilder out, int column, @Nullable Object value) {
    if (value != null) {
      switch (columns[column].type()) {
        case TEXT -> quoted(out, column, (String) value);
        case FLAGS -> listed(out, (List<?>) value);
        default -> plain(out, column, value);
      }
    }
  }

  private static void listed(StringBuilder out, List<?> flags) {
    String separator = "";
    for (Object flag : flags) {
      out.append(separator).append(name(flag));
      separator = " ";
    }
  }

  /**
   * An object of JSON. The whole of a window in UTC is written by the one writer of it, because it
   * is the same in live and history, byte for byte (I7).
   */
  void json(StringBuilder out, Row row) {
    if (isWhole && row instanceof PublishedWindow told) {
      WindowJson.append(out, told.window(), told.publishedAt(), lastInJson);
      return;
    }
    char separator = '{';
    for (int i = 0; i < columns.length; i++) {
      Object value = columns[i].of(row);
      if (value != null) {
        out.append(separator).append('"').append(columns[i].name()).append("\":");
        json(out, i, value);
        separator = ',';
      }
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void json(StringBuilder out, int column, Object value) {
    switch (columns[column].type()) {
      case FLAGS ->
          out.append(
              ((List<?>) value)
                  .stream()
                      .map(flag -> '"' + name(flag) + '"')
                      .collect(Collectors.joining(",", "[", "]")));
      case WHOLE, DECIMAL -> plain(out, column, value);
      // Ids, codes and instants need no escape: they are made of a restricted alphabet.
      default -> plain(out.append('"'), column, value).append('"');
    }
  }

  private StringBuilder plain(StringBuilder out, int column, Object value) {
    return switch (columns[column].type()) {
      case WHOLE -> out.append(((Long) value).longValue());
      case DECIMAL -> decimal(out, (Column.Decimal) value);
      case INSTANT -> out.append(instants[column].written((Instant) value));
      default -> out.append(value);
    };
  }

  private static StringBuilder decimal(StringBuilder out, Column.Decimal number) {
    return WindowJson.decimal(out, number.scaled(), number.places());
  }

  static String name(@Nullable Object flag) {
    return flag instanceof Flag known ? known.json() : "";
  }

  // What is compared is whether it is the very same text: many rows have it from one place.
  @SuppressWarnings("ReferenceEquality")
  private void quoted(StringBuilder out, int column, String value) {
    if (value == lastPlain[column] || isPlain(value)) {
      lastPlain[column] = value;
      out.append(value);
    } else {
      out.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return false;
      }
    }
    return true;
  }
}
