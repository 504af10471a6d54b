package dk.bypuls.api.open;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.open.Heard.Event;
import dk.bypuls.api.registry.ApiProcess.Answer;
import dk.bypuls.api.surface.OpenSurface;
import dk.bypuls.events.Window;
import dk.bypuls.events.Withdrawn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is shown what, and how much of it. */
abstract class AccessCases extends OpenStand {

  @Test
  void whatIsListedAsOpenIsThereAndNeedsNoRole() throws Exception {
    assertThat(api.log()).contains("open surfaces: all of");
    for (OpenSurface surface : OpenSurface.all()) {
      if (surface.service() == OpenSurface.Service.API && !surface.isStream()) {
        for (String ask : surface.asks(OpenTown.PUBLIC)) {
          int status = get(ask).statusCode();
          if (surface.name().equals("errors")) {
            assertThat(status).as(ask).isBetween(400, 499);
          } else {
            assertThat(status).as(ask).isEqualTo(200);
          }
        }
      }
    }
  }

  @Test
  void answersADatasetThatIsNotPublicLikeOneThatDoesNotExist() throws Exception {
    // Given
    List<Window> secret = List.of(Windows.secret(nextMinute(), 2150));
    writer.tell(secret.get(0));

    for (String rest :
        List.of(
            "",
            "/places",
            "/latest",
            "/windows",
            "/normal",
            "/files",
            "/files/2026-10.csv.gz",
            "/notices.atom",
            "/windows?nonsense=1")) {
      // When
      HttpResponse<String> hidden = get("/v1/datasets/havnstrup-offices" + rest);
      HttpResponse<String> absent = get("/v1/datasets/havnstrup-nothing" + rest);

      // Then
      assertThat(hidden.statusCode()).isEqualTo(404);
      assertThat(hidden.body()).isEqualTo(absent.body());
      assertThat(told(hidden)).isEqualTo(told(absent));
    }
    assertThat(get("/v1/live?dataset=havnstrup-offices").body())
        .isEqualTo(get("/v1/live?dataset=havnstrup-nothing").body());
    assertThat(get("/v1/datasets").body()).doesNotContain("havnstrup-offices");
    assertThat(get("/v1/datasets/havnstrup-air/latest").body()).doesNotContain("0.2150");
  }

  @Test
  void showsAPilotToWhoWasInvitedAlone() throws Exception {
    // Given a real dataset that another person approved, and a key to its pilot
    approvePilot();
    String keys = "/admin/v1/datasets/prover-air/keys";
    String key = api.post(keys, ADMIN_TOKEN, Map.of("name", "school")).json().get("key").asText();
    String other =
        api.post("/admin/v1/datasets/havnstrup-air/keys", ADMIN_TOKEN, Map.of("name", "other"))
            .json()
            .get("key")
            .asText();
    Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(2, ChronoUnit.MINUTES);
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(invited("/v1/datasets/prover-air", key).statusCode()).isEqualTo(200));

