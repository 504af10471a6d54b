package dk.bypuls.api.operator;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dk.bypuls.api.registry.ApiProcess;
import dk.bypuls.api.registry.ApiProcess.Answer;
import dk.bypuls.local.Database;
import dk.bypuls.local.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may ask what of ingest, and what is written down: the packaged service and a real database.
 */
class OperatorIT {

  private static final String SECRET = "the-secret-of-a-test-0123456789";
  private static final String QUARANTINE = "/admin/v1/quarantine";
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();

  /** What ingest answers, as its own tests hold it against the same contract. */
  private static final String ENTRY =
      """
      {"entry":"3-17","state":"open","reason":"unknown-device","detail":"no sensor has this device",
       "tenant":"havnstrup","source":"havnstrup-http","device":"24e124","receivedAt":"2026-11-20T10:00:00Z",
       "setAsideAt":"2026-11-20T10:00:01Z","about":{"fCnt":"7"},"replayable":true}
      """;

  private static final String READINGS =
      """
      [{"quantity":"air-temperature","index":0,"value":7.25,"unit":"Cel","observedAt":"2026-11-20T10:00:00Z",
        "plausible":true,"hints":["time-of-arrival"]}]
      """;

  private static final String STEP = "{\"counts\":{},\"entries\":[],\"next\":null,\"scanned\":0}";

  private static final Map<String, String> AS_INGEST =
      Map.ofEntries(
          Map.entry(
              "/operator/quarantine",
              "{\"entries\":[" + ENTRY + "],\"next\":\"3-16\",\"scanned\":1}"),
          Map.entry("/operator/quarantine/3-17", ENTRY),
          Map.entry("/operator/quarantine/replay", STEP),
          Map.entry("/operator/quarantine/drop", STEP),
          Map.entry(
              "/operator/uplinks",
              "{\"sensor\":\"s-1\",\"uplinks\":[{\"receivedAt\":\"2026-11-20T10:00:00Z\",\"source\":\"havnstrup-http\",\"readings\":"
                  + READINGS
                  + "}],\"scanned\":1}"),
          Map.entry(
              "/operator/sources",
              "{\"at\":\"2026-11-20T10:00:00Z\",\"sources\":[{\"source\":\"havnstrup-http\",\"received\":1,\"accepted\":1,\"readings\":1,\"quarantined\":{\"too-late\":1},\"connected\":true}]}"),
          Map.entry(
              "/operator/undeclared-fields",
              "{\"fields\":[{\"tenant\":\"havnstrup\",\"source\":\"s\",\"profile\":\"p\",\"field\":\"/x\",\"noticedAt\":\"2026-11-20T10:00:00Z\"}],\"limit\":1000}"),
          Map.entry(
              "/operator/decode",
              "{\"messages\":[{\"sensor\":\"s-1\",\"profile\":\"p\",\"fields\":{\"t\":7.25},\"undeclared\":[\"/x\"]}],\"readings\":[{\"sensor\":\"s-1\",\"readings\":"
                  + READINGS
                  + "}],\"quarantine\":[],\"dropped\":[],\"refused\":[]}"),
          Map.entry(
              "/operator/examples",
              "{\"results\":[{\"data\":{\"open\":true},\"holds\":true,\"differences\":[]}]}"));

  @TempDir static Path folder;

  private static Database database;
  private static HttpServer ingest;
  private static ApiProcess api;
  private static volatile int status = 200;
  private static volatile @Nullable String answer;
  private static String viewer;
  private static String engineer;

  @BeforeAll
  static void start() throws Exception {
    database = Database.start(folder.resolve("city"), FreePorts.one());
    ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ingest.createContext("/", OperatorIT::serve);
    ingest.start();
    Path secret = Files.writeString(folder.resolve("operator-token"), SECRET + "\n");
    database.awaitReady();
    api =
        ApiProcess.launch(
            folder,
            database,
            "127.0.0.1:1",
            FreePorts.one(),
            Map.of(
                "BYPULS_OPERATOR_TOKEN_FILE",
                secret.toString(),
                "BYPULS_INGEST_URL",
                "http://127.0.0.1:" + ingest.getAddress().getPort()));
    api.awaitLive();
    Awaitility.await().until(() -> api.get("/admin/v1/tokens", ADMIN_TOKEN).status() == 200);
    viewer = token("ida", "viewer");
    engineer = token("emil", "engineer");
  }

  @AfterAll
  static void stop() throws Exception {
    ingest.stop(0);
    api.close();
    database.close();
  }

  @BeforeEach
  void answersWell() {
    ASKED.clear();
    status = 200;
    answer = null;
  }

