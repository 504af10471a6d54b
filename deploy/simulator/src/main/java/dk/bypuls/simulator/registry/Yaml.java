package dk.bypuls.simulator.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/** YAML under construction, as plain as a person would write it. */
final class Yaml {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9ÆØÅæøå/][A-Za-z0-9ÆØÅæøå/ ._-]*|-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern LOOKS_LIKE_SOMETHING_ELSE =
      Pattern.compile("(?i)[0-9.+-].*|true|false|yes|no|on|off|null|y|n");

  private final StringBuilder text = new StringBuilder();
  private String indent = "";

  Yaml comment(String comment) {
    text.append(indent).append("# ").append(comment).append('\n');
    return this;
  }

  /** A list at the top of the file. */
  Yaml list(String name) {
    indent = "";
    text.append(name).append(":\n");
    return this;
  }

  /** The first line of an item of that list. */
  Yaml item(String name, String value) {
    indent = "  ";
    text.append(indent).append("- ").append(name).append(": ").append(scalar(value)).append('\n');
    indent = "    ";
    return this;
  }

  Yaml line(String name, String value) {
    return verbatim(name, scalar(value));
  }

  /** A line whose value is written as it is: a number, a date, a list or {@code true}. */
  Yaml verbatim(String name, String value) {
    text.append(indent).append(name).append(": ").append(value).append('\n');
    return this;
  }

  /** A line with a small map: {@code name: {key: value, …}}. */
  Yaml flow(String name, String... keysAndValues) {
    return verbatim(name, map(keysAndValues));
  }

  /** An item of the list that was opened last: {@code - {key: value, …}}. */
  Yaml flowItem(String... keysAndValues) {
    text.append(indent).append("- ").append(map(keysAndValues)).append('\n');
    return this;
  }

  Yaml open(String name) {
    text.append(indent).append(name).append(":\n");
    indent += "  ";
    return this;
  }

  Yaml close() {
    indent = indent.substring(2);
    return this;
  }

  static String listOf(Iterable<String> values) {
    return "[" + String.join(", ", values) + "]";
  }

  static String position(double longitude, double latitude) {
    return String.format(Locale.ROOT, "[%.5f, %.5f]", longitude, latitude);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String map(String... keysAndValues) {
    StringBuilder map = new StringBuilder("{");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.append(i == 0 ? "" : ", ").append(keysAndValues[i]).append(": ");
      boolean number = "scale".equals(keysAndValues[i]) || "qos".equals(keysAndValues[i]);
      map.append(number ? keysAndValues[i + 1] : scalar(keysAndValues[i + 1]));
    }
    return map.append('}').toString();
  }

  private static String scalar(String value) {
    boolean plain =
        PLAIN.matcher(value).matches()
            && !LOOKS_LIKE_SOMETHING_ELSE.matcher(value).matches()
            && !value.endsWith(" ");
    return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
