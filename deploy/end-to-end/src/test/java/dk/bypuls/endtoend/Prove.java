package dk.bypuls.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A small registry to prove things with: a public dataset of the weather and an internal one of a
 * cellar.
 */
record Prove(String tenant, int thermometers, String interval) {

  /** What a decision that the weather is public says. */
  private static final String DECISION =
      """
          publication:
            decidedBy: Fiktiv jurist
            decidedOn: 2026-01-02
            reference: 2026-0002
            riskAssessment: Ingen personer kan genkendes i en lufttemperatur
            remainingRisk: Ingen kendt
            from: 2020-01-01T00:00:00Z
      """;

  /** Registers it in the city. */
  void applyTo(TestCity city) throws IOException {
    apply(city, yaml(city.mqtt()));
    awaitSubscription(city);
  }

  /** Registers a second dataset of the same thermometers, about which nobody decided. */
  void applyUndecided(TestCity city) throws IOException {
    apply(city, template("/later.yaml"));
  }

  /** Registers a third dataset of the same thermometers, which is public from the beginning. */
  void applyToBeRecalled(TestCity city) throws IOException {
    apply(city, template("/later.yaml").replace("TENANT-later", "TENANT-recalled") + DECISION);
  }

  /** Registers a counter of people at a place that nobody may know, of which nothing is public. */
  void applyPassers(TestCity city) throws IOException {
    apply(city, template("/canary.yaml").replace("PASSERS", passerCounter()));
  }

  String passerCounter() {
    return thermometer(0xbee5);
  }

  /** Records the decision that it is public. */
  void decide(TestCity city) throws IOException {
    apply(city, template("/later.yaml") + DECISION);
  }

  private void apply(TestCity city, String yaml) throws IOException {
    Path file = Files.createTempFile(tenant, ".yaml");
    Files.writeString(file, yaml.replace("TENANT", tenant));
    city.bypuls("apply", file.toString());
    Files.delete(file);
  }

  private static String template(String name) throws IOException {
    try (InputStream template = Objects.requireNonNull(Prove.class.getResourceAsStream(name))) {
      return new String(template.readAllBytes(), UTF_8);
    }
  }

  /** What a broker takes over while nobody has subscribed yet reaches nobody. */
  private void awaitSubscription(TestCity city) {
    Pattern connected =
        Pattern.compile(
            "(?m)^bypuls_ingest_mqtt_connected\\{[^}]*source=\""
                + tenant
                + "-lorawan\"[^}]*} 1\\.0$");
    Until.isTrue(
        "ingest has subscribed for " + tenant,
        Duration.ofSeconds(30),
        () -> connected.matcher(city.get(city.ingest("/metrics")).body()).find());
  }

  /** The DevEUI of a thermometer; they differ from tenant to tenant. */
  String thermometer(int number) {
    return "%08x%08x".formatted(tenant.hashCode(), number);
  }

  String cellarThermometer() {
    return thermometer(0xce11a4);
  }

  String jsonThermometer() {
    return "w-1-" + tenant;
  }

  private String yaml(String broker) throws IOException {
    StringBuilder yaml = new StringBuilder(template("/prove.yaml"));
    for (int i = 0; i < thermometers; i++) {
      yaml.append(sensor("thermo-" + i, "lorawan", thermometer(i), "thermometer", "torvet"));
    }
    yaml.append(sensor("cellar-0", "lorawan", cellarThermometer(), "cellar-thermometer", "skolen"));
    yaml.append(sensor("json-0", "http", jsonThermometer(), "json-thermometer", "skolen"));
    return yaml.toString().replace("BROKER", broker).replace("INTERVAL", interval);
  }

  private static String sensor(
      String id, String source, String device, String profile, String place) {
    return "  - {id: TENANT-%s, tenant: TENANT, source: TENANT-%s, device: %s, profile: TENANT-%s, place: TENANT-%s}%n"
        .formatted(id, source, "\"" + device + "\"", profile, place);
  }
}
