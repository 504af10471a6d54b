package dk.bypuls.api.answer;

import dk.bypuls.events.Flag;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import java.time.Instant;
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
  private final Times times;

  /** Of each column, what was written last: rows of one time come together. */
  private final @Nullable Instant[] lastInstants;

  private final String[] lastWritten;

  /** Of each column, the text that needed no quotes last. */
  private final @Nullable String[] lastPlain;

  RowText(Columns chosen, Times times) {
    this.chosen = chosen;
    this.columns = chosen.columns().toArray(new Column[0]);
    this.times = times;
    this.lastInstants = new Instant[columns.length];
    this.lastWritten = new String[columns.length];
    this.lastPlain = new String[columns.length];
  }

  /** The first line of CSV. */
  String header() {
    return String.join(",", chosen.names()) + END_OF_LINE;
  }

  /** A line of CSV; what is absent is empty. */
  void csv(StringBuilder out, Row row) {
    for (int i = 0; i < columns.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      // Half of the columns are figures, which need not become objects on their way.
      Statistic statistic = columns[i].statistic();
      if (statistic == null) {
        csv(out, i, columns[i].of(row));
      } else if (row instanceof PublishedWindow told) {
        figure(out, told.window(), statistic);
      }
    }
    out.append(END_OF_LINE);
  }

  private void csv(StringBuilder out, int column, @Nullable Object value) {
    if (value instanceof List<?> flags) {
      listed(out, flags);
    } else if (value instanceof String text) {
      quoted(out, column, text);
    } else if (value != null) {
      plain(out, column, value);
    }
  }

  private static void figure(StringBuilder out, Window window, Statistic statistic) {
    if (window.statistics().has(statistic)) {
      WindowJson.decimal(
          out,
          window.statistics().get(statistic),
          window.quantity().scale() + statistic.furtherPlaces());
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
    if (chosen.areAll() && times == Times.UTC && row instanceof PublishedWindow told) {
      WindowJson.append(out, told.window(), told.publishedAt());
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
    if (value instanceof List<?> flags) {
      out.append('[');
      out.append(
          flags.stream().map(flag -> '"' + name(flag) + '"').collect(Collectors.joining(",")));
      out.append(']');
    } else if (value instanceof Long || value instanceof Column.Decimal) {
      plain(out, column, value);
    } else {
      // Ids, codes and instants need no escape: they are made of a restricted alphabet.
      plain(out.append('"'), column, value).append('"');
    }
  }

  private StringBuilder plain(StringBuilder out, int column, Object value) {
    if (value instanceof Column.Decimal number) {
      return WindowJson.decimal(out, number.scaled(), number.places());
    }
    return out.append(value instanceof Instant instant ? written(column, instant) : value);
  }

  private String written(int column, Instant instant) {
    if (!instant.equals(lastInstants[column])) {
      lastInstants[column] = instant;
      lastWritten[column] = times.write(instant);
    }
    return lastWritten[column];
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
