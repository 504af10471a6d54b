package dk.bypuls.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dk.bypuls.api.admin.VocabularyResource.Vocabulary;
import dk.bypuls.api.web.StubCity.Answer;
import dk.bypuls.events.registry.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks the inner side's shapes for a made-up town: what the console asks for. */
final class StubRegistry {

  static final String ENGINEER = "byp_an-engineer-of-a-test";
  static final String VIEWER = "byp_a-viewer-of-a-test";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SINGULAR =
      Map.of(
          "sources", "source",
          "profiles", "profile",
          "places", "place",
          "sensors", "sensor",
          "decoders", "decoder",
          "datasets", "dataset");
  private static final int SET_ASIDE = 1_200;

  /** A dataset that was decided on. */
  private static final String PUBLIC = "havnstrup-air";

  private static final String TOKEN =
      "{\"name\":\"x\",\"token\":\"byp_tttt\",\"postTo\":\"http://127.0.0.1:8081/ingest/havnstrup-json\"}";
  private static final Text NO_BROKER =
      new Text("broker: skriv adressen, fx ssl://…", "broker: write its address, such as ssl://…");
  private static final Text NO_DURATION =
      new Text("interval: ingen varighed", "interval: no duration");
  private static final Text NO_PLACE =
      new Text("stedet nowhere findes ikke", "there is no place nowhere");

  final List<JsonNode> applied = new CopyOnWriteArrayList<>();
  final List<JsonNode> orders = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();
  private final AtomicInteger received = new AtomicInteger(1_000);
  private final int devices;
  private volatile boolean revoked;

  StubRegistry(StubCity city, int devices) {
    this.devices = devices;
    city.say("/admin/v1/me", asked -> me(asked));
    city.say("/admin/v1/registry/", asked -> json(listed(lastOf(asked))));
    city.say("/admin/v1/registry/apply", this::apply);
    city.say("/admin/v1/tokens", asked -> Answer.json(TOKEN));
    city.say("/admin/v1/devices", this::devices);
    city.say("/admin/v1/sources", asked -> json(sources()));
    city.say("/admin/v1/vocabulary", asked -> json(JSON.valueToTree(Vocabulary.whole())));
    city.say("/admin/v1/undeclared-fields", asked -> Answer.json(UNDECLARED));
    city.say("/admin/v1/quarantine", this::quarantine);
    city.say("/admin/v1/decode", this::decode);
  }

  /** Has every token unknown from now on. */
  void revoke() {
    revoked = true;
  }

  private Answer me(HttpExchange asked) {
    String sent = String.valueOf(asked.getRequestHeaders().getFirst("Authorization"));
    if (!revoked && sent.endsWith(ENGINEER)) {
      return Answer.json(
          """
          {"name":"emil","role":"engineer","rights":["see-registry","see-exact-windows",
           "see-quarantine","see-tokens","see-audit","apply","work-on-quarantine","admit-sources"]}
          """);
    }
    return !revoked && sent.endsWith(VIEWER)
        ? Answer.json(
            """
            {"name":"ida","role":"viewer","rights":["see-registry","see-exact-windows","see-quarantine"]}
            """)
        : unknown();
  }

  private static Answer unknown() {
    return new Answer(
        401,
        "application/problem+json",
        "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"This token is not known.\"}");
  }

  private static Answer json(JsonNode answer) {
    return Answer.json(answer.toString());
  }

  private static String lastOf(HttpExchange asked) {
    String path = asked.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private JsonNode listed(String kind) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode entities = answer.putArray("entities");
    for (JsonNode entity : entities(kind)) {
      entities
          .addObject()
          .put("kind", kind)
          .put("id", entity.path("id").asText())
          .put("withdrawn", false)
          .set("entity", entity);
    }
    return answer.putNull("next");
  }

