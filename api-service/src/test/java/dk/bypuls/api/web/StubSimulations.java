package dk.bypuls.api.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What policies would have told of a made-up past: 30 squares, busy in the middle, of a week by the
 * hour. Told in the shapes of the service.
 */
final class StubSimulations {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ACROSS = 6;
  private static final int UP = 5;
  private static final double WEST = 10.21;
  private static final double SOUTH = 55.93;
  private static final double WIDE = 0.016;
  private static final double HIGH = 0.009;
  private static final int HOURS = 168;

  private final List<ObjectNode> jobs = new ArrayList<>();
  private final List<JsonNode> ordered = new CopyOnWriteArrayList<>();
  private int looks;
  private boolean isHeld;

  /** How many pass in an hour, usually. */
  private static int busy(int column, int row) {
    double away = Math.hypot(column - 2.4, row - 1.8);
    return (int) Math.round(140 * Math.exp(-away * 0.75));
  }

  private static String name(int column, int row) {
    return "1km_%d_%d".formatted(6199 + row, 575 + column);
  }

  ObjectNode areas() {
    ObjectNode collection = JSON.createObjectNode().put("type", "FeatureCollection");
    ArrayNode features = collection.putArray("features");
    for (int row = 0; row < UP; row++) {
      for (int column = 0; column < ACROSS; column++) {
        ObjectNode feature =
            features.addObject().put("type", "Feature").put("id", name(column, row));
        ArrayNode ring =
            feature.putObject("geometry").put("type", "Polygon").putArray("coordinates").addArray();
        double[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
        for (double[] corner : corners) {
          ring.addArray()
              .add(WEST + (column + corner[0]) * WIDE)
              .add(SOUTH + (row + corner[1]) * HIGH);
        }
        feature.putObject("properties").put("area", name(column, row));
      }
    }
    return collection;
  }

  ArrayNode places() {
    ArrayNode places = JSON.createArrayNode();
    for (int number = 0; number < 14; number++) {
      ObjectNode place = places.addObject().put("id", "aadal-place-" + number).put("sensors", 1);
      place
          .putObject("name")
          .put("da", "Gågaden " + (2 * number + 1))
          .put("en", "High street " + (2 * number + 1));
      place.put("longitude", WEST + (1.3 + (number * 7 % 11) * 0.32) * WIDE);
      place.put("latitude", SOUTH + (0.7 + (number * 5 % 9) * 0.38) * HIGH);
    }
    return places;
  }

  ArrayNode list() {
    ArrayNode list = JSON.createArrayNode();
    jobs.forEach(list::add);
    return list;
  }

  /** What was asked for, the newest last. */
  List<JsonNode> ordered() {
    return ordered;
  }

  ObjectNode order(JsonNode body) {
    ObjectNode job =
        JSON.createObjectNode()
            .put("job", "simulation-179530877503" + jobs.size())
            .put("from", "2026-11-15T09:00:00Z")
            .put("to", "2026-11-22T09:00:00Z")
            .put("state", "ordered");
    JsonNode asked = body.path("policy");
    ObjectNode policy = job.putObject("order").putObject("policy");
    policy
        .putObject("grain")
        .put("tree", "aadal-people/250m")
        .put("depth", 1)
        .put("resolution", asked.path("resolution").asText());
    ObjectNode rules = policy.putObject("rules").put("unit", "PASSAGE");
    rules.put("smallestGroup", asked.path("smallestGroup").asInt());
    rules.put("largestShare", Math.round(asked.path("largestShare").asDouble(0.5) * 1_000));
    rules.putObject("noise").put("epsilon", asked.path("epsilon").asText()).put("cap", 1);
    rules.put("rounding", asked.path("rounding").asInt(1));
    rules.put("delay", asked.path("delay").asText("PT0S"));
    rules.put("tellsZero", asked.path("tellsZero").asBoolean()).putArray("dropped");
    if (asked.has("bands")) {
      rules.putObject("bands").set("bounds", asked.get("bands"));
    }
    ordered.add(body);
    job.set("groups", body.path("smallestGroups"));
    jobs.add(job);
    looks = 0;
    return job;
  }

  /** Has none come to its end, or lets them. */
  void hold(boolean held) {
    isHeld = held;
  }

  /** One that was carried out before anyone looks. */
  void tried(JsonNode policy) {
    ObjectNode body = JSON.createObjectNode();
    body.set("policy", policy);
    ArrayNode groups = body.putArray("smallestGroups");
    for (int group : new int[] {10, 15, 25, 30, 40, 50, 75, 100, 200}) {
      groups.add(group);
    }
    order(body).put("state", "done");
    looks = 3;
  }

  /** Each look finds it further; the third finds it done. */
  ObjectNode one(String id) {
    ObjectNode job =
        jobs.stream()
            .filter(each -> each.get("job").asText().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("There is no " + id));
    looks = isHeld ? 1 : looks + 1;
    job.put("state", looks < 3 ? "running" : "done");
    job.put("reached", looks < 2 ? "2026-11-18T09:00:00Z" : "2026-11-21T09:00:00Z");
    ObjectNode shown = job.deepCopy();
    if (looks >= 3) {
      shown.set("report", report(job));
      shown.set("areas", areas());
    }
    return shown;
  }

  private static ObjectNode report(ObjectNode job) {
    int own = job.at("/order/policy/rules/smallestGroup").asInt();
    ObjectNode report = outcome(own);
    report.put("resolution", "PT1H").put("leaves", ACROSS * UP * HOURS).put("silent", 0);
    ArrayNode groups = report.putArray("bySmallestGroup");
    job.path("groups").forEach(group -> groups.add(outcome(group.asInt())));
    return report;
  }

  private static ObjectNode outcome(int group) {
    ObjectNode outcome = JSON.createObjectNode().put("smallestGroup", group);
    ArrayNode areas = outcome.putArray("byArea");
    int all = 0;
    for (int row = 0; row < UP; row++) {
      for (int column = 0; column < ACROSS; column++) {
        int withheld = withheld(busy(column, row), group);
        all += withheld;
        areas
            .addObject()
            .put("area", name(column, row))
            .put("leaves", HOURS)
            .put("withheld", withheld)
            .put("withheldShare", share(withheld, HOURS));
      }
    }
    double part = share(all, ACROSS * UP * HOURS);
    outcome.put("withheld", all).put("withheldShare", part);
    ArrayNode resolutions = outcome.putArray("byResolution");
    resolution(resolutions, "PT1H", ACROSS * UP * HOURS, part, 0);
    resolution(resolutions, "P1D", ACROSS * UP * 7, part * 0.4, 0.5);
    resolution(resolutions, "P1M", ACROSS * UP, part * 0.2, 0.7);
    outcome
        .putArray("errors")
        .addObject()
        .put("quantity", "people-count")
        .put("unit", "{people}")
        .put("values", ACROSS * UP * HOURS - all)
        .put("typical", 3)
        .put("largest", 27)
        .put("typicalShare", 0.041);
    return outcome;
  }

  private static int withheld(int busy, int group) {
    double quietHours = Math.min(1, Math.max(0.02, group / (busy * 1.9 + 1)));
    return (int) Math.round(HOURS * quietHours);
  }

  private static void resolution(
      ArrayNode out, String resolution, int cells, double withheld, double partly) {
    int kept = (int) Math.round(cells * withheld);
    int some = (int) Math.round((cells - kept) * partly);
    out.addObject()
        .put("resolution", resolution)
        .put("cells", cells)
        .put("whole", cells - kept - some)
        .put("partly", some)
        .put("withheld", kept)
        .put("withheldShare", share(kept, cells));
  }

  private static double share(int part, int whole) {
    return Math.round(1_000.0 * part / whole) / 1_000.0;
  }
}
