package dk.bypuls.api.registry;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.access.AdminEndpoints;
import dk.bypuls.api.contract.InnerOperation;
import dk.bypuls.api.registry.ApiProcess.Answer;
import dk.bypuls.events.registry.BackPublication;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.DatasetChange;
import dk.bypuls.events.registry.PolicySimulation;
import dk.bypuls.events.registry.RegistryFold;
import dk.bypuls.local.Database;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry as people and programs reach it: the packaged service on real neighbours. */
class RegistryServiceIT {

  private static final String REGISTRY = "/admin/v1/registry/";
  private static final String ME = "/admin/v1/me";
  private static final String KEYS = "/admin/v1/keys";
  private static final String TOKENS = "/admin/v1/tokens";
  private static final String JSON = "application/json";
  private static final String DECIDED_FROM = "2026-11-01T00:00:00Z";
  private static final Map<String, String> QUICK =
      Map.ofEntries(
          Map.entry("BYPULS_REGISTRY_TOLD_WAIT", "PT30S"),
          Map.entry("BYPULS_REGISTRY_RETRY_WAIT", "PT0.2S"),
          Map.entry("BYPULS_REGISTRY_ACKNOWLEDGE_WAIT", "PT3S"),
          Map.entry("BYPULS_OPEN_KEYS_PER_SENDER", "100"),
          Map.entry("BYPULS_OPEN_KEYS_WAITING", "3"),
          Map.entry("BYPULS_OPEN_KEYS_UPKEEP", "PT0.5S"),
          Map.entry("BYPULS_ACCESS_FAILED_ATTEMPTS", "6"),
          Map.entry("BYPULS_ACCESS_FAILED_ATTEMPTS_WINDOW", "PT1S"));

  /** Counters of people, of whom nothing is published. */
  private static final String PEOPLE =
      """
      profiles:
        - id: havnstrup-counter
          tenant: havnstrup
          product: {vendor: Nordsensor, model: PC-1}
          interval: PT15M
          fields: [{pointer: /n, quantity: people-count, unit: "{people}"}]
      datasets:
        - id: havnstrup-people
          tenant: havnstrup
          title: {da: Folk, en: People}
          privacyClass: crowd
          profiles: [havnstrup-counter]
          quantities: [people-count]
          cells: 250m
      """;

  /** What else a dataset about people has to say before anyone can decide. */
  private static final String PROTECTED =
      """
          policies:
            - {version: 1, from: 2026-11-01T00:00:00Z, unit: passage, smallestGroup: 20, epsilon: 1/4, resolution: PT1H}
          owner: Teknik og Miljø
          contact: gang@vestby.example
          purpose: {da: At planlægge fortove, en: To plan pavements}
          legalBasis: Municipal task
          licence: CC-BY-4.0
          retention: P5Y
      """;

  private static final String TRIED =
      """
      unit: passage
      smallestGroup: 20
      epsilon: 1/4
      resolution: PT1H
      """;

  @TempDir static Path folder;

  private static Database database;
  private static KafkaBroker kafka;
  private static ToldRegistry told;
  private static ApiProcess api;
  private static Answer whileTheDatabaseWasAway;
  private static Answer keyWhileTheDatabaseWasAway;

  @BeforeAll
  static void start() throws Exception {
    database = Database.start(folder.resolve("city"), FreePorts.one());
    kafka = KafkaBroker.start(folder.resolve("city"), FreePorts.block(2));
    database.awaitReady();
    database.stop();
    launch(QUICK);
    whileTheDatabaseWasAway = api.get(REGISTRY + "sensor", ADMIN_TOKEN);
    keyWhileTheDatabaseWasAway = askForKey("early", "10.0.0.1 would like to read");
    database.launch();
    database.awaitReady();
    kafka.awaitReady();
    told = new ToldRegistry(kafka.bootstrapServers());
    told.create();
    awaitRegistry();
  }

  private static void launch(Map<String, String> settings) throws Exception {
    api = ApiProcess.launch(folder, database, kafka.bootstrapServers(), FreePorts.one(), settings);
    api.awaitLive();
  }

  private static void awaitRegistry() {
    Awaitility.await().until(() -> api.get(REGISTRY + "tenant", ADMIN_TOKEN).status() == 200);
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    kafka.close();
    database.close();
  }

  @Test
  void startsWhileTheDatabaseIsAwayAndSaysSo() {
    assertThat(whileTheDatabaseWasAway.status()).isEqualTo(503);
    assertThat(whileTheDatabaseWasAway.header("Content-Type")).contains("application/problem+json");
    assertThat(whileTheDatabaseWasAway.header("Retry-After")).isNotEmpty();
    assertThat(whileTheDatabaseWasAway.json().get("detail").asText()).contains("database is away");
    assertThat(keyWhileTheDatabaseWasAway.status()).isEqualTo(503);
    assertThat(keyWhileTheDatabaseWasAway.header("Retry-After")).isNotEmpty();
  }