  private static void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    // From time to time the service looks whether ingest is there.
    if (!exchange.getRequestURI().getPath().startsWith("/health")) {
      ASKED.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " "
              + exchange.getRequestHeaders().getFirst("Authorization")
              + " "
              + body);
    }
    String told = answer == null ? AS_INGEST.get(exchange.getRequestURI().getPath()) : answer;
    byte[] bytes = String.valueOf(told).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String token(String name, String role) throws Exception {
    Answer made = api.post("/admin/v1/tokens", ADMIN_TOKEN, Map.of("name", name, "role", role));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.json().get("token").asText();
  }

  private static JsonNode audit(String token) throws Exception {
    return api.get("/admin/v1/audit?kind=quarantine&limit=1", token).json().at("/entries/0");
  }

  @Test
  void letsViewersListAndEngineersDoTheRest() throws Exception {
    assertThat(api.get(QUARANTINE, "").status()).isEqualTo(401);
    assertThat(api.get(QUARANTINE, viewer).status()).isEqualTo(200);
    assertThat(api.get(QUARANTINE + "/3-17", viewer).status()).isEqualTo(200);
    assertThat(api.get(QUARANTINE + "/3-17?original=true", viewer).status()).isEqualTo(403);
    Map<String, Object> all = Map.of("all", true);
    assertThat(api.post(QUARANTINE + "/replay", viewer, all).status()).isEqualTo(403);
    assertThat(api.post(QUARANTINE + "/drop", viewer, all).status()).isEqualTo(403);
    assertThat(api.post("/admin/v1/decode", viewer, all).status()).isEqualTo(403);
    assertThat(api.get("/admin/v1/undeclared-fields?source=s", viewer).status()).isEqualTo(200);
    Map<String, Object> payload = Map.of("profile", "havnstrup-air-quality", "hex", "01");
    assertThat(api.post("/admin/v1/decode", engineer, payload).status()).isEqualTo(200);
    Map<String, Object> trial =
        Map.of("decoder", Map.of(), "examples", List.of(Map.of("bytes", "01")));
    assertThat(api.post("/admin/v1/decode", engineer, trial).status()).isEqualTo(200);
    assertThat(api.get("/admin/v1/sources", viewer).status()).isEqualTo(200);
    assertThat(api.get("/admin/v1/devices/s-1/uplinks?limit=1", viewer).status()).isEqualTo(200);
    assertThat(ASKED)
        .hasSize(7)
        .allMatch(asked -> asked.contains("Bearer " + SECRET))
        .anyMatch(asked -> asked.startsWith("GET /operator/uplinks?"))
        .anyMatch(asked -> asked.startsWith("GET /operator/undeclared-fields?source=s "));
    assertThat(api.log()).doesNotContain(SECRET);
  }

  private static Answer apply(String yaml) throws Exception {
    return api.post(
        "/admin/v1/registry/apply",
        engineer,
        Map.of("files", List.of(Map.of("name", "town.yaml", "text", yaml))));
  }

  @Test
  void appliesNoDecoderThatDoesNotHoldItsExamples() throws Exception {
    // Given
    String yaml =
        """
        tenants:
          - {id: examplestrup, name: {da: E, en: E}, contact: iot@examplestrup.example}
        decoders:
          - id: examplestrup-door
            tenant: examplestrup
            script: "function Decoder(bytes) { return {open: bytes[0] === 1}; }"
            examples:
              - {port: 2, bytes: "01", data: {open: true, label: "1", level: 1.5}}
              - {bytes: 00, error: true}
        """;
    answer =
        "{\"results\":[{\"holds\":true},{\"holds\":false,\"differences\":[\"expected an error\"]}]}";

    // When
    Answer refused = apply(yaml);

    // Then
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/line").asInt()).isEqualTo(9);
    assertThat(refused.json().at("/errors/0/message").asText())
        .isEqualTo("this example does not hold: expected an error");
    assertThat(ASKED)
        .singleElement()
        .asString()
        .startsWith("POST /operator/examples ")
        .contains(
            "{\"port\":2,\"bytes\":\"01\",\"data\":{\"open\":true,\"label\":\"1\",\"level\":1.5}}")
        .contains("{\"port\":1,\"bytes\":\"00\",\"error\":true}");

    // And: without ingest nothing is changed either, and what to do is said
    status = 503;
    answer = "{\"detail\":\"Ingest is starting or stopping. Try again soon.\"}";
    Answer away = apply(yaml);
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.json().path("detail").asText()).contains("nothing was changed");

    // And: when they hold, it is applied
    status = 200;
    answer = "{\"results\":[{\"holds\":true},{\"holds\":true}]}";
    assertThat(apply(yaml).status()).isEqualTo(200);
  }

  @Test
  void writesDownWhoReplaysDropsAndOpensWhatAndWhy() throws Exception {
    // When
    Answer replayed =
        api.post(
            QUARANTINE + "/replay",
            engineer,
            Map.of("source", "havnstrup-http", "message", "the profile is mended"));

    // Then
    assertThat(replayed.status()).as(replayed.response().body()).isEqualTo(200);
    JsonNode written = audit(engineer);
    assertThat(written.path("who").asText()).isEqualTo("emil");
    assertThat(written.path("action").asText()).isEqualTo("replayed");
    assertThat(written.path("message").asText()).isEqualTo("the profile is mended");
    assertThat(written.at("/after/source").asText()).isEqualTo("havnstrup-http");
    assertThat(written.path("id").asText()).isEqualTo(replayed.json().path("request").asText());
    assertThat(ASKED.get(0))
        .contains("POST /operator/quarantine/replay", written.path("id").asText())
        .doesNotContain("mended");
    api.post(QUARANTINE + "/drop", engineer, Map.of("entries", List.of("3-17")));
    assertThat(audit(engineer).path("action").asText()).isEqualTo("dropped");
    api.get(QUARANTINE + "/3-17?original=true&message=citizen+asked", engineer);
    assertThat(audit(engineer).path("action").asText()).isEqualTo("opened");
    assertThat(audit(engineer).path("id").asText()).isEqualTo("3-17");
    assertThat(audit(engineer).path("message").asText()).isEqualTo("citizen asked");
    assertThat(api.get("/admin/v1/audit/verification", engineer).json().get("intact").asBoolean())
        .isTrue();
  }

  @Test
  void saysWhatIsWrongInAFileOfThePastThatIsNotUnderstood() throws Exception {
    // Given
    String path = "/admin/v1/sensors/havnstrup-air-01/back-fill/files";
    String file = "time,temperature\nyesterday,7.5\n";
    answer =
        "{\"rows\":1,\"records\":0,\"readings\":0,\"dropped\":0,\"errors\":"
            + "[{\"line\":2,\"reason\":\"unreadable\",\"detail\":\"no time\",\"do\":\"Mend it.\"}]}";

    // When
    Answer refused = api.send("POST", path + "?source=havnstrup-csv", ADMIN_TOKEN, file);

    // Then
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/line").asInt()).isEqualTo(2);
    assertThat(refused.json().at("/errors/0/do").asText()).isEqualTo("Mend it.");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(ASKED)
        .singleElement()
        .asString()
        .startsWith("POST /operator/back-fill?source=havnstrup-csv&sensor=havnstrup-air-01 ")
        .endsWith(file);

    // And: one that is understood has a name, which an order can say
    answer =
        "{\"rows\":1,\"records\":1,\"readings\":1,\"dropped\":0,\"errors\":[],\"file\":\"back-fill-file-1\"}";
    Answer taken = api.send("POST", path + "?source=havnstrup-csv", ADMIN_TOKEN, file);
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.json().path("file").asText()).isEqualTo("back-fill-file-1");

    // And: without its source nothing is asked of ingest, and an engineer may not give any
    assertThat(api.send("POST", path, ADMIN_TOKEN, file).status()).isEqualTo(400);
    assertThat(api.send("POST", path + "?source=havnstrup-csv", engineer, file).status())
        .isEqualTo(403);
    assertThat(ASKED).hasSize(2);
  }

  @Test
  void passesOnWhatIsAskedAndWhatIsWrong() throws Exception {
    // Given
    api.get(QUARANTINE + "?device=a%20b%26c&reason=too-late", viewer);
    assertThat(ASKED.get(0)).contains("device=a+b%26c", "reason=too-late");
    status = 400;
    answer = "{\"detail\":\"A reason is one of these.\"}";

    // When
    Answer wrong = api.get(QUARANTINE + "?reason=none", viewer);

    // Then
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("detail").asText()).isEqualTo("A reason is one of these.");
    status = 401;
    assertThat(api.get(QUARANTINE, viewer).json().path("detail").asText())
        .contains("BYPULS_OPERATOR_TOKEN_FILE");
    status = 404;
    answer = "{\"detail\":\"There is nothing here.\"}";
    assertThat(api.get(QUARANTINE, viewer).status()).isEqualTo(503);
    answer = "{\"detail\":\"There is no such entry.\"}";
    assertThat(api.get(QUARANTINE + "/0-1", viewer).status()).isEqualTo(404);
    status = 503;
    assertThat(api.get(QUARANTINE, viewer).header("Retry-After")).isNotEmpty();
    assertThat(api.get(QUARANTINE + "/zero", viewer).status()).isEqualTo(400);
  }
}
