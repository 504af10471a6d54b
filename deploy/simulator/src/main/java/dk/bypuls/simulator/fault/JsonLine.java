package dk.bypuls.simulator.fault;

import dk.bypuls.simulator.uplink.JsonText;
import java.math.BigDecimal;

/** One JSON object on one line, under construction. */
final class JsonLine {
  private final StringBuilder text = new StringBuilder("{");

  static JsonLine of(String name, String value) {
    return new JsonLine().add(name, value);
  }

  JsonLine add(String name, String value) {
    return addJson(name, JsonText.quoted(value));
  }

  JsonLine add(String name, long value) {
    return addJson(name, Long.toString(value));
  }

  JsonLine add(String name, double value) {
    return addJson(name, BigDecimal.valueOf(value).toPlainString());
  }

  JsonLine addJson(String name, String json) {
    text.append(text.length() == 1 ? "" : ",")
        .append(JsonText.quoted(name))
        .append(':')
        .append(json);
    return this;
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
