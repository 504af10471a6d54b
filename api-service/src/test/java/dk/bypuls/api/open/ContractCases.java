package dk.bypuls.api.open;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.contract.Contract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service says of itself, held against what it does. */
abstract class ContractCases extends OpenStand {

  @Test
  void describesADatasetInBothLanguages() throws Exception {
    // When
    JsonNode dataset = json("/v1/datasets/havnstrup-air");
    JsonNode places = json("/v1/datasets/havnstrup-air/places");

    // Then
    assertThat(dataset.at("/quantities/0/name/da").asText()).isEqualTo("Lufttemperatur");
    assertThat(dataset.at("/quantities/0/unit").asText()).isEqualTo("Cel");
    assertThat(dataset.at("/resolutions/0").asText()).isEqualTo("PT1M");
    assertThat(dataset.at("/publication/reference").asText()).isEqualTo("2026-0042");
    assertThat(dataset.at("/lateness").asText()).isEqualTo("P7D");
    assertThat(dataset.at("/sensors").asInt()).isEqualTo(2);
    assertThat(places.at("/features/0/properties/name/en").asText()).isEqualTo("Harbour");
    assertThat(json("/v1/datasets").at("/datasets"))
        .extracting(listed -> listed.get("id").asText())
        .contains(OpenTown.PUBLIC)
        .isSubsetOf(OpenTown.PUBLIC, OpenTown.PEOPLE, OpenTown.PILOT);
    assertThat(dataset.toString() + places).doesNotContain("canary");
  }

  @Test
  void tellsHowItIsAndHowItWas() throws Exception {
    // Given what another instance saw yesterday, and what is too old
    String well = "repeat('0', 1440)::bit(1440)";
    String minutes = "(repeat('0', 600) || repeat('1', 10) || repeat('0', 830))::bit(1440)";
    String add = "insert into registry.status_minutes values ((now() at time zone 'utc')::date - ";
    sql(add + "1, 'history', ~" + well + ", " + minutes + ")");
    sql(add + "91, 'history', ~" + well + ", " + well + ")");

    // When
    Awaitility.await()
        .until(
            () ->
                historyWasAwayForTenMinutes(json("/status"))
                    && json("/status").at("/parts/ingest/status").asText().equals("down"));

    // Then
    JsonNode status = json("/status?days=3");
    assertThat(status.get("days")).hasSize(3);
    int seen = 0;
    for (JsonNode day : status.get("days")) {
      seen += day.at("/history/seen").asInt();
    }
    assertThat(seen).isPositive();
    assertThat(status.at("/parts/aggregator/status").asText())
        .as("while ingest is away nobody can tell")
        .isNotEqualTo("down");
    assertThat(status.at("/status").asText()).isEqualTo("degraded");
    assertThat(status.at("/datasets/0/dataset").asText()).isEqualTo(OpenTown.PUBLIC);
    assertThat(status.toString()).doesNotContain(OpenTown.SECRET, OpenTown.SHELTER, "canary");
    assertThat(get("/status?days=91").statusCode()).isEqualTo(400);
    Awaitility.await()
        .until(
            () ->
                sql(
                        "delete from registry.status_minutes where day < (now() at time zone 'utc')::date - 90")
                    == 0);
    // What this instance sees itself is written down too.
    Awaitility.await()
        .until(() -> sql("delete from registry.status_minutes where part = 'ingest'") > 0);
  }

  /** Other cases may have been without their history for a minute. */
  private static boolean historyWasAwayForTenMinutes(JsonNode status) {
    for (JsonNode incident : status.get("incidents")) {
      if (incident.get("part").asText().equals("history")
          && incident.hasNonNull("to")
          && Duration.between(instant(incident, "from"), instant(incident, "to")).toMinutes()
              == 10) {
        return true;
      }
    }
    return false;
  }

  private static Instant instant(JsonNode node, String field) {
    return Instant.parse(node.get(field).asText());
  }