  @Test
  void anyoneAsksForAKeyAndPeopleGrantIt() throws Exception {
    // Given
    String engineer = token("key-engineer", "engineer");
    String owner = token("key-owner", "owner");

    // When
    Answer asked = askForKey("university", "A thesis about the air");

    // Then it is shown once, and is none yet
    assertThat(asked.status()).as(asked.response().body()).isEqualTo(201);
    assertThat(asked.header("Cache-Control")).isEqualTo("no-store");
    assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(asked.json().get("state").asText()).isEqualTo("requested");
    String key = asked.json().get("key").asText();
    String hash = dk.bypuls.api.access.Token.sha256(key);
    assertThat(told.fold().registry().grantedKey(hash)).isEmpty();
    assertThat(askForKey("university", "Again").status()).isEqualTo(409);
    String list = api.get(KEYS, engineer).response().body();
    assertThat(list).contains("A thesis", "anna@uni.example").doesNotContain(key, hash);
    assertThat(api.get(KEYS, owner).response().body()).doesNotContain("anna@uni.example");

    // When
    assertThat(api.send("POST", KEYS + "/university/grant", owner, "{}").status()).isEqualTo(403);
    Answer granted = api.send("POST", KEYS + "/university/grant", engineer, "{}");
    Answer again = api.send("POST", KEYS + "/university/grant", engineer, "{}");

    // Then
    assertThat(granted.json().toString())
        .isEqualTo("{\"name\":\"university\",\"state\":\"granted\",\"told\":true}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(told.fold().registry().grantedKey(hash)).hasValueSatisfying(it -> {});
    JsonNode trail = api.get("/admin/v1/audit?kind=granted-key", engineer).json();
    assertThat(trail.at("/entries")).hasSize(1);
    assertThat(trail.at("/entries/0/who").asText()).isEqualTo("key-engineer");
    assertThat(trail.toString()).doesNotContain(hash).doesNotContain("anna@uni");
    assertThat(api.get(REGISTRY + "granted-key", ADMIN_TOKEN).status()).isEqualTo(404);

    // When
    assertThat(api.send("DELETE", KEYS + "/university", engineer, "").status()).isEqualTo(204);

    // Then nothing is left of it, and its name is free
    assertThat(told.fold().registry().grantedKey(hash)).isEmpty();
    assertThat(api.get(KEYS, engineer).response().body()).doesNotContain("university");
    assertThat(api.send("DELETE", KEYS + "/university", engineer, "").status()).isEqualTo(404);
    assertThat(askForKey("university", "Once more").status()).isEqualTo(201);
    assertThat(api.send("DELETE", KEYS + "/university", engineer, "").status()).isEqualTo(204);
    assertThat(api.get("/admin/v1/audit?kind=granted-key", engineer).json().toString())
        .contains("\"refused\"", "\"withdrawn\"");
    assertThat(api.log()).doesNotContain(key).doesNotContain("anna@uni");
  }

  private static Answer askForKey(String name, String purpose) throws Exception {
    return api.post(
        "/v1/keys", "", Map.of("name", name, "purpose", purpose, "contact", "anna@uni.example"));
  }

  @Test
  void refusesWhatNoKeyCanBeMadeOf() throws Exception {
    assertThat(refusedKey("{\"name\":\"a b\",\"purpose\":\"x\"}", 400)).contains("letters a-z");
    assertThat(refusedKey("{\"name\":\"ab\"}", 400)).contains("\\\"purpose\\\" is missing");
    assertThat(refusedKey("{\"name\":\"ab\",\"purpos\":\"x\"}", 400)).contains("mean purpose?");
    assertThat(refusedKey("[1]", 400)).contains("one JSON object");
    assertThat(refusedKey("{\"name\":\"ab\",\"purpose\":\"\\u001b[2J\"}", 400))
        .contains("control characters");
    assertThat(refusedKey("{\"name\":\"ab\",\"purpose\":\"for 010190-1234\"}", 400))
        .contains("CPR number")
        .doesNotContain("010190");
    assertThat(refusedKey("{\"name\":\"ab\",\"purpose\":\"" + "x".repeat(20_000) + "\"}", 413))
        .contains("larger");
    assertThat(api.get("/v1/keys", "").status()).isEqualTo(405);
    assertThat(api.get("/v1/keys", "").header("Allow")).contains("POST");
  }

  private static String refusedKey(String body, int status) throws Exception {
    Answer answer = api.send("POST", "/v1/keys", "", body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    return answer.response().body();
  }

  @Test
  void takesNoMoreKeysThanWereDeclaredAndForgetsThem() throws Exception {
    // Given what others left behind is gone
    emptyKeys();

    // When
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      statuses.add(askForKey("many-" + i, "x").status());
    }

    // Then
    assertThat(statuses).containsExactly(201, 201, 201, 503);

    // When a month has passed
    assertThat(sql("update registry.key_request set requested_at = now() - interval '31 days'"))
        .isEqualTo(3);

    // Then
    Awaitility.await().until(() -> api.get(KEYS, ADMIN_TOKEN).json().get("keys").isEmpty());
  }

  /** What only time would do otherwise. */
  private static int sql(String statement) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), "bypuls_registry", database.password("bypuls_registry"));
        Statement update = connection.createStatement()) {
      return update.executeUpdate(statement);
    }
  }

  private static void emptyKeys() throws Exception {
    for (JsonNode key : api.get(KEYS, ADMIN_TOKEN).json().get("keys")) {
      api.send("DELETE", KEYS + "/" + key.get("name").asText(), ADMIN_TOKEN, "");
    }
  }

  @Test
  void tellsTheTopicWhatWasApplied() throws Exception {
    // When
    Answer answer = api.apply(Town.YAML);

    // Then
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("told").asBoolean()).isTrue();
    RegistryFold fold = told.fold();
    assertThat(fold.generation()).isGreaterThanOrEqualTo(json.get("generation").asLong());
    assertThat(fold.registry().sensors())
        .filteredOn(sensor -> sensor.tenant().equals("havnstrup"))
        .hasSize(2);
    JsonNode sensors = api.get(REGISTRY + "sensor?limit=1", ADMIN_TOKEN).json();
    assertThat(sensors.at("/entities/0/id").asText()).isEqualTo("havnstrup-air-01");
    assertThat(sensors.at("/entities/0/entity/profile").asText())
        .isEqualTo("havnstrup-air-quality");
    JsonNode rest = api.get(sensors.get("next").asText(), ADMIN_TOKEN).json();
    assertThat(rest.at("/entities/0/id").asText()).isEqualTo("havnstrup-air-02");
    JsonNode one = api.get(REGISTRY + "dataset/havnstrup-air", ADMIN_TOKEN).json();
    assertThat(one.at("/entity/licence").asText()).isEqualTo("CC-BY-4.0");
    assertThat(one.get("withdrawn").asBoolean()).isFalse();
  }

  @Test
  void showsWhatADryRunWouldChange() throws Exception {
    // Given
    api.apply(Town.YAML);

    // When
    Answer answer =
        api.apply(Town.YAML.replace("[10.13, 56.12]", "[10.15, 56.12]"), "?dryRun=true");

    // Then
    JsonNode json = answer.json();
    assertThat(json.get("dryRun").asBoolean()).isTrue();
    assertThat(json.get("changes").toString())
        .isEqualTo(
            "[{\"kind\":\"place\",\"id\":\"havnstrup-havnen\",\"change\":\"changed\",\"fields\":[\"position\"]}]");
    assertThat(json.get("unchanged").asInt()).isEqualTo(8);
    assertThat(api.apply(Town.YAML).json().get("changes")).isEmpty();
  }

  @Test
  void takesAnOrderToPublishBackOnlyAfterTheDecision() throws Exception {
    // Given a decision that reaches back to the first of November
    api.apply(Town.YAML);
    String path = "/admin/v1/datasets/havnstrup-air/back-publication";

    // When
    Answer early = order(path, "2020-01-01", "approved");
    Answer silent = order(path, DECIDED_FROM, " ");
    Answer unknown = order(path.replace("-air", "-none"), DECIDED_FROM, "approved");
    Answer ordered = order(path, DECIDED_FROM, "approved 2026-0042");

    // Then
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.json().get("detail").asText()).contains("publication.from", "order from");
    assertThat(silent.status()).isEqualTo(400);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(ordered.status()).as(ordered.response().body()).isEqualTo(202);
    String job = ordered.json().get("job").asText();
    assertThat(told.fold().registry().backPublications())
        .extracting(BackPublication::id)
        .contains(job);
    JsonNode jobs = api.get(path, ADMIN_TOKEN).json().get("jobs");
    assertThat(jobs.at("/0/job").asText()).isEqualTo(job);
    assertThat(jobs.at("/0/state").asText()).isEqualTo("ordered");
    JsonNode audit = api.get("/admin/v1/audit?kind=back-publication&id=" + job, ADMIN_TOKEN).json();
    assertThat(audit.at("/entries/0/message").asText()).isEqualTo("approved 2026-0042");
    assertThat(audit.at("/entries/0/who").asText()).isEqualTo("admin");
  }

  private static Answer order(String path, String from, String message) throws Exception {
    Map<String, String> order = Map.of("from", from, "to", "PT0S", "message", message);
    return api.post(path, ADMIN_TOKEN, order);
  }

  @Test
  void takesAnOrderToSimulateOnlyAPolicyThatMayBeDecided() throws Exception {
    // Given
    api.apply(Town.YAML);
    api.apply(PEOPLE);
    String path = "/admin/v1/datasets/havnstrup-people/simulations";

    // When
    Answer loose = simulate(path, Map.of("policy", TRIED.replace("20", "9")));
    Answer object = simulate(path, Map.of("policy", Map.of("unit", "passage", "epsilon", 2)));
    Answer absent = simulate(path, Map.of("version", 1));
    Answer both = simulate(path, Map.of("version", 1, "policy", TRIED));
    Answer small = simulate(path, Map.of("policy", TRIED, "smallestGroups", List.of(9)));
    Answer open = simulate(path.replace("-people", "-air"), Map.of("policy", TRIED));
    Answer unknown = simulate(path.replace("-people", "-none"), Map.of("policy", TRIED));
    Answer ordered = simulate(path, Map.of("policy", TRIED));

    // Then
    assertThat(loose.status()).isEqualTo(422);
    assertThat(loose.json().at("/errors/0/line").asInt()).isEqualTo(2);
    assertThat(loose.json().at("/errors/0/message").asText()).contains("at least 10 (passage)");
    assertThat(object.json().get("errors").toString())
        .contains("needs the key smallestGroup", "needs the key resolution", "epsilon: below");
    assertThat(absent.json().get("detail").asText()).contains("0 versions", "no version 1");
    assertThat(both.status()).isEqualTo(400);
    assertThat(small.json().get("detail").asText()).contains("from 10 (the floor");
    assertThat(open.json().get("errors").toString()).contains("only a crowd or household dataset");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(ordered.status()).as(ordered.response().body()).isEqualTo(202);
    String job = ordered.json().get("job").asText();
    PolicySimulation order =
        told.fold().registry().simulations().stream()
            .filter(known -> known.id().equals(job))
            .findFirst()
            .orElseThrow();
    assertThat(order.smallestGroups()).containsExactly(20, 40, 100);
    assertThat(order.policy().grain().tree()).isEqualTo("havnstrup-people/250m");
    assertThat(api.get(path, ADMIN_TOKEN).json().at("/jobs/0/state").asText()).isEqualTo("ordered");
    JsonNode one = api.get(path + "/" + job, ADMIN_TOKEN).json();
    assertThat(one.at("/order/policy/rules/noise/epsilon").asText()).isEqualTo("1/4");
    assertThat(api.get(path + "/simulation-0", ADMIN_TOKEN).status()).isEqualTo(404);
  }

  private static Answer simulate(String path, Map<String, ?> what) throws Exception {
    Map<String, Object> order = new HashMap<>(what);
    order.putAll(Map.of("from", "P7D", "to", "PT0S", "message", "2026-0042"));
    return api.post(path, ADMIN_TOKEN, order);
  }

  @Test
  void takesAnOrderToBackFillWhenItsRangeIsOverAndNobodyElseHasIt() throws Exception {
    // Given
    api.apply(Town.YAML);
    String path = "/admin/v1/sensors/havnstrup-air-01/back-fill";

    // When
    Answer early =
        backFill(path, "2025-03-01", LocalDate.now(ZoneOffset.UTC).minusDays(2).toString());
    Answer partial = backFill(path, "2025-03-01", "2025-03-03T12:00:00Z");
    Answer unknown = backFill(path.replace("01", "09"), "2025-03-01", "2025-03-08");
    Answer ordered = backFill(path, "2025-03-01", "2025-03-08");
    Answer overlapping = backFill(path, "2025-03-07", "2025-03-09");
    Answer beside = backFill(path, "2025-03-08", "2025-03-09");

    // Then
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.json().get("detail").asText()).contains("still taken in", "lateness PT168H");
    assertThat(partial.json().get("detail").asText()).contains("beginning of a local day");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(ordered.status()).as(ordered.response().body()).isEqualTo(202);
    assertThat(overlapping.status()).isEqualTo(409);
    assertThat(overlapping.json().get("detail").asText())
        .contains(ordered.json().get("job").asText());
    assertThat(beside.status()).isEqualTo(202);
    assertThat(told.fold().registry().backFills())
        .extracting(order -> order.from().toString())
        .containsExactly("2025-02-28T23:00:00Z", "2025-03-07T23:00:00Z");
    assertThat(api.get(path, ADMIN_TOKEN).json().at("/jobs/1/state").asText()).isEqualTo("ordered");
  }

  private static Answer backFill(String path, String from, String to) throws Exception {
    List<?> files = List.of(Map.of("file", "one", "records", 7));
    return api.post(
        path, ADMIN_TOKEN, Map.of("from", from, "to", to, "message", "2026-57", "files", files));
  }

  @Test
  void saysWhereTheMistakesAre() throws Exception {
    // When
    Answer answer = api.apply(Town.YAML.replace("qos: 1", "qos: 2"));

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    JsonNode mistake = answer.json().at("/errors/0");
    assertThat(mistake.get("file").asText()).isEqualTo("town.yaml");
    assertThat(mistake.get("line").asInt()).isEqualTo(10);
    assertThat(mistake.get("column").asInt()).isPositive();
    assertThat(mistake.get("message").asText()).contains("qos");
  }

  @Test
  void refusesWhatIsTooMuchOrNotUnderstood() throws Exception {
    List<Map<String, String>> files = new ArrayList<>();
    for (int i = 0; i <= 1_000; i++) {
      files.add(Map.of("name", i + ".yaml", "text", ""));
    }
    assertThat(api.post(REGISTRY + "apply", ADMIN_TOKEN, Map.of("files", files)).status())
        .isEqualTo(413);
    assertThat(api.post(REGISTRY + "apply", ADMIN_TOKEN, Map.of("files", List.of())).status())
        .isEqualTo(400);
    Answer noJson = api.send("POST", REGISTRY + "apply", ADMIN_TOKEN, "{not json");
    assertThat(noJson.status()).isEqualTo(400);
    assertThat(noJson.header("Content-Type")).contains("application/problem+json");
    Map<String, String> large = Map.of("name", "large.yaml", "text", "#".repeat(10_000_001));
    assertThat(
            api.post(REGISTRY + "apply", ADMIN_TOKEN, Map.of("files", List.of(large, large)))
                .status())
        .isEqualTo(413);
    assertThat(api.get(REGISTRY + "thing", ADMIN_TOKEN).status()).isEqualTo(404);
    assertThat(api.get(REGISTRY + "sensor/none", ADMIN_TOKEN).status()).isEqualTo(404);
    assertThat(api.get("/admin/v1/audit?limit=0", ADMIN_TOKEN).status()).isEqualTo(400);
  }

  @Test
  void letsEveryRoleDoItsOwn() throws Exception {
    // Given
    api.apply(Town.YAML);
    String viewer = token("ida", "viewer");
    String engineer = token("emil", "engineer");
    Map<String, String> source = Map.of("name", "emils-sender", "source", "havnstrup-http");

    // Then
    JsonNode ida = api.get(ME, viewer).json();
    assertThat(ida.get("name").asText()).isEqualTo("ida");
    assertThat(ida.get("role").asText()).isEqualTo("viewer");
    assertThat(ida.get("rights"))
        .hasToString("[\"see-registry\",\"see-exact-windows\",\"see-quarantine\"]");
    assertThat(api.get(REGISTRY + "tenant", viewer).status()).isEqualTo(200);
    Answer tooLow = api.post(REGISTRY + "apply", viewer, Map.of());
    assertThat(tooLow.status()).isEqualTo(403);
    assertThat(tooLow.json().get("detail").asText()).contains("engineer");
    assertThat(api.get(TOKENS, viewer).status()).isEqualTo(403);
    assertThat(api.post(TOKENS, viewer, source).status()).isEqualTo(403);
    assertThat(api.post(TOKENS, engineer, source).status()).isEqualTo(201);
    assertThat(api.post(TOKENS, engineer, source).status()).isEqualTo(409);
    assertThat(api.post(TOKENS, engineer, Map.of("name", "x", "role", "viewer")).status())
        .isEqualTo(403);
    assertThat(api.send("DELETE", TOKENS + "/ida", engineer, "").status()).isEqualTo(403);
    assertThat(api.send("DELETE", TOKENS + "/emils-sender", engineer, "").status()).isEqualTo(204);
    assertThat(api.send("DELETE", TOKENS + "/ida", ADMIN_TOKEN, "").status()).isEqualTo(204);
    assertThat(api.get(ME, viewer).status()).isEqualTo(401);
    JsonNode audit = api.get("/admin/v1/audit?kind=token&id=ida", engineer).json();
    assertThat(audit.at("/entries/0/action").asText()).isEqualTo("withdrawn");
    assertThat(audit.at("/entries/1/after/role").asText()).isEqualTo("viewer");
    assertThat(api.get("/admin/v1/audit/verification", engineer).json().get("intact").asBoolean())
        .isTrue();
  }

  /** What begins its work before the port is opened must not keep the process from ending. */
  @Test
  void endsAtOnceWhereItsPortIsTakenAndNamesIt(@TempDir Path other) throws Exception {
    // When
    try (ApiProcess second =
        ApiProcess.launch(other, database, kafka.bootstrapServers(), api.port(), QUICK)) {
      int code = second.awaitEnd(Duration.ofSeconds(60));

      // Then
      assertThat(code).isNotZero();
      // What Vert.x was just beginning when it ended may say that it cannot go on.
      assertThat(
              second
                  .log()
                  .lines()
                  .filter(line -> line.contains("ERROR"))
                  .filter(line -> !line.contains("received by Vert.x")))
          .singleElement()
          .asString()
          .contains("Port " + api.port());
    }
  }

  @Test
  void letsNoRoleThroughToWhatAnotherMay() throws Exception {
    for (String role : List.of("viewer", "engineer", "owner", "reviewer", "auditor", "admin")) {
      String token = token("any-" + role, role);
      for (AdminEndpoints.Endpoint endpoint : AdminEndpoints.all()) {
        // When
        String body = endpoint.method().equals("POST") ? "{}" : "";
        // Asked for something that is not there, also that which answers without end does.
        String address =
            endpoint.address() + (endpoint.path().endsWith("/live") ? "?nothing=1" : "");
        Answer answer = api.send(endpoint.method(), address, token, body);

        // Then
        assertThat(answer.status() == 403)
            .as("%s as %s: %s", endpoint, role, answer.response().body())
            .isEqualTo(!endpoint.roles().contains(role));
      }
    }
    assertThat(api.get("/admin/v1/nothing", ADMIN_TOKEN).status()).isEqualTo(404);
  }

  /** Each answer is held against the contract by whoever asks. */
  @Test
  void refusesWhatItCannotTakeOrGive() throws Exception {
    int refused = 0;
    for (Map.Entry<String, InnerOperation> each : InnerOperation.all().entrySet()) {
      // Given what is wrong in another way too: nothing is there by that name
      String[] asked = each.getKey().split(" ", 2);
      String address = asked[1].replaceAll("\\{[^}]*}", "nothing");
      String body = asked[0].equals("POST") ? "{}" : "";

      // Then
      if (!each.getValue().gives().isEmpty()) {
        Answer unread = api.send(asked[0], address, ADMIN_TOKEN, body, types(JSON, "image/png"));
        assertThat(unread.status()).as(each.getKey()).isEqualTo(406);
        refused++;
      }
      Answer unknown =
          api.send(asked[0], address + "?limitt=1", ADMIN_TOKEN, body, types(JSON, "*/*"));
      assertThat(unknown.status()).as(each.getKey()).isEqualTo(400);
      assertThat(unknown.json().path("detail").asText())
          .startsWith("There is no parameter \"limitt\" here.");
      refused++;
      if (each.getValue().takes().contains(JSON)) {
        Answer image = api.send(asked[0], address, ADMIN_TOKEN, body, types("image/png", "*/*"));
        assertThat(image.status()).as(each.getKey()).isEqualTo(415);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
    for (String unread : List.of("audit?limit=many", "registry/sensor?limit=1.5")) {
      assertThat(api.get("/admin/v1/" + unread, ADMIN_TOKEN).status()).as(unread).isEqualTo(400);
    }
    assertThat(api.apply(Town.YAML, "?dryRun=perhaps").status()).isEqualTo(400);
  }

  @Test
  void doesNothingForWhoCannotReadTheAnswerOrIsNotUnderstood() throws Exception {
    // Given
    String body = "{\"name\":\"unread\",\"role\":\"viewer\"}";

    // When
    Answer unread = api.send("POST", TOKENS, ADMIN_TOKEN, body, types(JSON, "text/html"));
    Answer plain = api.send("POST", TOKENS, ADMIN_TOKEN, body, types("text/plain", JSON));
    Answer unnamed = api.send("POST", TOKENS, ADMIN_TOKEN, body, Map.of("Accept", JSON));

    // Then
    assertThat(unread.status()).isEqualTo(406);
    assertThat(unread.json().path("detail").asText()).isEqualTo("Accept application/json.");
    assertThat(plain.status()).isEqualTo(415);
    assertThat(plain.json().path("detail").asText())
        .isEqualTo("Send the body as application/json.");
    assertThat(unnamed.status()).isEqualTo(415);
    assertThat(api.get(TOKENS, ADMIN_TOKEN).response().body()).doesNotContain("unread");
    for (String accept :
        List.of("application/*", "text/html, */*;q=0.1", "Application/JSON;q=0.5")) {
      Answer read = api.send("GET", TOKENS, ADMIN_TOKEN, "", types(JSON, accept));
      assertThat(read.status()).as(accept).isEqualTo(200);
    }
  }

  @Test
  void refusesAParameterThatIsWrittenWronglyAndSaysWhichIsMeant() throws Exception {
    // Given
    String changed = Town.YAML.replace("The harbour", "The misspelt harbour");
    api.apply(Town.YAML);

    // When
    Answer applied = api.apply(changed, "?dryrun=true");
    Answer listed = api.get("/admin/v1/audit?limt=5&kind=token", ADMIN_TOKEN);

    // Then
    assertThat(applied.status()).isEqualTo(400);
    assertThat(applied.json().path("detail").asText()).contains("Did you mean dryRun?");
    assertThat(listed.status()).isEqualTo(400);
    assertThat(listed.json().path("detail").asText())
        .isEqualTo(
            "There is no parameter \"limt\" here. Did you mean limit?"
                + " Known: before, dataset, id, kind, limit, who.");
    assertThat(listed.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(api.get(REGISTRY + "place/havnstrup-havnen", ADMIN_TOKEN).response().body())
        .doesNotContain("misspelt");
  }

  private static Map<String, String> types(String sent, String accepted) {
    return Map.of("Content-Type", sent, "Accept", accepted);
  }

  @Test
  void publishesARealDatasetOnlyWhenAnotherPersonDecides() throws Exception {
    // Given
    Instant begun = Instant.now();
    String engineer = token("gate-engineer", "engineer");
    String reviewer = token("gate-reviewer", "reviewer");
    String owner = token("gate-owner", "owner");
    String gate = "/admin/v1/datasets/nordby-air/gate";
    String real = Town.real("nordby");

    // When the file asks for it
    Answer applied = api.apply(real, "", engineer);

    // Then it waits, and nothing is public
    JsonNode proposal = applied.json().at("/proposals/0");
    assertThat(proposal.get("state").asText()).as(applied.response().body()).isEqualTo("proposed");
    assertThat(proposal.get("detail").asText()).contains("./bypuls gate nordby-air");
    assertThat(told.fold().registry().dataset("nordby-air").orElseThrow().isPublic()).isFalse();
    JsonNode view = api.get(gate, engineer).json();
    assertThat(view.get("stage").asText()).isEqualTo("assessed");
    assertThat(view.at("/proposal/proposedBy").asText()).isEqualTo("gate-engineer");
    assertThat(view.get("missing")).isEmpty();
    long number = view.at("/proposal/number").asLong();
    assertThat(api.apply(real, "", engineer).json().at("/proposals/0/state").asText())
        .isEqualTo("still-waits");

    // When the owner changes the grounds, and is the proposer then
    Answer proposed =
        api.post(gate + "/propose", owner, Map.of("message", "new risk", "remainingRisk", "Low"));
    assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(200);
    assertThat(proposed.json().at("/proposal/difference").toString()).contains("Low");
    JsonNode first = api.get("/admin/v1/datasets", reviewer).json().at("/datasets/0");
    assertThat(first.at("/next/step").asText()).isEqualTo("decide");
    assertThat(first.at("/next/mine").asBoolean()).isTrue();
    assertThat(mayDo(gate, "approve", reviewer)).isEqualTo("true");
    assertThat(mayDo(gate, "approve", owner)).isEqualTo("false role");
    Answer stale = api.post(gate + "/approve", reviewer, decision(number));
    long next = proposed.json().at("/proposal/number").asLong();
    assertThat(stale.status()).isEqualTo(409);
    assertThat(api.post(gate + "/approve", owner, decision(next)).status()).isEqualTo(403);
    assertThat(api.post(gate + "/advance", owner, step("public")).status()).isEqualTo(409);
    Answer approved = api.post(gate + "/approve", reviewer, decision(next));

    // Then
    assertThat(approved.json().get("stage").asText())
        .as(approved.response().body())
        .isEqualTo("approved");
    assertThat(approved.json().get("reachesBackTo").asText()).isEqualTo(DECIDED_FROM);
    Dataset inForce = told.fold().registry().dataset("nordby-air").orElseThrow();
    assertThat(inForce.letsWindowsOut()).isFalse();
    assertThat(inForce.publication().from()).isAfter(begun);
    assertThat(api.post(gate + "/advance", owner, step("public")).status()).isEqualTo(200);
    Dataset open = told.fold().registry().dataset("nordby-air").orElseThrow();
    assertThat(open.isPublic()).isTrue();
    assertThat(open.releases(begun)).isFalse();
    assertThat(open.releases(Instant.now().plusSeconds(1))).isTrue();

    // And whoever has every role still does not decide about their own
    api.post(gate + "/propose", ADMIN_TOKEN, Map.of("message", "again", "reference", "2026-99"));
    long own = api.get(gate, ADMIN_TOKEN).json().at("/proposal/number").asLong();
    assertThat(mayDo(gate, "approve", ADMIN_TOKEN)).isEqualTo("false proposer");
    Answer alone = api.post(gate + "/approve", ADMIN_TOKEN, decision(own));
    assertThat(alone.status()).isEqualTo(403);
    assertThat(alone.json().get("detail").asText()).contains("another person");
    JsonNode rejected = api.post(gate + "/reject", reviewer, decision(own)).json();
    assertThat(rejected.at("/proposal/state").asText()).isEqualTo("rejected");
    assertThat(rejected.get("decisions").findValuesAsText("action"))
        .containsExactly("rejected", "proposed", "public", "approved", "proposed", "proposed");
    assertThat(rejected.at("/decisions/3/who").asText()).isEqualTo("gate-reviewer");
    assertThat(rejected.at("/decisions/3/message").asText()).isEqualTo("looked at it");
    assertThat(api.get("/admin/v1/audit/verification", reviewer).json().get("intact").asBoolean())
        .isTrue();

    // And what is decided on is not widened by a file
    Answer wider = api.apply(real.replace("[air-temperature, pm2-5]", "[air-temperature]"));
    assertThat(wider.json().at("/proposals/0/fields").toString()).contains("quantities");
    assertThat(wider.json().at("/changes")).isEmpty();
    Answer past = order("/admin/v1/datasets/nordby-air/back-publication", DECIDED_FROM, "yes");
    assertThat(past.status()).as(past.response().body()).isEqualTo(202);
    Answer further = order("/admin/v1/datasets/nordby-air/back-publication", "2020-01-01", "yes");
    assertThat(further.json().get("detail").asText()).contains("propose anew");

    // And those who build on it are told when it is decided, not when it is asked for
    assertThat(told.fold().registry().changesOf("nordby-air")).isEmpty();
    long narrower = api.get(gate, reviewer).json().at("/proposal/number").asLong();
    api.post(gate + "/approve", reviewer, decision(narrower));
    List<DatasetChange> changes = told.fold().registry().changesOf("nordby-air");
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).alterations())
        .containsExactly(
            new DatasetChange.Alteration(
                DatasetChange.QUANTITIES,
                List.of("air-temperature", "pm2-5"),
                List.of("air-temperature")));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                api.get("/v1/datasets/nordby-air/notices.atom", "")
                    .response()
                    .body()
                    .contains("No longer: Particles PM2.5 (pm2-5, ug/m3)."));
    assertThat(api.post(gate + "/advance", reviewer, step("withdrawn")).status()).isEqualTo(200);
    assertThat(told.fold().registry().dataset("nordby-air").orElseThrow().releases(Instant.now()))
        .isFalse();
    JsonNode trail = api.get("/admin/v1/audit?dataset=nordby-air", reviewer).json();
    assertThat(trail.get("entries").findValuesAsText("kind"))
        .contains("dataset", "publication", "back-publication", "dataset-change");
    assertThat(trail.get("entries").findValuesAsText("action")).startsWith("changed", "withdrawn");
  }

  /** Whether a step of a case may be taken, and if not, why. */
  private static String mayDo(String gate, String step, String token) throws Exception {
    JsonNode steps = api.get(gate.replace("/gate", "/case"), token).json().get("steps");
    for (JsonNode each : steps) {
      if (each.get("step").asText().equals(step)) {
        return (each.get("may").asText() + " " + each.path("why").asText()).strip();
      }
    }
    return "no such step";
  }

  @Test
  void aDecisionRefersOnlyToASimulationOfWhatIsDecided() throws Exception {
    // Given a real dataset about people, and two policies that were tried on its past
    String owner = token("trying-owner", "owner");
    String reviewer = token("trying-reviewer", "reviewer");
    api.apply(Town.real("vestby"));
    api.apply(PEOPLE.replace("havnstrup", "vestby") + PROTECTED);
    String path = "/admin/v1/datasets/vestby-people/";
    String same = simulate(path + "simulations", Map.of("version", 1)).json().get("job").asText();
    Answer tried = simulate(path + "simulations", Map.of("policy", TRIED.replace("20", "40")));
    String other = tried.json().get("job").asText();

    // When
    Answer unknown = propose(path, owner, "2026-0043, simulation-17");
    Answer otherRules = propose(path, owner, "2026-0043, " + other);
    Answer early = propose(path, owner, "2026-0043, " + same);
    isDone(same, "vestby-people");
    JsonNode found = api.get(path + "simulations/" + same, owner).json();
    Answer proposed = propose(path, owner, "2026-0043, " + same);
    long number = proposed.json().at("/proposal/number").asLong();
    Answer approved = api.post(path + "gate/approve", reviewer, decision(number));

    // Then each refusal says what to do, and the gate shows what the decision refers to
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.json().get("detail").asText())
        .contains("no such simulation", "privacy list");
    assertThat(otherRules.json().get("detail").asText()).contains("other rules", "--version 1");
    assertThat(early.json().get("detail").asText()).contains("no report", "ordered");
    assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(200);
    assertThat(proposed.json().at("/simulation/job").asText()).isEqualTo(same);
    assertThat(proposed.json().at("/simulation/state").asText()).isEqualTo("done");
    assertThat(found.at("/report/bySmallestGroup/0/smallestGroup").asInt()).isEqualTo(20);
    assertThat(found.at("/areas/features/0/id").asText()).isEqualTo("250m_62237_5756");
    assertThat(proposed.json().at("/simulation/refused").isMissingNode()).isTrue();
    assertThat(approved.json().get("stage").asText())
        .as(approved.response().body())
        .isEqualTo("approved");
    assertThat(approved.json().at("/simulation/job").asText()).isEqualTo(same);

    // And the case says what was decided on, in both languages, and from where one may go on trying
    JsonNode theCase = api.get(path + "case", owner).json();
    assertThat(theCase.get("inDanish").toString()).contains("færre end 20 passager");
    assertThat(theCase.get("inEnglish").toString()).contains("fewer than 20 passages");
    assertThat(theCase.at("/trial/policy/smallestGroup").asInt()).isEqualTo(20);
    assertThat(theCase.at("/trial/policy/cell").asText()).isEqualTo("250m");
    assertThat(theCase.at("/trial/units/0/smallestGroup").asInt()).isEqualTo(10);
    assertThat(theCase.at("/devices/0/fields/0/told").asBoolean()).isTrue();
    assertThat(theCase.at("/publication/remainingRisk").asText()).isEqualTo("Low");
    JsonNode reach = api.get(path + "recalls/reach?from=P1D", owner).json();
    assertThat(reach.has("rows")).as("no history, no count").isFalse();
    assertThat(reach.get("alsoIn")).isEmpty();
  }

  private static Answer propose(String path, String token, String reference) throws Exception {
    return api.post(
        path + "gate/propose",
        token,
        Map.of(
            "message", "for the new pavements",
            "reference", reference,
            "riskAssessment", "Who passes where few do",
            "remainingRisk", "Low",
            "from", "2026-11-01"));
  }

  private static final String COVERAGE =
      """
      "byResolution":[{"resolution":"PT1H","cells":168,"whole":120,"partly":0,"withheld":48,"withheldShare":0.286}],
      "byArea":[{"area":"250m_62237_5756","leaves":168,"withheld":48,"withheldShare":0.286}],"areasLeftOut":0,
      "errors":[{"quantity":"people-count","unit":"{people}","values":120,"typical":3,"largest":21,"typicalShare":0.041}]
      """;

  /** A report as aggregator-service writes it. */
  private static final String REPORT =
      """
      {"resolution":"PT1H","leaves":168,"silent":0,"withheld":48,"withheldShare":0.286,%s,
       "bySmallestGroup":[{"smallestGroup":20,"withheld":48,"withheldShare":0.286,%s}]}
      """
          .formatted(COVERAGE, COVERAGE);

  /** Notes what aggregator-service notes of an order that it has carried out. */
  private static void isDone(String job, String dataset) throws Exception {
    try (Connection connection = database.connect("bypuls_sink");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists exact.simulation (job text primary key, dataset text,"
              + " state text, detail text, reached timestamptz, report json,"
              + " updated_at timestamptz)");
      statement.execute(
          "insert into exact.simulation values ('%s', '%s', 'done', '', now(), '%s', now())"
              .formatted(job, dataset, REPORT));
    }
  }

  @Test
  void saysAllThatIsMissingAndLetsOnlyAnAdminInventATown() throws Exception {
    // Given a real dataset that says little of itself
    String owner = token("bare-owner", "owner");
    String engineer = token("bare-engineer", "engineer");
    String real = Town.real("sydby");
    String bare =
        real.substring(0, real.indexOf("    publication:"))
            .replace("    owner: Teknik og Miljø\n", "")
            .replace("    licence: CC-BY-4.0\n", "");
    assertThat(api.apply(bare, "", engineer).status()).isEqualTo(200);

    // When
    Answer incomplete =
        api.post("/admin/v1/datasets/sydby-air/gate/propose", owner, Map.of("message", "please"));
    Answer invented = api.apply(Town.YAML.replace("havnstrup", "luftby"), "", engineer);

    // Then
    assertThat(incomplete.status()).isEqualTo(422);
    assertThat(incomplete.json().get("missing").toString())
        .isEqualTo(
            "[\"owner\",\"licence\",\"publication.decidedBy\",\"publication.reference\",\"publication.riskAssessment\",\"publication.remainingRisk\"]");
    assertThat(api.get("/admin/v1/datasets/sydby-air/gate", owner).json().get("stage").asText())
        .isEqualTo("inventoried");
    assertThat(invented.status()).isEqualTo(403);
  }

  private static Map<String, Object> decision(long number) {
    return Map.of("proposal", number, "message", "looked at it");
  }

  private static Map<String, Object> step(String to) {
    return Map.of("to", to, "reason", "it is time");
  }

  @Test
  void tellsIngestTheHashOfASourcesTokenAndNobodyTheToken() throws Exception {
    // Given
    api.apply(Town.YAML);

    // When
    Answer made =
        api.post(TOKENS, ADMIN_TOKEN, Map.of("name", "sender", "source", "havnstrup-http"));

    // Then
    String token = made.json().get("token").asText();
    assertThat(token).startsWith("byp_");
    assertThat(made.json().get("told").asBoolean()).isTrue();
    assertThat(told.fold().registry().tokensOf("havnstrup-http"))
        .anyMatch(known -> known.sha256().equals(dk.bypuls.api.access.Token.sha256(token)));
    String list = api.get(TOKENS, ADMIN_TOKEN).response().body();
    assertThat(list).contains("\"sender\"").doesNotContain(token).doesNotContain("sha256");
    assertThat(api.log()).doesNotContain(token).doesNotContain(ADMIN_TOKEN);
    assertThat(api.post(TOKENS, ADMIN_TOKEN, Map.of("name", "b", "source", "none")).status())
        .isEqualTo(422);
    assertThat(api.post(TOKENS, ADMIN_TOKEN, Map.of("name", "b", "role", "king")).status())
        .isEqualTo(400);
    assertThat(api.post(TOKENS, ADMIN_TOKEN, Map.of("name", "b")).status()).isEqualTo(400);
    assertThat(api.get(REGISTRY + "source-token", ADMIN_TOKEN).status()).isEqualTo(404);
  }

  @Test
  void asksForATokenAndSlowsDownWhoGuesses() throws Exception {
    // Given
    Answer none = api.get(REGISTRY + "tenant", "");

    // When
    List<Integer> statuses = new ArrayList<>();
    awaitGuess("byp_first", 401);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              statuses.add(api.get(REGISTRY + "tenant", "byp_guess").status());
              return statuses.contains(429);
            });

    // Then
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(none.header("Content-Type")).contains("application/problem+json");
    assertThat(statuses).containsOnly(401, 429);
    assertThat(api.get(REGISTRY + "tenant", ADMIN_TOKEN).status()).isEqualTo(200);
    assertThat(api.get("/admin/v1/nothing/here", "").status()).isEqualTo(401);
    for (String wayAround :
        List.of(
            "/admin;a=b/v1/registry/tenant",
            "/admin/v1;a=b/registry/tenant",
            "/admin//v1/registry/tenant",
            "/%61dmin/v1/registry/tenant",
            "/x/../admin/v1/registry/tenant",
            "//admin/v1/audit")) {
      assertThat(api.get(wayAround, "").status()).as(wayAround).isIn(401, 404);
    }
    awaitGuess("byp_other", 401);
  }

  /** Once the time is over in which others guessed. */
  private static void awaitGuess(String token, int status) {
    Awaitility.await().until(() -> api.get(REGISTRY + "tenant", token).status() == status);
  }

  @Test
  void tellsAfterAKillWhatWasCommittedBeforeIt() throws Exception {
    // Given a service that does not wait for long until Kafka has it
    api.apply(Town.YAML);
    api.close();
    Map<String, String> hasty = new HashMap<>(QUICK);
    hasty.put("BYPULS_REGISTRY_TOLD_WAIT", "PT0.5S");
    launch(hasty);
    awaitRegistry();
    kafka.stop();
    Answer committed = api.apply(Town.YAML.replace("The harbour", "The old harbour"));

    // When
    api.kill();
    kafka.launch();
    kafka.awaitReady();
    launch(QUICK);
    awaitRegistry();

    // Then
    assertThat(committed.status()).isEqualTo(200);
    assertThat(committed.json().get("told").asBoolean()).isFalse();
    long generation = committed.json().get("generation").asLong();
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(told.fold().generation()).isGreaterThanOrEqualTo(generation));
    assertThat(told.fold().registry().place("havnstrup-havnen").orElseThrow().name().en())
        .isEqualTo("The old harbour");
    assertThat(api.get("/health/ready", "").response().body()).contains("registry");
    assertThat(api.get("/metrics", "").response().body()).contains("bypuls_registry_told");
  }

  private static String token(String name, String role) throws Exception {
    Answer made = api.post(TOKENS, ADMIN_TOKEN, Map.of("name", name, "role", role));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.json().get("token").asText();
  }
}
