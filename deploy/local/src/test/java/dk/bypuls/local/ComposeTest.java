package dk.bypuls.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What can be checked of the compose file without a container engine. */
class ComposeTest {
  private static final Path FOLDER = Checkout.find().resolve("deploy/compose");
  private static final int ENOUGH_FOR_AN_ABSENT_SESSION = 1_000_000;

  /** What one machine's broker needs and a container's does not, or says in another way. */
  private static final Set<String> OF_ONE_MACHINE_ONLY =
      Set.of(
          "process.roles",
          "node.id",
          "listeners",
          "advertised.listeners",
          "controller.listener.names",
          "controller.quorum.bootstrap.servers",
          "listener.security.protocol.map",
          "log.dirs",
          "num.network.threads",
          "num.io.threads",
          "group.coordinator.threads",
          "num.recovery.threads.per.data.dir",
          "background.threads",
          "log.cleaner.dedupe.buffer.size",
          "metadata.max.idle.interval.ms",
          "broker.heartbeat.interval.ms",
          "broker.session.timeout.ms");

  @Test
  void givesEachServiceTheEnvironmentThatUpGivesIt(@TempDir Path folder) throws IOException {
    // Given
    CitySettings settings = new CitySettings(Ports.DEFAULT, true, Instant.EPOCH);
    City city = new City(new CityFolder(folder), settings, Checkout.find(), line -> {});

    for (Part service : city.services()) {
      // When
      Map<String, String> environment = environment(service.name());

      // Then
      assertThat(environment.keySet())
          .as(service.name())
          .containsExactlyInAnyOrderElementsOf(service.environment().keySet());
    }
  }

  @Test
  void tilesInTheDataFolderGoBeforeTheTownsOwnGround(@TempDir Path folder) throws IOException {
    // Given
    CitySettings settings = new CitySettings(Ports.DEFAULT, true, Instant.EPOCH);
    City city = new City(new CityFolder(folder), settings, Checkout.find(), line -> {});

    // When
    String before = groundOf(city);
    Files.writeString(folder.resolve("basemap.pmtiles"), "tiles");

    // Then
    assertThat(before).endsWith("basemap.geojson");
    assertThat(groundOf(city)).endsWith("basemap.pmtiles");
  }

  private static String groundOf(City city) {
    return city.services().stream()
        .map(service -> service.environment().get("BYPULS_BASE_MAP"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void givesKafkaTheSettingsThatUpGivesIt() throws IOException {
    // Given
    Properties up = new Properties();
    up.load(KafkaBroker.class.getResourceAsStream("kafka.properties"));
    Map<String, String> expected = new TreeMap<>();
    for (String key : up.stringPropertyNames()) {
      if (!OF_ONE_MACHINE_ONLY.contains(key)) {
        expected.put(
            "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), up.getProperty(key));
      }
    }

    // Then
    assertThat(environment("kafka")).containsAllEntriesOf(expected);
  }

  @Test
  void mountsOnlyFilesThatAreThereOrThatMakeSecretsMakes() throws IOException {
    String makeSecrets = Files.readString(FOLDER.resolve("make-secrets"));
    for (Object service : services().values()) {
      for (Object volume : list(service, "volumes")) {
        String source = volume.toString().split(":", -1)[0];
        if (source.startsWith(".")) {
          assertThat(
                  Files.exists(FOLDER.resolve(source)) || makeSecrets.contains(source.substring(2)))
              .as(source)
              .isTrue();
        }
      }
    }
  }

  @Test
  void publishesPortsOnLoopbackOnly() throws IOException {
    for (Object service : services().values()) {
      assertThat(list(service, "ports"))
          .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
    }
  }

  @Test
  void letsTheServicesAndOneNetworkWatch() throws IOException {
    // Given
    Map<String, Object> watch = map(map(yaml().get("networks")).get("watch"));
    Object subnet = map(list(watch.get("ipam"), "config").get(0)).get("subnet");

    for (String service : List.of("ingest", "aggregator", "api")) {
      // Then
      assertThat(list(services().get(service), "networks")).asString().contains("watch");
      assertThat(environment(service))
          .containsEntry("BYPULS_METRICS_FOR", "127.0.0.0/8,::1," + subnet);
    }
    // What others ask through a published port must not come from it.
    assertThat(watch).containsEntry("internal", true);
  }

  @Test
  void makesEverySecretThatTheFileAsksFor(@TempDir Path folder) throws IOException {
    // Given
    Path script = Files.copy(FOLDER.resolve("make-secrets"), folder.resolve("make-secrets"));
    assertThat(script.toFile().setExecutable(true)).isTrue();

    // When
    Shell.demand("make secrets", List.of(script.toString()));

    // Then
    Properties made = new Properties();
    made.load(Files.newBufferedReader(folder.resolve(".env")));
    String compose = Files.readString(FOLDER.resolve("compose.yaml"));
    Matcher wanted = Pattern.compile("\\$\\{(\\w+)").matcher(compose);
    while (wanted.find()) {
      assertThat(made.getProperty(wanted.group(1))).as(wanted.group(1)).isNotBlank();
    }
    for (Object secret : map(yaml().get("secrets")).values()) {
      assertThat(folder.resolve(String.valueOf(map(secret).get("file")))).isNotEmptyFile();
    }
  }

  @Test
  void letsMosquittoKeepEnoughForAnAbsentSession() throws IOException {
    // Given
    Map<String, String> settings = new HashMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("mosquitto/mosquitto.conf"))) {
      String[] words = line.split(" ", 2);
      if (words.length == 2 && !line.startsWith("#")) {
        settings.put(words[0], words[1]);
      }
    }

    // Then
    assertThat(Integer.parseInt(settings.get("max_queued_messages")))
        .isGreaterThanOrEqualTo(ENOUGH_FOR_AN_ABSENT_SESSION);
    assertThat(settings)
        .containsEntry("allow_anonymous", "false")
        .containsEntry("persistence", "true")
        .containsEntry("max_queued_bytes", "0");
    assertThat(Files.readString(FOLDER.resolve("mosquitto/acl.conf")))
        .contains("user network-server\ntopic write application/#", "user ingest\ntopic read #");
  }

  private static Map<String, String> environment(String service) throws IOException {
    Map<String, String> environment = new HashMap<>();
    map(map(services().get(service)).get("environment"))
        .forEach((name, value) -> environment.put(name, String.valueOf(value)));
    return environment;
  }

  private static Map<String, Object> services() throws IOException {
    return map(yaml().get("services"));
  }

  private static Map<String, Object> yaml() throws IOException {
    return new Yaml().load(Files.readString(FOLDER.resolve("compose.yaml")));
  }

  @SuppressWarnings({"unchecked", "NullAway"})
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) value;
  }

  private static List<?> list(@Nullable Object service, String key) {
    return map(service).get(key) instanceof List<?> list ? list : List.of();
  }
}