  @Test
  void describesItselfTruly() throws Exception {
    // When
    HttpResponse<String> contract = get("/openapi?format=json");

    // Then
    JsonNode document = JSON.readTree(contract.body());
    assertThat(document.get("security")).isEqualTo(JSON.readTree("[{},{\"key\":[]}]"));
    assertThat(document.at("/components/securitySchemes")).hasSize(2);
    JsonNode paths = document.get("paths");
    for (String path :
        List.of("", "/{dataset}", "/{dataset}/places", "/{dataset}/privacy", "/{dataset}/latest")) {
      assertParametersAreTrue(paths, "/v1/datasets" + path);
    }
    assertParametersAreTrue(paths, "/v1/datasets/{dataset}/windows");
    assertParametersAreTrue(paths, "/v1/datasets/{dataset}/normal");
    assertParametersAreTrue(paths, "/v1/datasets/{dataset}/usage");
    assertParametersAreTrue(paths, "/v1/datasets/{dataset}/files");
    assertParametersAreTrue(paths, "/v1/live");
    assertParametersAreTrue(paths, "/status");
    Awaitility.await().until(() -> json("/status").at("/parts/live/status").asText().equals("up"));
    assertThat(get("/v1/nothing").headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
  }

  @Test
  void saysThatItCannotReadARequestWithoutAHost() throws Exception {
    // When
    String answer = answerTo("GET /v1/datasets HTTP/1.1\r\nConnection: close\r\n\r\n");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"status\":400");
    assertThat(api.log()).doesNotContain("'Host' header is required");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/datasets/%zz, 40",
    "/v1/datasets/havnstrup-air/windows?place=%zz, 400",
    "/v1/datasets/havnstrup-air/windows?place=a|b[, 400",
    "/v1/datasets/havnstrup-air/latest?place=%, 400",
    "/v1/|, 404",
    "/%, 40",
    "/admin/v1/%zz, 40"
  })
  void refusesAnAddressThatCannotBeReadInWords(String address, String status) throws Exception {
    // When
    String answer =
        answerTo("GET " + address + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

    // Then
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json", "\"detail\":");
    assertThat(api.log()).doesNotContain("a request failed");
  }

  private static String answerTo(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void answersTheHeadOfAllThatItGives() throws Exception {
    // Given
    List<String> given = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path :
        json("/openapi?format=json").get("paths").properties()) {
      String address = path.getKey().replace("{dataset}", OpenTown.PUBLIC);
      boolean isStreamOrInside = address.startsWith("/v1/live") || address.startsWith("/admin/");
      if (path.getValue().has("get") && !address.contains("{") && !isStreamOrInside) {
        given.add(address);
      }
    }
    assertThat(given).contains("/status", "/v1/datasets").hasSizeGreaterThan(10);

    // When
    for (String address : given) {
      HttpResponse<String> head = api.send("HEAD", address, "", "").response();

      // Then
      HttpResponse<String> whole = get(address);
      assertThat(head.statusCode()).as(address).isEqualTo(whole.statusCode());
      for (String name : List.of("Content-Type", "Content-Encoding")) {
        assertThat(head.headers().firstValue(name))
            .as(address)
            .isEqualTo(whole.headers().firstValue(name));
      }
    }
  }

  /** Of each path, what can be brought about by a request alone. */
  @Test
  void answersAsItsContractSays() throws Exception {
    // Given
    JsonNode paths = json("/openapi?format=json").get("paths");
    Set<String> asked = new TreeSet<>();

    // When
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      String address = path.getKey().replace("{dataset}", OpenTown.PUBLIC);
      boolean isStream = path.getKey().startsWith("/v1/live");
      for (String status : names(path.getValue().at("/get/responses"))) {
        OptionalInt answered =
            address.startsWith("/v1/") && !address.contains("{")
                ? bringAbout(address, status, isStream)
                : OptionalInt.empty();
        if (answered.isPresent()) {
          assertThat(answered).as(path.getKey() + " " + status).hasValue(Integer.parseInt(status));
          asked.add(path.getKey() + " " + status);
        }
      }
    }

    // Then
    assertThat(asked).hasSizeGreaterThan(25);
  }

  @Test
  void itsExamplesAreTrue() throws Exception {
    // Given
    Contract document = new Contract(json("/openapi?format=json"));
    String operation = "GET /v1/datasets/{dataset}/windows";
    Map<String, List<String>> examples = document.examplesFor(operation);

    // When
    int shown = document.checkExamples();

    // Then what is shown is as it says, and what is asked for example is answered
    assertThat(shown).isGreaterThan(10);
    assertThat(examples).containsOnlyKeys("from", "bbox", "polygon", "columns");
    for (Map.Entry<String, List<String>> parameter : examples.entrySet()) {
      for (String example : parameter.getValue()) {
        String value = URLEncoder.encode(example, StandardCharsets.UTF_8);
        HttpResponse<String> answer = get(WINDOWS + "?" + parameter.getKey() + "=" + value);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
    }
  }

  @Test
  void answersInsideAsItsContractSays() throws Exception {
    // Given two pages of what is shown to people of the house, and one whose role may not see it
    publish(AIR_1, nextMinute(), 1, 1);
    publish(AIR_1, nextMinute(), 1, 2);
    String base = "/admin/v1/datasets/havnstrup-air/";
    String first = inside(base + "windows?limit=1&from=P41D", ADMIN_TOKEN).body();
    String next = JSON.readTree(first).get("next").asText().replaceFirst("http://[^/]+", "");
    String owner = tokenOf("contract-owner", "owner");

    // Then each answer is as the document has it, which every one is held against
    for (String path : List.of(base + "windows", base + "latest", "/admin/v1/live")) {
      assertThat(inside(path + "?nonsense=1", ADMIN_TOKEN).statusCode()).as(path).isEqualTo(400);
      assertThat(inside(path, "byp_none").statusCode()).as(path).isEqualTo(401);
      assertThat(inside(path, owner).statusCode()).as(path).isEqualTo(403);
    }
    for (String rest : List.of("windows", "latest")) {
      String absent = "/admin/v1/datasets/havnstrup-nothing/" + rest;
      assertThat(inside(absent, ADMIN_TOKEN).statusCode()).isEqualTo(404);
      HttpResponse<String> image =
          get(base + rest, "Authorization", "Bearer " + ADMIN_TOKEN, "Accept", "image/png");
      assertThat(image.statusCode()).isEqualTo(406);
    }

    // When the registration changes between two pages
    apply(OpenTown.yaml("Luft " + minute, true));
    Awaitility.await()
        .untilAsserted(() -> assertThat(inside(next, ADMIN_TOKEN).statusCode()).isEqualTo(410));
  }

  private static HttpResponse<String> inside(String path, String token) throws Exception {
    return get(path, "Authorization", "Bearer " + token);
  }

  /** What is answered where a status is to be expected; nothing where a request is not enough. */
  private static OptionalInt bringAbout(String address, String status, boolean isStream)
      throws Exception {
    HttpResponse<String> answer =
        switch (status) {
          case "200" -> isStream ? null : get(address);
          case "304" -> unchanged(address);
          case "400" -> get(address + "?nonsense=1");
          case "404" ->
              get(
                  address.contains(OpenTown.PUBLIC)
                      ? address.replace(OpenTown.PUBLIC, "nothing")
                      : address + "?dataset=nothing");
          case "406" -> get(address, "Accept", "image/png");
          default -> null;
        };
    return answer == null ? OptionalInt.empty() : OptionalInt.of(answer.statusCode());
  }

  /** What was told last may still be on its way into it. */
  private static HttpResponse<String> unchanged(String address) {
    return Awaitility.await()
        .until(
            () -> get(address, "If-None-Match", tagOf(address)),
            answer -> answer.statusCode() != 200);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** What the service says it knows is what the contract says it knows. */
  private static void assertParametersAreTrue(JsonNode paths, String path) throws Exception {
    List<String> documented = new ArrayList<>();
    for (JsonNode parameter : paths.at("/" + path.replace("/", "~1") + "/get/parameters")) {
      JsonNode ref = parameter.get("$ref");
      if (ref != null) {
        documented.add(ref.asText().replaceAll(".*/", ""));
      } else if (parameter.get("in").asText().equals("query")) {
        documented.add(parameter.get("name").asText());
      }
    }
    String detail =
        json(path.replace("{dataset}", OpenTown.PUBLIC) + "?nonsense=1").get("detail").asText();
    String known = detail.replaceAll("(?s).*Known: (.*)\\..*", "$1");
    List<String> answered = known.equals(detail) ? List.of() : List.of(known.split(", ", -1));
    assertThat(answered).as(path).containsExactlyInAnyOrderElementsOf(documented);
    for (String name : documented) {
      String asked = path.replace("{dataset}", OpenTown.PUBLIC) + "?" + name + "=";
      assertThat(json(asked).path("detail").asText()).as(asked).contains("is empty: leave it out");
    }
  }

  @Test
  void handsOutTheTilesOfTheCitysOwnFileToKeep() throws Exception {
    // Given
    JsonNode ground = json("/basemap/ground.json");
    assertThat(api.log()).contains("the base map has tiles of openmaptiles, zooms 0 to 0");
    assertThat(ground.get("attribution").asText()).isEqualTo("© OpenStreetMap");
    String tile = "/basemap/0/0/0.mvt";

    // When
    HttpResponse<String> told = get(ground.get("tiles").asText().replaceAll("\\{.}", "0"));
    HttpResponse<String> packed = get(tile, "Accept-Encoding", "gzip");

    // Then
    assertThat(told.body()).isEqualTo("a tile");
    assertThat(told.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.headers().firstValue("Cache-Control").orElseThrow())
        .doesNotContain("immutable");
    assertThat(get(tile, "If-None-Match", tagOf(tile)).statusCode()).isEqualTo(304);
    for (String nothing : List.of("/basemap/1/0/0.mvt", "/basemap/0/7/7.mvt")) {
      assertThat(get(nothing).statusCode()).as(nothing).isEqualTo(204);
    }
    for (String never :
        List.of("/basemap/a/0/0.mvt", "/basemap/0/0/0.png", "/basemap/0/0/-1.mvt")) {
      assertThat(get(never).statusCode()).as(never).isEqualTo(404);
    }
  }
}
