package dk.bypuls.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dk.bypuls.api.web.StubCity.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One dataset about people on its way to everyone, in the shapes in which the service tells those
 * with a role: an owner proposes, a reviewer decides and recalls.
 */
final class StubDesk {

  static final String DATASET = "aadal-people";
  static final String OWNER = "byp_olga";
  static final String REVIEWER = "byp_rita";

  private static final String BASE = "/admin/v1/datasets/" + DATASET;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> NAMES = Map.of(OWNER, "olga", REVIEWER, "rita");
  private static final Map<String, String> ROLES = Map.of(OWNER, "owner", REVIEWER, "reviewer");
  private static final String NOW = "2026-11-22T09:00:00Z";

  private final ObjectNode about;
  private final StubSimulations simulations = new StubSimulations();
  private final ArrayNode decisions = JSON.createArrayNode();
  private final ArrayNode recalls = JSON.createArrayNode();
  private final ArrayNode keys = JSON.createArrayNode();
  private volatile String stage = "inventoried";
  private volatile ObjectNode proposal = JSON.createObjectNode();
  private final ArrayNode past = JSON.createArrayNode();
  private volatile boolean isTightened;
  private volatile boolean away;

  StubDesk(StubCity city) {
    about = read();
    about.set("places", simulations.places());
    about.set("areas", simulations.areas());
    city.say("/admin/v1", this::answer);
    city.say("/v1/datasets/" + DATASET, exchange -> Answer.json(usage()));
  }

  /** Has it be where it is already out. */
  void publish() {
    stage = "public";
    ground(
        JSON.createObjectNode()
            .put("reference", "2026-0042")
            .put("riskAssessment", "Hvem der går, hvor få går. Derfor støj og mindst 20 i et felt.")
            .put(
                "remainingRisk",
                "Den, der går forbi mange gange om dagen, er skjult mindre godt."));
    decide("approved", "rita", "read the case");
  }

  /** Has it be out under a later version of its policy, with larger groups. */
  void tightened() {
    publish();
    ArrayNode policies = (ArrayNode) about.get("policies");
    ObjectNode second = policies.get(0).deepCopy();
    policies.add(second.put("version", 2).put("smallestGroup", 40).put("from", FROM));
    ((ObjectNode) about.get("trial")).put("version", 2);
    ((ObjectNode) about.at("/trial/policy")).put("smallestGroup", 40);
    isTightened = true;
  }

  List<JsonNode> ordered() {
    return simulations.ordered();
  }

  private static final String FROM = "2026-11-20T00:00:00Z";

  /** Has it be shown to those who are invited. */
  void pilot() {
    publish();
    stage = "pilot";
  }

  /** Has somebody have tried its policy on the past. */
  void tried() {
    simulations.tried(about.at("/trial/policy"));
  }

  /** Has no simulation come to its end, or lets them. */
  synchronized void holdSimulations(boolean held) {
    simulations.hold(held);
  }

  void answering(boolean there) {
    away = !there;
  }

