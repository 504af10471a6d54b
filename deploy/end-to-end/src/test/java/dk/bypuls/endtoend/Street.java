package dk.bypuls.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.endtoend.NetworkServer.Uplink;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What the pages have to show in the running city: two thermometers of a simulated town, which are
 * public and were silent for an hour, and one of a municipality that has not decided yet.
 */
final class Street {

  static final String PUBLIC = "street-air";
  static final String UNDECIDED = "aadal-air";
  static final String TORVET = "street-torvet";
  static final String HAVNEN = "street-havnen";

  /** What it was on the market square and at the school as long as anybody knows. */
  static final double MILD = 12.34;

  private static final Namespace PAGES = Namespace.create(Street.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration REGISTERED = Duration.ofMinutes(1);
  private static final Duration TOLD = Duration.ofMinutes(2);
  private static final int SILENT_FROM = 120;
  private static final int SILENT_TO = 60;
  private static final int LONGEST_AGO = 180;

  /** Of each place, what its network calls the device. */
  private static final Map<String, String> DEVICES =
      Map.of(
          TORVET,
          "5712ee7000000001",
          HAVNEN,
          "5712ee7000000002",
          "aadal-skolen",
          "aada100000000001");

  private final TestCity city;
  private final AtomicLong counter = new AtomicLong();

  private Street(TestCity city) throws Exception {
    this.city = city;
    register();
    tellOfThePast();
  }

  /** The one of this run. */
  static Street of(ExtensionContext test) {
    return test.getRoot()
        .getStore(PAGES)
        .computeIfAbsent("street", key -> in(RunningCity.of(test).city()), Street.class);
  }

  private static Street in(TestCity city) {
    try {
      return new Street(city);
    } catch (Exception e) {
      throw new IllegalStateException("the street is not there", e);
    }
  }

  TestCity city() {
    return city;
  }

  /** A person with that role: their token. */
  String person(String name, String role) throws Exception {
    String asked = JSON.writeValueAsString(Map.of("name", name, "role", role));
    return admin("/admin/v1/tokens", asked, 201).get("token").asText();
  }

  /** A thermometer says how warm it is now. */
  void measure(String place, double warmth) throws Exception {
    try (NetworkServer network = new NetworkServer(city, tenant(place))) {
      network.publish(uplink(place, Instant.now(), warmth));
      network.awaitAcknowledgements();
    }
  }

  /** A network of the street says something else. */
  void say(String tenant, String device, String payload) throws Exception {
    try (NetworkServer network = new NetworkServer(city, tenant)) {
      network.publish("application/" + tenant + "/device/" + device + "/event/up", payload);
      network.awaitAcknowledgements();
    }
  }

  /** Whether a message of the street is in quarantine, as that person sees it. */
  boolean hasSetAside(String token) {
    return city.get(
            city.api("/admin/v1/quarantine?source=street-lorawan"),
            "Authorization",
            "Bearer " + token)
        .body()
        .contains("\"reason\"");
  }

  private void register() throws Exception {
    String yaml;
    try (InputStream template =
        Objects.requireNonNull(Street.class.getResourceAsStream("/street.yaml"))) {
      yaml = new String(template.readAllBytes(), UTF_8);
    }
    yaml = yaml.replace("BROKER", city.mqtt());
    for (Map.Entry<String, String> device : DEVICES.entrySet()) {
      String name = device.getKey().replaceFirst(".*-", "").toUpperCase(Locale.ROOT);
      yaml = yaml.replace("\"" + name + "\"", "\"" + device.getValue() + "\"");
    }
    Map<String, Object> files =
        Map.of("files", List.of(Map.of("name", "street.yaml", "text", yaml)));
    admin("/admin/v1/registry/apply?dryRun=false", JSON.writeValueAsString(files), 200);
    for (String tenant : List.of("street", "aadal")) {
      Until.isTrue("ingest has subscribed for " + tenant, REGISTERED, () -> isHeard(tenant));
    }
  }

  private boolean isHeard(String tenant) {
    return city.get(city.ingest("/metrics"))
        .body()
        .lines()
        .anyMatch(
            line ->
                line.startsWith("bypuls_ingest_mqtt_connected{")
                    && line.contains("source=\"" + tenant + "-lorawan\"")
                    && line.endsWith(" 1.0"));
  }

  /** A reading a minute, with an hour of silence. */
  private void tellOfThePast() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    for (String place : DEVICES.keySet()) {
      try (NetworkServer network = new NetworkServer(city, tenant(place))) {
        for (int ago = LONGEST_AGO; ago >= 0; ago--) {
          if (hasSpoken(place, ago)) {
            network.publish(uplink(place, now.minus(Duration.ofMinutes(ago)), MILD));
          }
        }
        network.awaitAcknowledgements();
      }
    }
    String first =
        "/v1/datasets/%s/windows?resolution=PT15M&format=ndjson&place=%s&from=%s"
            .formatted(PUBLIC, TORVET, now.minus(Duration.ofMinutes(LONGEST_AGO + 15)));
    Until.isTrue(
        "the past of the street is told",
        TOLD,
        () -> city.get(city.api(first)).body().lines().count() >= 8);
  }

  /** The minute that goes on is left to who measures at the harbour: it has one mean. */
  private static boolean hasSpoken(String place, int ago) {
    return ago > SILENT_FROM || (ago < SILENT_TO && !(place.equals(HAVNEN) && ago < 2));
  }

  private Uplink uplink(String place, Instant at, double warmth) {
    String device = Objects.requireNonNull(DEVICES.get(place));
    return new Uplink(device, counter.incrementAndGet(), at, warmth, "");
  }

  private static String tenant(String place) {
    return place.replaceFirst("-.*", "");
  }

  private JsonNode admin(String path, String body, int status) throws Exception {
    HttpResponse<String> answer = city.post(city.api(path), "Bearer " + city.adminToken(), body);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }
}
