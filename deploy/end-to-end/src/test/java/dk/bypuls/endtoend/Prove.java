package dk.bypuls.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.adversary.Crowd;
import dk.bypuls.events.registry.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  /** Registers it in the city, with what else is to be there, in one order. */
  void applyTo(TestCity city, String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of(yaml(city.mqtt())));
    all.addAll(List.of(more));
    apply(city, all);
    awaitSubscription(city);
  }

  /** A second dataset of the same thermometers, about which nobody decided. */
  String undecided() throws IOException {
    return template("/later.yaml");
  }

  /** A third dataset of the same thermometers, which is public from the beginning. */
  String toBeRecalled() throws IOException {
    return template("/later.yaml").replace("TENANT-later", "TENANT-recalled") + DECISION;
  }

  /**
   * A counter of people at a place that nobody may know, of which nothing is public but how many
   * distinct devices there are in 10 km, where these are many.
   */
  String passers() throws IOException {
    return template("/canary.yaml").replace("PASSERS", passerCounter());
  }

  /** Counters of people, protected, with a decision that they are public. */
  String crowd(String name, int counters) throws IOException {
    StringBuilder places = new StringBuilder("places:\n");
    StringBuilder sensors = new StringBuilder("sensors:\n");
    for (int counter = 0; counter < counters; counter++) {
      Place place = Crowd.placeOf(counter);
      places.append(
          String.format(
              Locale.ROOT,
              "  - {id: TENANT-%s-%d, tenant: TENANT, name: {da: Sted, en: Place}, position: [%.6f, %.6f]}%n",
              name,
              counter,
              place.longitude(),
              place.latitude()));
      sensors.append(
          "  - {id: TENANT-%1$s-%2$d, tenant: TENANT, source: TENANT-http, device: %1$s-%2$d, profile: TENANT-%1$s-counter, place: TENANT-%1$s-%2$d}%n"
              .formatted(name, counter));
    }
    return places + "" + sensors + template("/crowd.yaml").replace("NAME", name) + DECISION;
  }

  String passerCounter() {
    return thermometer(0xbee5);
  }

  /** Records the decision that it is public. */
  void decide(TestCity city) throws IOException {
    apply(city, List.of(undecided() + DECISION));
  }

  private void apply(TestCity city, List<String> files) throws IOException {
    Path folder = Files.createTempDirectory(tenant);
    for (String yaml : files) {
      Path file = Files.createTempFile(folder, tenant, ".yaml");
      Files.writeString(file, yaml.replace("TENANT", tenant));
    }
    city.bypuls("apply", folder.toString());
    try (Stream<Path> written = Files.list(folder)) {
      for (Path file : written.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
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
        Duration.ofSeconds(90),
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
