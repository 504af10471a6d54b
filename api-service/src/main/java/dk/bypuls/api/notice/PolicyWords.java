package dk.bypuls.api.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.bypuls.api.answer.PolicyJson;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** In which figures one version of a policy differs from the one before it. */
final class PolicyWords {

  /** By the key of a file: what people call it. */
  private static final Map<String, Text> NAMES =
      Map.ofEntries(
          Map.entry("resolution", new Text("korteste tidsrum", "resolution")),
          Map.entry("unit", new Text("der tælles", "unit")),
          Map.entry("smallestGroup", new Text("mindste gruppe", "smallest group")),
          Map.entry("largestShare", new Text("største andel fra én", "largest share of one")),
          Map.entry("epsilon", new Text("støj ε", "noise ε")),
          Map.entry("cap", new Text("mest, én tæller for", "most that one counts for")),
          Map.entry("dailyEpsilon", new Text("ε på et døgn", "ε in a day")),
          Map.entry("dailyLeaves", new Text("tal på et døgn", "answers in a day")),
          Map.entry("rounding", new Text("afrundes til", "rounding")),
          Map.entry("bands", new Text("intervaller", "bands")),
          Map.entry("delay", new Text("forsinkelse", "delay")),
          Map.entry("tellsZero", new Text("oplyser 0", "tells zero")),
          Map.entry("dropped", new Text("udelades", "dropped")));

  private PolicyWords() {}

  /** Such as "smallest group 20 → 40", in Danish and in English; empty where none differs. */
  static Text between(Dataset dataset, Policy before, Policy after) {
    ArrayNode versions = JsonNodeFactory.instance.arrayNode();
    PolicyJson.write(versions, dataset, List.of(before, after));
    List<String> danish = new ArrayList<>();
    List<String> english = new ArrayList<>();
    for (Map.Entry<String, Text> figure : new TreeMap<>(NAMES).entrySet()) {
      String was = said(versions, 0, figure.getKey());
      String is = said(versions, 1, figure.getKey());
      if (!was.equals(is)) {
        danish.add("%s %s → %s".formatted(figure.getValue().da(), was, is));
        english.add("%s %s → %s".formatted(figure.getValue().en(), was, is));
      }
    }
    return new Text(String.join("; ", danish), String.join("; ", english));
  }

  private static String said(ArrayNode versions, int which, String key) {
    JsonNode value = versions.get(which).get(key);
    return value == null ? "–" : value.isTextual() ? value.asText() : value.toString();
  }
}