  private List<JsonNode> entities(String kind) {
    List<JsonNode> all = new ArrayList<>();
    switch (kind) {
      case "tenant" ->
          all.add(
              node(
                  "{\"id\":\"havnstrup\",\"name\":{\"da\":\"Havnstrup Kommune\",\"en\":\"Havnstrup\"}}"));
      case "source" -> {
        all.add(
            node(
                "{\"id\":\"havnstrup-lorawan\",\"tenant\":\"havnstrup\",\"format\":\"chirpstack-v4\",\"mqtt\":{\"broker\":\"tcp://127.0.0.1:1\",\"topic\":\"application/havnstrup/device/+/event/up\"}}"));
        all.add(
            node(
                "{\"id\":\"havnstrup-http\",\"tenant\":\"havnstrup\",\"format\":\"json\",\"http\":{}}"));
      }
      case "profile" -> {
        all.add(
            node(
                "{\"id\":\"bypuls-co2-bytes\",\"tenant\":\"bypuls\",\"decoder\":\"bypuls-co2\",\"fields\":[{\"pointer\":\"/object/co2\",\"quantity\":\"carbon-dioxide\",\"unit\":\"[ppm]\"},{\"pointer\":\"/object/temperature\",\"quantity\":\"indoor-temperature\",\"unit\":\"Cel\"}]}"));
        all.add(
            node(
                "{\"id\":\"havnstrup-air-quality\",\"tenant\":\"havnstrup\",\"product\":{\"vendor\":\"Nordsensor\",\"model\":\"AQ-2\"},\"fields\":[{\"pointer\":\"/object/pm25\",\"quantity\":\"pm2-5\",\"unit\":\"ug/m3\"}]}"));
      }
      case "place" -> {
        for (int i = 0; i < 60; i++) {
          all.add(
              node(
                  "{\"id\":\"havnstrup-place-%d\",\"tenant\":\"havnstrup\",\"name\":{\"da\":\"Plads %d\",\"en\":\"Square %d\"},\"longitude\":%s,\"latitude\":%s}"
                      .formatted(
                          i, i, i, 10.2 + (i * 37 % 60) / 900.0, 56.08 + (i * 17 % 60) / 1500.0)));
        }
        all.addAll(added("places"));
      }
      case "sensor" -> {
        for (int i = 0; i < devices; i++) {
          all.add(
              node(
                  "{\"id\":\"havnstrup-air-%05d\",\"tenant\":\"havnstrup\",\"sources\":[\"havnstrup-lorawan\"],\"device\":\"%016x\",\"profile\":\"havnstrup-air-quality\",\"placements\":[{\"place\":\"havnstrup-place-%d\"}]}"
                      .formatted(i, i, i % 60)));
        }
        all.addAll(added("sensors"));
      }
      case "decoder" ->
          all.add(
              node(
                  "{\"id\":\"havnstrup-door\",\"tenant\":\"havnstrup\",\"script\":{\"text\":\"function decodeUplink(input) {\\n  return { data: nope };\\n}\"}}"));
      case "dataset" ->
          all.add(
              node(
                  "{\"id\":\"havnstrup-air\",\"tenant\":\"havnstrup\",\"title\":{\"da\":\"Luftkvalitet\",\"en\":\"Air quality\"},\"privacyClass\":\"OPEN\",\"profiles\":[\"havnstrup-air-quality\"],\"sensors\":[],\"quantities\":[\"pm2-5\"],\"lateness\":\"PT168H\",\"publication\":{\"standing\":{\"stage\":\"PUBLIC\"}},\"public\":true}"));
      default -> {}
    }
    return all;
  }