    // When
    List<String> told = new ArrayList<>();
    List<Event> heardByAnyone;
    String published;
    try (LiveClient school = new LiveClient(port, "", null, key);
        LiveClient named = new LiveClient(port, "?dataset=prover-air", null, key);
        LiveClient anyone = new LiveClient(port, "", null)) {
      published = writer.publish(Windows.pilot(start, 1, 777)).get(0);
      writer.say(new Withdrawn(OpenTown.PILOT, start, start.plusSeconds(60), "a trial"));
      String last = publish(AIR_1, nextMinute(), 1, 4).get(0);
      heardByAnyone = anyone.until(event -> event.data().equals(last));
      school.untilAll(List.of(published, last)).forEach(event -> told.add(event.data()));
      named.until(event -> event.name().equals("withdrawn"));
      String id = named.lastId();
      assertThat(id).isNotNull();

      // Then who was invited has it, and nobody else can tell that it is there
      assertThat(told).contains(published);
      assertThat(heardByAnyone).noneMatch(event -> event.data().contains("prover"));
      writer.publish(Windows.pilot(start, 2, 778));
      assertThat(invited("/v1/datasets", key).body()).contains("prover-air");
      for (String rest : List.of("", "/places", "/latest", "/windows", "/normal")) {
        HttpResponse<String> shown = invited("/v1/datasets/prover-air" + rest, key);
        assertThat(shown.statusCode()).as(rest + shown.body()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Cache-Control"))
            .hasValue("private, max-age=10, must-revalidate");
        assertThat(shown.headers().firstValue("Vary").orElse("")).contains("Authorization");
        assertHidden(rest, "byp_none");
        assertHidden(rest, other);
      }
      assertThat(invited("/v1/datasets/prover-air/windows", key).body()).contains("0.0778");
      assertThat(get("/v1/datasets").body()).doesNotContain("prover");
      assertThat(invited("/v1/datasets", other).body()).doesNotContain("prover");

      // And when the key is revoked, it ends at once, what is being listened to included
      assertThat(api.get(keys, ADMIN_TOKEN).json().at("/keys/0/name").asText()).isEqualTo("school");
      assertThat(api.send("DELETE", keys + "/school", ADMIN_TOKEN, "").status()).isEqualTo(204);
      Awaitility.await().until(() -> named.hasEnded() && school.hasEnded());
      assertHidden("/windows", key);
      assertThat(anyone.hasEnded()).isFalse();
    }
    advance(Map.of("to", "public", "reason", "the trial went well"));
    awaitStatus("/v1/datasets/prover-air", 200);
    assertThat(get("/v1/datasets/prover-air/windows").body()).contains("0.0778");
    advance(Map.of("to", "deprecated", "reason", "a better one", "sunset", "2099-12-31T00:00:00Z"));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(get("/v1/datasets/prover-air/latest").headers().map())
                    .containsKey("deprecation")
                    .containsEntry("sunset", List.of("Thu, 31 Dec 2099 00:00:00 GMT")));
    assertThat(json("/v1/datasets/prover-air").at("/deprecated/sunset").asText())
        .isEqualTo("2099-12-31T00:00:00Z");
    advance(Map.of("to", "withdrawn", "reason", "it is over"));
    awaitStatus("/v1/datasets/prover-air", 404);
    assertHidden("/windows", key);
  }

  private static void approvePilot() throws Exception {
    apply(OpenTown.real());
    String reviewer =
        api.post("/admin/v1/tokens", ADMIN_TOKEN, Map.of("name", "rita", "role", "reviewer"))
            .json()
            .get("token")
            .asText();
    String gate = "/admin/v1/datasets/prover-air/gate";
    long number = api.get(gate, reviewer).json().at("/proposal/number").asLong();
    Answer approved =
        api.post(gate + "/approve", reviewer, Map.of("proposal", number, "message", "fine"));
    assertThat(approved.status()).as(approved.response().body()).isEqualTo(200);
    advance(Map.of("to", "pilot", "reason", "a trial with a school"));
  }

  private static void advance(Map<String, String> step) throws Exception {
    Answer answer = api.post("/admin/v1/datasets/prover-air/gate/advance", ADMIN_TOKEN, step);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
  }

  private static HttpResponse<String> invited(String path, String key) throws Exception {
    return get(path, "Authorization", "Bearer " + key);
  }

  /** The headers of an answer, without what is left to whoever asks. */
  private static Map<String, List<String>> told(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeIf(name -> name.startsWith("ratelimit"));
    return headers;
  }

  /** Who has another key, or none, gets the same bytes as where nothing is. */
  private static void assertHidden(String rest, String key) throws Exception {
    HttpResponse<String> absent = get("/v1/datasets/prover-nothing" + rest);
    for (HttpResponse<String> hidden :
        List.of(
            get("/v1/datasets/prover-air" + rest),
            invited("/v1/datasets/prover-air" + rest, key))) {
      assertThat(hidden.statusCode()).as(rest).isEqualTo(404);
      assertThat(hidden.body()).isEqualTo(absent.body());
      assertThat(told(hidden)).isEqualTo(told(absent));
    }
    HttpResponse<String> live = invited("/v1/live?dataset=prover-air", key);
    assertThat(live.body()).isEqualTo(get("/v1/live?dataset=prover-nothing").body());
  }

  @Test
  void tellsOfPeopleWhatIsProtectedAlone() throws Exception {
    // Given an answer, one that is withheld, and a window from before they were protected
    apply(OpenTown.people());
    String path = "/v1/datasets/" + OpenTown.PEOPLE;
    awaitStatus(path, 200);
    Instant start = nextMinute();
    writer.publish(Windows.ofCounter(start, 17));
    List<String> told =
        writer.publish(
            Windows.ofPeople("1km_6222_571", start, OptionalLong.of(43)),
            Windows.ofPeople("1km_6223_571", start, OptionalLong.empty()));

    // When
    awaitBody(path + "/latest", told.toArray(String[]::new));
    List<String> history = get(path + "/windows?from=P41D&format=ndjson").body().lines().toList();

    // Then
    assertThat(history).containsExactlyInAnyOrderElementsOf(told);
    assertThat(json(path).at("/policy/release").asText()).isEqualTo("protected");
    assertThat(json(path).has("sensors")).isFalse();
    JsonNode squares = json(path + "/places").get("features");
    assertThat(squares).isNotEmpty();
    assertThat(squares)
        .allMatch(square -> square.at("/geometry/type").asText().equals("Polygon"))
        .allMatch(square -> square.at("/geometry/coordinates/0").size() == 5);
    assertThat(get(path + "/privacy").body()).contains("færre end 20 passager");
    for (String refused :
        List.of(
            "place=" + OpenTown.SHELTER,
            "place=havnstrup-shelte",
            "sensor=" + OpenTown.COUNTER,
            "area=250m_622325_57150")) {
      HttpResponse<String> answer = get(path + "/windows?" + refused);
      assertThat(answer.statusCode()).as(refused).isEqualTo(400);
      assertThat(answer.body()).as(refused).doesNotContainIgnoringCase("did you mean");
    }
    assertThat(get(path + "/windows?resolution=PT1M").statusCode()).isEqualTo(400);
    List<JsonNode> cells = new ArrayList<>();
    json(path + "/windows?from=P41D&gaps=true&limit=10000").get("windows").forEach(cells::add);
    assertThat(cells)
        .isNotEmpty()
        .allMatch(cell -> cell.has("area") && !cell.has("place") && !cell.has("sensor"))
        .allMatch(cell -> cell.get("area").asText().matches("10?km_.*"));
    // And nowhere is said where they are counted
    for (OpenSurface surface : OpenSurface.all()) {
      if (surface.service() == OpenSurface.Service.API && !surface.isStream()) {
        for (String asked : surface.asks(OpenTown.PEOPLE)) {
          assertThat(get(asked).body())
              .as(asked)
              .doesNotContain(OpenTown.SHELTER, OpenTown.COUNTER, "Krisecenter", "10.15,");
        }
      }
    }
    assertAStricterPolicyHoldsByTheRegistryAlone(path, start, told);
  }

  private void assertAStricterPolicyHoldsByTheRegistryAlone(
      String path, Instant start, List<String> told) throws Exception {
    // Given what was told, a page of it, and nobody who tells it anew
    String page = path + "/windows?limit=1&from=P41D";
    String next = json(page).get("next").asText().replaceFirst("^http://[^/]*", "");
    String tag = get(page).headers().firstValue("ETag").orElseThrow();

    // When
    apply(OpenTown.people(Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS)));

    // Then it is gone as soon as the policy is in force, and is there again with its next revision
    String all = path + "/windows?from=P41D&format=ndjson";
    Awaitility.await().until(() -> get(all).body().isEmpty());
    assertThat(get(path + "/latest").body()).doesNotContain(told);
    assertThat(api.get(next, "").status()).isEqualTo(410);
    assertThat(get(page, "If-None-Match", tag).statusCode()).isEqualTo(200);
    List<String> anew =
        writer.publish(
            Windows.ofPeople("1km_6222_571", start, OptionalLong.of(40)).toldAs(2, Window.POLICY));
    Awaitility.await().until(() -> get(path + "/latest").body().contains(anew.get(0)));
    // A page may be as it was a second ago.
    Awaitility.await().until(() -> get(all).body().lines().toList().equals(anew));
    assertThat(get(all + "&as_of=PT0S").body().lines()).doesNotContainAnyElementsOf(told);
    // And it is told to people of the house, and to everyone with what is another in it
    String inside = "/admin/v1/datasets/" + OpenTown.PEOPLE;
    JsonNode job = api.get(inside + "/tightenings", ADMIN_TOKEN).json().at("/jobs/0");
    assertThat(job.get("version").asInt()).isEqualTo(2);
    assertThat(job.get("state").asText()).isEqualTo("ordered");
    JsonNode trial = api.get(inside + "/case", ADMIN_TOKEN).json().get("trial");
    assertThat(trial.get("mostShare").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(trial.get("mayTellZero").asBoolean()).isTrue();
    assertThat(trial.at("/policy/smallestGroup").asInt()).isEqualTo(30);
    assertThat(get(path + "/notices.atom").body())
        .contains("smallest group 20 → 30", "mindste gruppe 20 → 30");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/status", "/openapi", "/openapi.json", "/asyncapi", "/basemap/town.geojson"})
  void mayBeReadFromAnyPageWhereItIsNoDataEither(String path) throws Exception {
    for (String method : List.of("OPTIONS", "GET", "HEAD")) {
      // When
      Answer answer = api.send(method, path, "", "");

      // Then
      assertThat(answer.status()).as(method).isBetween(200, 204);
      assertThat(answer.header("Access-Control-Allow-Origin")).as(method).isEqualTo("*");
    }
  }

  @Test
  void mayBeReadFromAnyPageAndOnlyRead() throws Exception {
    // When
    Answer preflight = api.send("OPTIONS", "/v1/live", "", "");
    Answer head = api.send("HEAD", WINDOWS, "", "");
    Answer post = api.send("POST", "/v1/datasets", "", "{}");
    HttpResponse<String> squeezed = get("/v1/datasets/havnstrup-air", "Accept-Encoding", "gzip");

    // Then
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Last-Event-ID");
    assertThat(preflight.response().headers().map()).doesNotContainKey("content-encoding");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("ETag")).isNotEmpty();
    assertThat(head.response().body()).isEmpty();
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("Allow")).contains("GET");
    assertThat(squeezed.headers().firstValue("Content-Encoding")).hasValue("gzip");
  }

  @Test
  void aGrantedKeyHasTheLargerShareAndNoOther() throws Exception {
    // Given
    Answer asked = api.post("/v1/keys", "", Map.of("name", "thesis", "purpose", "To read"));
    String key = asked.json().get("key").asText();
    assertThat(policyOf(key)).startsWith("\"open\"");

    // When
    Answer granted = api.send("POST", "/admin/v1/keys/thesis/grant", ADMIN_TOKEN, "{}");

    // Then
    assertThat(granted.status()).as(granted.response().body()).isEqualTo(200);
    Awaitility.await().until(() -> policyOf(key).equals("\"key\";q=30000;w=60"));
    assertThat(policyOf("byp_of-nobody")).startsWith("\"open\";q=3000");
    assertThat(invited("/v1/datasets/havnstrup-air", key).headers().firstValue("Cache-Control"))
        .hasValueSatisfying(told -> assertThat(told).startsWith("public"));
    assertThat(invited("/v1/datasets/havnstrup-offices", key).statusCode()).isEqualTo(404);
    restartService();
    Awaitility.await().until(() -> policyOf(key).startsWith("\"key\""));

    // When it is revoked while somebody listens with it
    try (LiveClient listener = new LiveClient(port, "?dataset=havnstrup-air", null, key)) {
      listener.next();
      api.send("DELETE", "/admin/v1/keys/thesis", ADMIN_TOKEN, "");

      // Then
      Awaitility.await().until(() -> policyOf(key).startsWith("\"open\""));
      Awaitility.await().until(listener::hasEnded);
    }
  }

  private static String policyOf(String key) throws Exception {
    return invited("/v1/datasets", key).headers().firstValue("RateLimit-Policy").orElse("");
  }

  @Test
  void aNameThatIsTakenCostsNobodyTheirShareOfKeys() throws Exception {
    // Given
    assertThat(keyFrom("127.0.0.10", "taken")).startsWith("HTTP/1.1 201 ");

    // When
    for (int i = 0; i < 6; i++) {
      assertThat(keyFrom("127.0.0.11", "taken")).startsWith("HTTP/1.1 409 ");
    }

    // Then
    for (int i = 0; i < 5; i++) {
      assertThat(keyFrom("127.0.0.11", "free-" + i)).startsWith("HTTP/1.1 201 ");
    }
    assertThat(keyFrom("127.0.0.11", "one-more")).startsWith("HTTP/1.1 429 ");
  }

  /** What somebody at that address is answered who asks for a key. */
  private static String keyFrom(String address, String name) throws Exception {
    String body = "{\"name\":\"%s\",\"purpose\":\"To read\"}".formatted(name);
    try (Socket asker =
        new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0)) {
      asker.setSoTimeout(60_000);
      write(
          asker,
          "POST /v1/keys HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
              + "Content-Length: %d\r\nConnection: close\r\n\r\n%s".formatted(body.length(), body));
      return new String(asker.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.9, HEAD /v1/datasets",
    // What is ready is not free.
    "127.0.0.12, GET /v1/datasets/havnstrup-air/latest?format=csv"
  })
  void whoAsksWithoutEndIsRefusedWhileOthersAreAnswered(String address, String asked)
      throws Exception {
    // Given
    int requests = 20_000;
    String one = asked + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    List<String> heads;

    // When
    try (LiveClient other = new LiveClient(port, "?sensor=" + AIR_1, null);
        Socket greedy =
            new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0)) {
      greedy.setSoTimeout(60_000);
      Thread asking = new Thread(() -> write(greedy, one.repeat(requests)));
      asking.start();
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(greedy.getInputStream(), StandardCharsets.US_ASCII));
      heads =
          answers
              .lines()
              .filter(line -> line.startsWith("HTTP/1.1 ") || line.startsWith("Retry-After"))
              .takeWhile(line -> !line.startsWith("Retry-After"))
              .toList();
      String meanwhile = publish(AIR_1, nextMinute(), 1, 4321).get(0);
      other.until(event -> event.data().equals(meanwhile));
      greedy.close();
      asking.join();
    }

    // Then
    HttpResponse<String> other = get("/v1/datasets");
    assertThat(heads).hasSizeGreaterThan(3_000).first().asString().contains(" 200 ");
    assertThat(heads.get(heads.size() - 1)).contains(" 429 ");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.headers().firstValue("RateLimit-Policy")).hasValue("\"open\";q=3000;w=60");
    assertThat(other.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"open\";r=2");
  }

  private static void write(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException closed) {
      // The reader has what it waited for.
    }
  }

  @Test
  void showsThePageOfWhatIsNotPublicLikeThatOfWhatDoesNotExist() throws Exception {
    // Given what nobody may know of, and names that nothing has
    Map<String, String> absent =
        Map.of(
            "/datasets/" + OpenTown.SECRET, "/datasets/havnstrup-nothing",
            "/here/" + OpenTown.SHELTER, "/here/havnstrup-nowhere");

    for (Map.Entry<String, String> each : absent.entrySet()) {
      for (String rest : List.of("", "?lang=en&quantity=noise", "/", "/latest", "%2Fwindows")) {
        // When
        HttpResponse<String> hidden = get(each.getKey() + rest, "Accept", "text/html");
        HttpResponse<String> nothing = get(each.getValue() + rest, "Accept", "text/html");

        // Then
        assertThat(hidden.statusCode()).as(rest).isEqualTo(nothing.statusCode());
        assertThat(hidden.body()).isEqualTo(nothing.body()).doesNotContain(each.getKey());
        assertThat(told(hidden)).isEqualTo(told(nothing));
      }
      String tag = tagOf(each.getValue());
      HttpResponse<String> known = get(each.getKey(), "If-None-Match", tag);
      assertThat(known.statusCode()).as("one page, whatever it is about").isEqualTo(304);
    }
    assertThat(get("/datasets/" + OpenTown.SECRET).body())
        .contains("<html")
        .isEqualTo(get("/datasets/" + OpenTown.PUBLIC).body());
  }
}
