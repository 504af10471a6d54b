package dk.bypuls.local;

import static java.util.Map.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The parts of one city and how they are wired together, not yet started. */
public final class City {
  /** What sources mean by {@code credentials: city}. */
  private static final String CREDENTIALS = "city";

  private static final String OPERATOR_TOKEN = "operator-token";

  /** Where gateways post to, as the console tells it. */
  private static final String INTAKE = "BYPULS_INTAKE_URL";

  private static final int SERVICE_HEAP_MEGABYTES = 256;

  private final CityFolder folder;
  private final CitySettings settings;
  private final Checkout checkout;
  private final Secrets secrets;
  private final KafkaBroker kafka;
  private final MqttBroker mqtt;
  private final Database database;

  City(CityFolder folder, CitySettings settings, Checkout checkout, Consumer<String> progress) {
    this.folder = folder;
    this.settings = settings;
    this.checkout = checkout;
    this.secrets = new Secrets(folder);
    Ports ports = settings.ports();
    this.kafka = new KafkaBroker(folder, ports.kafka(), checkout);
    this.mqtt =
        new MqttBroker(
            folder, ports.mqtt(), List.of(MqttBroker.NETWORK_SERVER, MqttBroker.INGEST), checkout);
    this.database = new Database(folder, ports.database(), checkout, progress);
  }

  CityFolder folder() {
    return folder;
  }

  CitySettings settings() {
    return settings;
  }

  /** What the services need to be there first. */
  List<Part> brokers() {
    return List.of(kafka, mqtt, database);
  }

  Database database() {
    return database;
  }

  List<Part> services() {
    Ports ports = settings.ports();
    return List.of(
        service("ingest", ports.ingest(), ingestEnvironment()),
        service("aggregator", ports.aggregator(), aggregatorEnvironment()),
        service("api", ports.api(), apiEnvironment()));
  }

  private Service service(String name, int port, Map<String, String> environment) {
    Path jar = checkout.resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
    Map<String, String> whole = new HashMap<>(environment);
    whole.put("BYPULS_KAFKA", kafka.bootstrapServers());
    // Here people read the logs; elsewhere machines do.
    whole.put("BYPULS_LOG_JSON", "false");
    // They listen on loopback, so nobody else could ask.
    whole.put("BYPULS_METRICS_FOR", "127.0.0.0/8,::1");
    return new Service(name, folder, port, jar, SERVICE_HEAP_MEGABYTES, whole);
  }

  private Map<String, String> ingestEnvironment() {
    return Map.of(
        "BYPULS_KEYS", folder.data("keys").toString(),
        "BYPULS_CREDENTIALS", credentialsFile().toString(),
        "BYPULS_OPERATOR_TOKEN_FILE", operatorTokenFile().toString());
  }

  private Map<String, String> aggregatorEnvironment() {
    return Map.of(
        "BYPULS_STATE", folder.data("state").toString(),
        "BYPULS_NOISE_KEY", folder.data("secrets").resolve("noise-key").toString(),
        "BYPULS_DATABASE_URL", database.jdbcUrl(),
        "BYPULS_SINK_PASSWORD", secrets.password("bypuls_sink"));
  }

  /** What a program needs that looks at readings and windows. */
  Map<String, String> recomputeEnvironment() {
    Map<String, String> whole = new HashMap<>(aggregatorEnvironment());
    whole.put("BYPULS_KAFKA", kafka.bootstrapServers());
    return whole;
  }

  private Map<String, String> apiEnvironment() {
    return Map.ofEntries(
        entry("BYPULS_DATABASE_URL", database.jdbcUrl()),
        entry("BYPULS_REGISTRY_PASSWORD", secrets.password("bypuls_registry")),
        entry("BYPULS_OPEN_PASSWORD", secrets.password("bypuls_open")),
        entry("BYPULS_EXACT_PASSWORD", secrets.password("bypuls_exact")),
        entry("BYPULS_ADMIN_TOKEN_FILE", folder.adminToken().toString()),
        entry("BYPULS_OPERATOR_TOKEN_FILE", operatorTokenFile().toString()),
        entry("BYPULS_FILES_FOLDER", folder.data("months").toString()),
        entry("BYPULS_BASE_MAP", ground().toString()),
        entry("BYPULS_INGEST_URL", ingestUrl()),
        // Whoever has a proxy before ingest says by which name it is reached.
        entry(INTAKE, System.getenv().getOrDefault(INTAKE, ingestUrl())),
        entry("BYPULS_LIVE_MQTT_HOST", "127.0.0.1"),
        entry("BYPULS_LIVE_MQTT_PORT", Integer.toString(settings.ports().mqttFeed())));
  }

  /** The city's own tiles where somebody brought them, else what the town is drawn on. */
  private Path ground() {
    Path tiles = folder.data(Town.TILES);
    return Files.isRegularFile(tiles) ? tiles : folder.data(Town.BASE_MAP);
  }

  private String ingestUrl() {
    return "http://127.0.0.1:" + settings.ports().ingest();
  }

  private Path credentialsFile() {
    return secrets.file("credentials.properties");
  }

  private Path operatorTokenFile() {
    return secrets.file(OPERATOR_TOKEN);
  }

  /** Makes the files that the services find their secrets in. */
  void writeSecrets() {
    CityFolder.ownerOnly(folder.secrets());
    CityFolder.ownerOnly(folder.data("keys"));
    secrets.password(OPERATOR_TOKEN);
    CityFolder.writeOwnerOnly(
        credentialsFile(),
        "%s.username=%s\n%s.password=%s\n"
            .formatted(
                CREDENTIALS,
                MqttBroker.INGEST.name(),
                CREDENTIALS,
                mqtt.password(MqttBroker.INGEST.name())));
    if (!Files.exists(folder.adminToken())) {
      CityFolder.writeOwnerOnly(folder.adminToken(), Secrets.random() + "\n");
    }
  }
}
