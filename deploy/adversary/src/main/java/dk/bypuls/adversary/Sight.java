package dk.bypuls.adversary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.vocabulary.Quantities;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A window as it stands in an answer.
 *
 * @param fields by the names that they have in JSON and in CSV; what is absent is not there
 */
public record Sight(Map<String, String> fields) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An object without others in it; units have braces, too, in their quotes. */
  private static final Pattern WINDOW =
      Pattern.compile(
          "\\{\"dataset\":\"[^\"]*\""
              + "(?:,\"[A-Za-z0-9_]+\":(?:\"[^\"]*\"|\\[[^\\]{}]*]|[-+.0-9a-zA-Z]+))*}");

  private static final Pattern COMMAS = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  /** All windows of a text, in whatever form it is. */
  static List<Sight> in(String text) {
    return text.startsWith("dataset,") ? inTable(text) : inJson(text);
  }

  private static List<Sight> inJson(String text) {
    List<Sight> sights = new ArrayList<>();
    Matcher window = WINDOW.matcher(text);
    while (window.find()) {
      Map<String, String> fields = new HashMap<>();
      read(window.group())
          .properties()
          .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
      if (fields.containsKey("start")) {
        sights.add(new Sight(fields));
      }
    }
    return sights;
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("this is no JSON: " + json, e);
    }
  }

  private static List<Sight> inTable(String text) {
    List<String> lines = text.lines().toList();
    List<String> names = cells(lines.get(0));
    List<Sight> sights = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      Map<String, String> fields = new HashMap<>();
      for (int column = 0; column < cells.size(); column++) {
        if (!cells.get(column).isEmpty()) {
          fields.put(names.get(column), cells.get(column));
        }
      }
      sights.add(new Sight(fields));
    }
    return sights;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(COMMAS.split(line, -1)).map(cell -> cell.replace("\"", "")).toList();
  }

  boolean isOf(String dataset) {
    return dataset.equals(fields.get("dataset"));
  }

  /** Whether it is one whole; with some of its columns it says no more, and a gap says nothing. */
  boolean isWindow() {
    return fields.keySet().containsAll(List.of("revision", "publishedAt", "status", "start"));
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** Of what it is the answer. */
  String cell() {
    return String.join(" ", field("quantity"), field("area"), field("resolution"), field("start"));
  }

  boolean isWithheld() {
    return field("status").equals(Window.Status.SUPPRESSED.json());
  }

  Instant publishedAt() {
    return Instant.parse(field("publishedAt"));
  }

  int revision() {
    return Integer.parseInt(field("revision"));
  }

  /** What the attacks make use of. */
  Told told() {
    String value = fields.getOrDefault("sum", field("delta"));
    int scale = Quantities.of(field("quantity")).scale();
    return new Told(
        Told.OUR_TREE,
        field("area"),
        Resolution.valueOf(field("resolution")),
        Instant.parse(field("start")),
        Integer.parseInt(fields.getOrDefault("leaves", "0")),
        Window.Status.valueOf(field("status").toUpperCase(Locale.ROOT)),
        revision(),
        value.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(new BigDecimal(value).movePointRight(scale).longValueExact()));
  }
}
