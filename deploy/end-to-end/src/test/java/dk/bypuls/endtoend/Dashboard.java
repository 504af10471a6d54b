package dk.bypuls.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.local.Checkout;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a dashboard of Grafana asks the open API. */
final class Dashboard {

  private final JsonNode document;

  private Dashboard(JsonNode document) {
    this.document = document;
  }

  /** One of ours. */
  static Dashboard named(String name) throws IOException {
    return new Dashboard(
        new ObjectMapper()
            .readTree(
                Checkout.find()
                    .folder()
                    .resolve("deploy/grafana/dashboards/" + name + ".json")
                    .toFile()));
  }

  /**
   * An address and the columns that a panel takes from what it answers.
   *
   * @param path with what Grafana puts in the place of its variables
   */
  record Ask(String path, List<String> columns) {}

  /** What can be chosen of a variable that is asked for, by its name, when these are chosen. */
  Map<String, List<String>> choices(Map<String, String> chosen, UnaryOperator<String> asked)
      throws IOException {
    Map<String, List<String>> choices = new TreeMap<>();
    for (JsonNode variable : document.at("/templating/list")) {
      JsonNode query = variable.at("/query/infinityQuery");
      if (query.isObject()) {
        String answer = asked.apply(with(chosen, query.get("url").asText()));
        JsonNode rows =
            new ObjectMapper().readTree(answer).get(query.get("root_selector").asText());
        choices.put(
            variable.get("name").asText(),
            rows.findValuesAsText(query.at("/columns/0/selector").asText()));
      }
    }
    return choices;
  }

  private static String with(Map<String, String> chosen, String address) {
    String path = address;
    for (Map.Entry<String, String> variable : chosen.entrySet()) {
      path = path.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    return path;
  }

  /** All that its panels ask when these are chosen. */
  List<Ask> asks(Map<String, String> chosen, Instant from, Instant to) {
    List<Ask> asks = new ArrayList<>();
    for (JsonNode panel : document.get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        String path =
            target
                .get("url")
                .asText()
                .replace("${__from:date:iso}", from.toString())
                .replace("${__to:date:iso}", to.toString());
        asks.add(new Ask(with(chosen, path), target.get("columns").findValuesAsText("selector")));
      }
    }
    return asks;
  }
}
