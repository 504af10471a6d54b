package dk.bypuls.api.open;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.api.basemap.TilesWriter;
import dk.bypuls.api.contract.Contract;
import dk.bypuls.api.contract.InnerAnswers;
import dk.bypuls.api.open.Heard.Event;
import dk.bypuls.api.registry.ApiProcess;
import dk.bypuls.local.Database;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The packaged service on a real broker and a real database: one for all cases of its open side.
 */
abstract class OpenStand {

  static final String WINDOWS = "/v1/datasets/havnstrup-air/windows";

  static final String FEEDBACK = "/v1/datasets/havnstrup-air/feedback";

  static final ObjectMapper JSON = new ObjectMapper();

  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static final String AIR_1 = "havnstrup-air-01";

  static final String AIR_2 = "havnstrup-air-02";

  static final String TEMPERATURE = "air-temperature";

  /** One for all tests, so that minutes follow each other when a day ends meanwhile. */
  private static Instant firstMinute;

  static Path folder;

  static int port;

  static int mqttPort;

  static int minute;

  static Database database;

  static KafkaBroker kafka;

  static WindowWriter writer;

  static ApiProcess api;

  static @Nullable Contract contract;

  /** What only time would do otherwise. */
  static int sql(String statement) throws Exception {
    try (Connection connection = registry();
        Statement update = connection.createStatement()) {
      return update.executeUpdate(statement);
    }
  }

  static Connection registry() throws Exception {
    return DriverManager.getConnection(
        database.jdbcUrl(), "bypuls_registry", database.password("bypuls_registry"));
  }

  static List<String> publish(String sensor, Instant start, int revision, long mean)
      throws Exception {
    return writer.publish(Windows.complete(sensor, TEMPERATURE, start, revision, mean));
  }

  /** Fails where an event is not as the document of what is told has it. */
  static void assertAsTheirContractSays(List<Event> told) throws Exception {
    Contract live = new Contract(json("/asyncapi?format=json"));
    for (Event event : told) {
      live.checkEvent(event.name(), event.data());
    }
  }

  static List<String> resumed(String id, int count) throws Exception {
    return resumed(port, id, count);
  }

  static List<String> resumed(int at, String id, int count) throws Exception {
    List<String> told = new ArrayList<>();
    try (LiveClient client = new LiveClient(at, "", id)) {
      while (told.size() < count) {
        told.add(client.next().data());
      }
    }
    return told;
  }

  /** A minute that no other test uses, within the last day. */
  static synchronized Instant nextMinute() {
    return firstMinute.plus(minute++, ChronoUnit.MINUTES);
  }

  static void apply(String yaml) throws Exception {
    // The registry may still be preparing its tables.
    Awaitility.await()
        .pollInterval(Duration.ofMillis(200))
        .until(() -> api.apply(yaml).status() == 200);
  }

  static void startService() throws Exception {
    api = launch(port, Integer.toString(mqttPort));
    api.awaitLive();
    awaitStatus("/health/ready", 200);
  }

  static ApiProcess launch(int at, String mqttAt) throws IOException {
    return launch(at, mqttAt, Map.of());
  }

  static ApiProcess launch(int at, String mqttAt, Map<String, String> more) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("BYPULS_LIVE_HEARTBEAT", "PT2S");
    environment.put("BYPULS_USAGE_WRITTEN_EVERY", "PT0.3S");
    environment.put("BYPULS_USAGE_UPKEEP", "PT0.3S");
    environment.put("BYPULS_FEEDBACK_UPKEEP", "PT0.3S");
    environment.put("BYPULS_STATUS_WRITTEN_EVERY", "PT0.5S");
    environment.put("BYPULS_HISTORY_STREAMS", "2");
    environment.put("BYPULS_FILES_FOLDER", folder.resolve("months-" + at).toString());
    environment.put("BYPULS_HISTORY_CLIENT_PATIENCE", "PT5S");
    environment.put("BYPULS_LIVE_MQTT_PORT", mqttAt);
    environment.put("BYPULS_BASE_MAP", folder.resolve("town.pmtiles").toString());
    environment.put("BYPULS_LIVE_REMEMBERED_EVENTS", "1024");
    environment.put("BYPULS_LIVE_CLIENT_BUFFER", "16384");
    // A city that runs on this machine is none of ours.
    environment.put("BYPULS_INGEST_URL", "http://127.0.0.1:" + FreePorts.one());
    // Of the instances beside the first one, those who test them are nobody.
    environment.put("BYPULS_METRICS_FOR", at == port ? "127.0.0.1" : "192.0.2.0/24,2001:db8::/32");
    environment.putAll(more);
    return ApiProcess.launch(folder, database, kafka.bootstrapServers(), at, environment);
  }

  /** Nothing may be answered, outside or inside, that the service does not say of itself. */
  private static void holdAgainstTheContract(
      String method, String path, HttpResponse<String> answer) throws IOException {
    if (contract != null) {
      contract.check(method, path, answer);
    }
    InnerAnswers.hold(port, method, path, "", answer);
  }

  static String tokenOf(String name, String role) throws Exception {
    return api.post("/admin/v1/tokens", ADMIN_TOKEN, Map.of("name", name, "role", role))
        .json()
        .get("token")
        .asText();
  }

  static void restartService() throws Exception {
    api.kill();
    startService();
  }

  static void awaitStatus(String path, int status) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(get(path).statusCode()).isEqualTo(status));
  }

  /** What is told live is in the newest windows a moment later. */
  static void awaitLatest(String... windows) {
    awaitBody("/v1/datasets/havnstrup-air/latest", windows);
  }

  /** Waits until that is answered with all of these in it: a page may be as it was a second ago. */
  static void awaitBody(String path, String... parts) {
    Awaitility.await().untilAsserted(() -> assertThat(get(path).body()).contains(parts));
  }

  static double metric(String name) throws IOException, InterruptedException {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  static JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  static String tagOf(String address) throws Exception {
    return get(address).headers().firstValue("ETag").orElseThrow();
  }

  static HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    holdAgainstTheContract("GET", path, answer);
    return answer;
  }

  static void start(Path home) throws Exception {
    folder = home;
    firstMinute = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(40, ChronoUnit.DAYS);
    database = Database.start(folder.resolve("city"), FreePorts.one());
    kafka = KafkaBroker.start(folder.resolve("city"), FreePorts.block(2));
    database.awaitReady();
    kafka.awaitReady();
    writer = new WindowWriter(database, kafka.bootstrapServers());
    writer.migrate();
    port = FreePorts.one();
    mqttPort = FreePorts.one();
    TilesWriter.ofOpenMapTiles("© OpenStreetMap")
        .tile(0, 0, 0, "a tile".getBytes(UTF_8))
        .write(folder.resolve("town.pmtiles"));
    startService();
    apply(OpenTown.yaml());
    awaitStatus("/v1/datasets/havnstrup-air", 200);
    contract = new Contract(json("/openapi?format=json"));
  }

  static void stop() throws Exception {
    writer.close();
    api.close();
    kafka.close();
    database.close();
  }
}