  /** What was registered by the page, as the registry tells it. */
  private List<JsonNode> added(String part) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode request : applied) {
      for (JsonNode file : request.path("files")) {
        for (JsonNode each : node(file.path("text").asText("{}")).path(part)) {
          ObjectNode entity = each.deepCopy();
          entity.putArray("sources").add(each.path("source").asText());
          entity.putArray("placements").addObject().put("place", each.path("place").asText());
          entity.put("longitude", each.at("/position/0").asDouble());
          entity.put("latitude", each.at("/position/1").asDouble());
          all.add(entity);
        }
      }
    }
    return all;
  }

  private Answer apply(HttpExchange asked) {
    JsonNode request = body(asked);
    boolean dryRun = asked.getRequestURI().getQuery().contains("dryRun=true");
    ObjectNode answer = JSON.createObjectNode().put("generation", 2).put("dryRun", dryRun);
    ArrayNode changes = answer.putArray("changes");
    ArrayNode mistakes = JSON.createArrayNode();
    for (JsonNode file : request.path("files")) {
      if (file.has("data")) {
        table(file, changes, mistakes);
      } else {
        JsonNode written = node(file.path("text").asText());
        SINGULAR.forEach(
            (part, kind) ->
                written
                    .path(part)
                    .forEach(each -> created(changes, kind, each.path("id").asText())));
        refuse(file, "broker", "://", NO_BROKER, mistakes);
        refuse(file, "interval", "\"P", NO_DURATION, mistakes);
      }
    }
    if (!mistakes.isEmpty()) {
      ObjectNode problem = JSON.createObjectNode().put("status", 422).put("detail", "mistakes");
      problem.set("errors", mistakes);
      return new Answer(422, "application/problem+json", problem.toString());
    }
    if (!dryRun) {
      applied.add(request);
    }
    ArrayNode proposals = answer.put("unchanged", 0).putArray("proposals");
    if (request.toString().contains("\\\"" + PUBLIC + "\\\"")) {
      proposals
          .addObject()
          .put("dataset", PUBLIC)
          .put("state", "proposed")
          .put("detail", "stays as it is (public); waits for a reviewer other than its proposer")
          .putArray("fields")
          .add("profiles");
    }
    return json(answer);
  }

  /** Told with the line, as the registry does: the page writes one key on each. */
  private static void refuse(
      JsonNode file, String key, String needs, Text text, ArrayNode mistakes) {
    String[] lines = file.path("text").asText().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].contains("\"" + key + "\"") && !lines[i].contains(needs)) {
        mistake(mistakes, file, i + 1, 1, text);
      }
    }
  }

  /** In English, and in both languages for pages. */
  private static void mistake(ArrayNode mistakes, JsonNode file, int line, int column, Text text) {
    ObjectNode mistake = mistakes.addObject();
    mistake
        .put("file", file.path("name").asText())
        .put("line", line)
        .put("column", column)
        .put("message", text.en());
    mistake.putObject("text").put("da", text.da()).put("en", text.en());
  }

  /** What was decided on stays as it is. */
  private static void created(ArrayNode changes, String kind, String id) {
    if (id.equals(PUBLIC)) {
      return;
    }
    changes.addObject().put("kind", kind).put("id", id).put("change", "created").putArray("fields");
  }

  private static void table(JsonNode file, ArrayNode changes, ArrayNode mistakes) {
    byte[] bytes = Base64.getDecoder().decode(file.path("data").asText());
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    for (int i = 1; i < lines.length; i++) {
      String id = lines[i].split(",", -1)[0];
      if (lines[i].contains("nowhere")) {
        mistake(mistakes, file, i + 1, 6, NO_PLACE);
      } else if (!id.isEmpty()) {
        created(changes, "sensor", id);
      }
    }
  }

  private Answer devices(HttpExchange asked) {
    String path = asked.getRequestURI().getPath();
    if (path.endsWith("/uplinks")) {
      return json(uplinks(path.split("/", -1)[4]));
    }
    String only = String.valueOf(asked.getRequestURI().getQuery()).replaceAll(".*sensor=|&.*", "");
    StringBuilder heard = new StringBuilder("{\"devices\":[");
    for (int i = 0; i < devices; i++) {
      if (only.startsWith("havnstrup-") && !only.endsWith("%05d".formatted(i))) {
        continue;
      }
      heard
          .append(heard.charAt(heard.length() - 1) == '[' ? "" : ",")
          .append(
              "{\"sensor\":\"havnstrup-air-%05d\",\"tenant\":\"havnstrup\",\"profile\":\"havnstrup-air-quality\",\"place\":\"havnstrup-place-%d\",\"lastSeen\":\"%s\",\"battery\":%d,\"rssi\":%d,\"snr\":7%s}"
                  .formatted(
                      i,
                      i % 60,
                      Instant.now().minusSeconds(60L + i % 500),
                      (i * 7) % 100,
                      -80 - i % 40,
                      i % 9 == 4
                          ? ",\"silentSince\":\"" + Instant.now().minusSeconds(9_000) + '"'
                          : ""));
    }
    return Answer.json(heard.append("],\"next\":null}").toString());
  }

  /** A device that was registered here is heard when one has looked for it twice. */
  private JsonNode uplinks(String sensor) {
    ObjectNode answer = JSON.createObjectNode().put("sensor", sensor);
    ArrayNode all = answer.putArray("uplinks");
    boolean isNew = !sensor.startsWith("havnstrup-air-");
    if (!isNew
        || looks.computeIfAbsent(sensor, none -> new AtomicInteger()).incrementAndGet() > 2) {
      for (int i = 0; i < (isNew ? 1 : 8); i++) {
        ObjectNode uplink = all.addObject();
        uplink
            .put("receivedAt", Instant.now().minusSeconds(600L * i).toString())
            .put("source", "havnstrup-lorawan");
        ArrayNode readings = uplink.putArray("readings");
        reading(readings, "air-temperature", 8.4 + i, "Cel");
        reading(readings, "pm2-5", 6.3, "ug/m3");
      }
    }
    answer.put("lookedBackTo", Instant.now().minusSeconds(9_000).toString());
    return answer.put("scanned", 4_000);
  }

  private static void reading(ArrayNode readings, String quantity, double value, String unit) {
    readings
        .addObject()
        .put("quantity", quantity)
        .put("value", value)
        .put("unit", unit)
        .put("observedAt", Instant.now().toString())
        .put("plausible", true)
        .putArray("hints");
  }

  private JsonNode sources() {
    int count = received.addAndGet(25);
    return node(
        """
        {"at":"%s","sources":[
         {"source":"havnstrup-lorawan","received":%d,"accepted":%d,"readings":%d,
          "quarantined":{"unknown-device":800,"decoder-failed":400},"dropped":{},"refused":{},"connected":true},
         {"source":"havnstrup-http","received":12,"accepted":12,"quarantined":{},"dropped":{},"refused":{}}]}
        """
            .formatted(Instant.now(), count, count - 300, count * 4));
  }

  private Answer quarantine(HttpExchange asked) {
    String name = lastOf(asked);
    if ("replay".equals(name) || "drop".equals(name)) {
      JsonNode order = body(asked);
      orders.add(order);
      // The first step leaves something for a second.
      boolean isFirst = order.has("reason") && !order.has("cursor");
      return Answer.json(
          "{\"counts\":{\"%s\":%d},\"entries\":[],\"next\":%s,\"scanned\":500}"
              .formatted(
                  "replay".equals(name) ? "replayed" : "dropped",
                  isFirst ? 500 : 300,
                  isFirst ? "\"0-500\"" : "null"));
    }
    String query = String.valueOf(asked.getRequestURI().getQuery());
    if (name.matches("\\d+-\\d+")) {
      ObjectNode entry = entry(0);
      if (query.contains("original=true")) {
        entry
            .putObject("original")
            .put("topic", "application/havnstrup/device/1/event/up")
            .put("bytes", 16)
            .put("text", "{\"data\":\"WP4MYw==\"}");
      }
      return json(entry);
    }
    ObjectNode page = JSON.createObjectNode();
    ArrayNode entries = page.putArray("entries");
    boolean ofDevice = query.contains("device=");
    boolean second = query.contains("cursor=");
    for (int i = second ? 1_000 : 0; !ofDevice && i < (second ? SET_ASIDE : 1_000); i++) {
      entries.add(entry(i));
    }
    page.put("next", ofDevice || second ? null : "0-1000").put("scanned", 1_000);
    return json(page);
  }

  private static ObjectNode entry(int number) {
    boolean unknown = number % 3 != 2;
    return JSON.createObjectNode()
        .put("entry", "0-" + (SET_ASIDE - number))
        .put("state", "open")
        .put("reason", unknown ? "unknown-device" : "decoder-failed")
        .put(
            "detail",
            unknown
                ? "no sensor of this source is registered with that device"
                : "decoder havnstrup-door: the script threw ReferenceError in line 2")
        .put("source", "havnstrup-lorawan")
        .put("receivedAt", Instant.now().minusSeconds(number * 30L).toString())
        .put("setAsideAt", Instant.now().minusSeconds(number * 30L).toString())
        .put("replayable", true);
  }

  private Answer decode(HttpExchange asked) {
    JsonNode request = body(asked);
    if (request.has("profile")) {
      return Answer.json(
          """
          {"messages":[{"fields":{"object":{"co2":635,"temperature":22.5}},"undeclared":[]}],
           "readings":[{"sensor":"trial","readings":[
             {"quantity":"carbon-dioxide","value":635,"unit":"[ppm]","observedAt":"","plausible":true,"hints":[]},
             {"quantity":"indoor-temperature","value":22.5,"unit":"Cel","observedAt":"","plausible":true,"hints":[]}]}],
           "quarantine":[],"dropped":[],"refused":[]}
          """);
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("results");
    boolean fails = request.at("/decoder/script/text").asText().contains("nope");
    for (JsonNode example : request.path("examples")) {
      results.add(
          fails
              ? node(
                  "{\"reason\":\"decoder-failed\",\"detail\":\"decoder trial: the script threw ReferenceError in line 2\",\"said\":\"ReferenceError: nope is not defined\",\"holds\":false,\"differences\":[]}")
              : node(
                  "{\"data\":{\"battery\":88},\"holds\":%b,\"differences\":[\"/battery: expected 87, made 88\"]}"
                      .formatted(example.at("/data/battery").asInt() == 88)));
    }
    return json(answer);
  }

  private static JsonNode body(HttpExchange asked) {
    try {
      return JSON.readTree(asked.getRequestBody());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode node(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String UNDECLARED =
      "{\"fields\":[{\"tenant\":\"havnstrup\",\"source\":\"havnstrup-lorawan\",\"profile\":\"havnstrup-air-quality\",\"field\":\"/object/firmware\",\"noticedAt\":\"2026-11-22T00:00:00Z\"}],\"limit\":10000}";
}