  private static ObjectNode read() {
    try (InputStream in = StubDesk.class.getResourceAsStream("case.json")) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Answer answer(HttpExchange exchange) {
    String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String token = header.replace("Bearer ", "");
    if (away) {
      return problem(503, "The registry cannot be reached at the moment.");
    }
    if (!NAMES.containsKey(token)) {
      return problem(401, "Send a token: \"Authorization: Bearer …\".");
    }
    String path = exchange.getRequestURI().getPath();
    String asked = exchange.getRequestMethod() + " " + path.replace(BASE, "");
    try {
      return Answer.json(said(asked, token, JSON.readTree(exchange.getRequestBody())).toString());
    } catch (IOException e) {
      return problem(400, String.valueOf(e.getMessage()));
    } catch (IllegalStateException refused) {
      return problem(422, String.valueOf(refused.getMessage()));
    }
  }

  private static Answer problem(int status, String detail) {
    ObjectNode problem = JSON.createObjectNode().put("status", status).put("detail", detail);
    return new Answer(status, "application/problem+json", problem.toString());
  }

  private JsonNode said(String asked, String token, JsonNode body) throws JsonProcessingException {
    return switch (asked) {
      case "GET /admin/v1/me" ->
          JSON.createObjectNode()
              .put("name", nameOf(token))
              .put("role", ROLES.get(token))
              .set("rights", JSON.createArrayNode());
      case "GET /admin/v1/datasets" -> list(token);
      case "GET /case" -> about(token);
      case "POST /gate/propose" -> propose(body, token);
      case "POST /gate/approve" -> decided("approved", body, token);
      case "POST /gate/reject" -> decided("rejected", body, token);
      case "POST /gate/advance" -> advance(body, token);
      case "GET /simulations" -> JSON.createObjectNode().set("jobs", simulations.list());
      case "POST /simulations" -> simulations.order(body);
      case "GET /recalls/reach" -> reach();
      case "GET /recalls" -> JSON.createObjectNode().set("jobs", recalls());
      case "POST /recalls" -> recall(body);
      case "GET /keys" -> JSON.createObjectNode().set("keys", keys);
      case "POST /keys" -> key(body);
      case "GET /feedback" -> JSON.readTree(FEEDBACK);
      case "GET /back-publication" -> JSON.createObjectNode().set("jobs", past());
      case "POST /back-publication" -> orderPast(body);
      case "GET /tightenings" -> JSON.readTree(TIGHTENED);
      case "GET /admin/v1/audit" -> trail();
      case "GET /admin/v1/audit/verification" -> JSON.readTree(VERIFIED);
      default -> simulations.one(asked.replace("GET /simulations/", ""));
    };
  }

  private static final String TIGHTENED =
      """
      {"jobs":[{"job":"policy-aadal-people-2","version":2,"from":"2026-11-20T00:00:00Z","state":"done","report":[
        {"resolution":"PT1H","what":"leaves","kept":4100,"changed":120,"withdrawn":92},
        {"resolution":"P1D","what":"sums","kept":150,"changed":21,"withdrawn":9}]}]}
      """;

  private static final String VERIFIED =
      "{\"rows\":639,\"intact\":true,\"firstBroken\":null,\"head\":\"a798ad2a8e3e659f0f6a24d1f59433f3\"}";

  private static final String FEEDBACK =
      """
      {"feedback":[{"id":4,"state":"received","text":"Tælleren ved stationen står bag en container om lørdagen.",
       "window":{"area":"1km_6201_577","quantity":"people-count","start":"2026-11-21T10:00:00Z"},
       "receivedAt":"2026-11-21T11:02:00Z","keptUntil":"2027-11-21T11:02:00Z"}]}
      """;

  private ObjectNode list(String token) throws JsonProcessingException {
    ArrayNode all = JSON.createArrayNode();
    ObjectNode own = all.addObject().put("dataset", DATASET).put("tenant", "aadal");
    own.put("simulated", false).put("privacyClass", "crowd").put("stage", shownStage());
    own.set("title", about.get("title"));
    own.set("owner", about.get("owner"));
    own.set("missing", missing());
    if (waits()) {
      own.set("proposal", proposal);
    }
    String step = waits() ? "decide" : stage.equals("inventoried") ? "propose" : "open";
    String role = waits() ? "reviewer" : "owner";
    if (!stage.equals("public")) {
      ObjectNode next = own.putObject("next").put("step", step);
      next.putArray("roles").add(role).add("admin");
      next.put("mine", role.equals(ROLES.get(token)));
    }
    JSON.readTree(OTHERS).forEach(all::add);
    return JSON.createObjectNode().set("datasets", all);
  }

  private static final String OTHERS =
      """
      [{"dataset":"aadal-heat","tenant":"aadal","simulated":false,"title":{"da":"Varme i husstande","en":"Heat in households"},
        "privacyClass":"household","stage":"inventoried","missing":["purpose","legalBasis","publication.reference"],
        "next":{"step":"describe","roles":["engineer","admin"],"mine":false}},
       {"dataset":"aadal-air","tenant":"aadal","simulated":false,"title":{"da":"Luften ved skolerne","en":"The air at schools"},
        "privacyClass":"open","owner":"Teknik og Miljø","stage":"public","since":"2026-03-01T00:00:00Z","missing":[]},
       {"dataset":"aadal-noise","tenant":"aadal","simulated":false,"title":{"da":"Støj langs banen","en":"Noise along the railway"},
        "privacyClass":"open","owner":"Teknik og Miljø","stage":"deprecated","since":"2026-06-01T00:00:00Z","missing":[]}]
      """;

  private boolean waits() {
    return "waiting".equals(proposal.path("state").asText());
  }

  private String shownStage() {
    return waits() && stage.equals("inventoried") ? "assessed" : stage;
  }

  private ArrayNode missing() {
    ArrayNode missing = JSON.createArrayNode();
    for (String key : List.of("reference", "riskAssessment", "remainingRisk")) {
      if (about.path("publication").path(key).asText().isEmpty()) {
        missing.add("publication." + key);
      }
    }
    return missing;
  }

  private ObjectNode about(String token) {
    ObjectNode shown = about.deepCopy();
    ObjectNode gate = shown.putObject("gate").put("dataset", DATASET).put("stage", shownStage());
    gate.set("missing", missing());
    gate.putArray("linkage")
        .addObject()
        .put("dataset", "aadal-air")
        .put("tenant", "aadal")
        .put("common", "places")
        .put("sensors", 3)
        .put("refused", false)
        .put("detail", "aadal-air tells of the places of 3 of its sensors");
    if (proposal.has("state")) {
      gate.set("proposal", proposal);
    }
    ArrayNode out = gate.putArray("whatIsOut");
    if (isTightened) {
      out.addObject().put("version", 2).put("from", FROM).put("stays", false);
      gate.put("from", NOW).put("reachesBackTo", "2026-03-01T00:00:00Z");
    }
    gate.set("decisions", decisions);
    shown.set("steps", steps(token));
    return shown;
  }

  private ArrayNode steps(String token) {
    ArrayNode steps = JSON.createArrayNode();
    step(steps, "propose", token, "owner");
    if (waits()) {
      step(steps, "approve", token, "reviewer");
      step(steps, "reject", token, "reviewer");
    } else if (stage.equals("approved")) {
      step(steps, "pilot", token, "owner", "reviewer");
      step(steps, "public", token, "owner", "reviewer");
      step(steps, "withdrawn", token, "owner", "reviewer");
    } else if (stage.equals("pilot")) {
      step(steps, "public", token, "owner", "reviewer");
    } else if (stage.equals("public")) {
      step(steps, "deprecated", token, "owner", "reviewer");
      step(steps, "withdrawn", token, "owner", "reviewer");
    }
    step(steps, "simulate", token, "owner", "reviewer");
    step(steps, "see-simulations", token, "owner", "reviewer");
    if (about.has("publication") && !stage.equals("inventoried")) {
      step(steps, "recall", token, "reviewer");
      step(steps, "invite", token, "owner");
    }
    if (isTightened) {
      step(steps, "publish-back", token, "owner");
    }
    step(steps, "see-keys", token, "owner");
    step(steps, "see-audit", token, "reviewer");
    step(steps, "see-feedback", token, "owner");
    step(steps, "answer-feedback", token, "owner");
    return steps;
  }

  private static void step(ArrayNode steps, String name, String token, String... roles) {
    boolean may = List.of(roles).contains(ROLES.get(token));
    ObjectNode step = steps.addObject().put("step", name).put("may", may);
    ArrayNode who = step.putArray("roles");
    List.of(roles).forEach(who::add);
    who.add("admin");
    if (!may) {
      step.put("why", "role");
    }
  }

  private JsonNode propose(JsonNode body, String token) {
    ground(body);
    if (!missing().isEmpty()) {
      throw new IllegalStateException("This is missing before anyone can decide: " + missing());
    }
    proposal =
        JSON.createObjectNode()
            .put("number", 1)
            .put("state", "waiting")
            .put("proposedBy", nameOf(token))
            .put("proposedAt", NOW)
            .put("message", body.path("message").asText());
    ArrayNode difference = proposal.putArray("difference");
    about
        .get("publication")
        .properties()
        .forEach(
            field ->
                difference
                    .addObject()
                    .put("field", "publication." + field.getKey())
                    .set("proposed", field.getValue()));
    decide("proposed", nameOf(token), body.path("message").asText());
    return proposal;
  }

  private static String nameOf(String token) {
    return NAMES.getOrDefault(token, "nobody");
  }

  private void ground(JsonNode body) {
    about
        .putObject("publication")
        .put("decidedBy", "Teknik og Miljø, Vej og Trafik")
        .put("decidedOn", "2026-11-22")
        .put("reference", body.path("reference").asText())
        .put("riskAssessment", body.path("riskAssessment").asText())
        .put("remainingRisk", body.path("remainingRisk").asText())
        .put("from", NOW);
  }

  private JsonNode decided(String how, JsonNode body, String token) {
    proposal
        .put("state", how)
        .put("decidedBy", nameOf(token))
        .put("decidedAt", NOW)
        .put("reason", body.path("message").asText());
    proposal.putArray("difference");
    stage = how.equals("approved") ? "approved" : stage;
    decide(how, nameOf(token), body.path("message").asText());
    return proposal;
  }

  private JsonNode advance(JsonNode body, String token) {
    stage = body.path("to").asText();
    decide(stage, nameOf(token), body.path("reason").asText());
    return body;
  }

  private void decide(String action, String who, String message) {
    decisions
        .insertObject(0)
        .put("at", NOW)
        .put("who", who)
        .put("action", action)
        .put("message", message);
  }

  private JsonNode reach() throws JsonProcessingException {
    return JSON.readTree(
        """
        {"from":"1970-01-01T00:00:00Z","to":"9999-12-31T00:00:00Z","rows":[
          {"resolution":"PT1H","rows":4312,"more":false,"earliest":"2026-03-01T00:00:00Z"},
          {"resolution":"P1D","rows":180,"more":false,"earliest":"2026-03-01T00:00:00Z"}],"alsoIn":["aadal-air"]}
        """);
  }

  private JsonNode recall(JsonNode body) {
    ObjectNode order = recalls.addObject().put("job", "recall-1").put("state", "ordered");
    order.put("orderedAt", NOW).put("deleted", 0).putArray("alsoIn").add("aadal-air");
    for (String end : List.of("from", "to")) {
      if (body.has(end)) {
        order.set(end, body.get(end));
      }
    }
    return order.deepCopy();
  }

  /** Each look finds it further. */
  private ArrayNode recalls() {
    ArrayNode shown = recalls.deepCopy();
    for (JsonNode each : recalls) {
      ObjectNode order = (ObjectNode) each;
      boolean ran = order.get("state").asText().equals("running");
      order.put("state", ran || order.get("deleted").asInt() > 3_000 ? "done" : "running");
      order.put("deleted", ran ? 4_492 : 2_000);
    }
    return shown;
  }

  private JsonNode orderPast(JsonNode body) {
    ObjectNode order = past.addObject().put("job", "back-publication-1").put("state", "ordered");
    order.put("published", 0).put("passedOver", 0);
    order.set("from", body.get("from"));
    order.set("to", body.get("to"));
    return order.deepCopy();
  }

  /** Each look finds it further. */
  private ArrayNode past() {
    ArrayNode shown = past.deepCopy();
    for (JsonNode each : past) {
      ObjectNode order = (ObjectNode) each;
      order.put("state", order.get("state").asText().equals("ordered") ? "running" : "done");
      order.put("published", order.get("published").asInt() + 2_000).put("passedOver", 12);
      order.set("reached", order.get("to"));
    }
    return shown;
  }

  private JsonNode key(JsonNode body) {
    String name = body.path("name").asText();
    keys.addObject().put("name", name).put("createdAt", NOW);
    return JSON.createObjectNode().put("name", name).put("key", "byp_" + "k".repeat(40));
  }

  private ObjectNode trail() {
    ArrayNode entries = JSON.createArrayNode();
    int sequence = 600 + decisions.size();
    for (JsonNode decision : decisions) {
      ObjectNode entry = entries.addObject().put("sequence", sequence--);
      entry.setAll((ObjectNode) decision.deepCopy());
      entry.put("kind", "publication").put("id", DATASET);
      entry.putObject("before").put("legalBasis", "Vejloven");
      entry.putObject("after").put("legalBasis", "Vejloven og kommunalfuldmagten");
    }
    ObjectNode page = JSON.createObjectNode();
    page.set("entries", entries);
    return page.putNull("next");
  }

  private static String usage() {
    Instant today = Instant.parse(NOW);
    return """
        {"days":[{"day":"%s","latest":{"requests":1200,"bytes":91000},"windows":{"json":{"requests":340,"rows":5200,"bytes":910000},"csv":{"fewerThan":10}},"live":{"connections":40,"minutes":610}}]}
        """
        .formatted(today.toString().substring(0, 10));
  }
}
