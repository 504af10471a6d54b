package dk.bypuls.api.open;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.api.open.LiveClient.Event;
import dk.bypuls.api.registry.ApiProcess;
import dk.bypuls.api.registry.ApiProcess.Answer;
import dk.bypuls.api.surface.OpenSurface;
import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.Window;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.local.Database;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The open side of the packaged service, on a real broker and a real database. */
class OpenSideIT {

  private static final String WINDOWS = "/v1/datasets/havnstrup-air/windows";
  private static final String RECALLS = "/admin/v1/datasets/havnstrup-air/recalls";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String AIR_1 = "havnstrup-air-01";
  private static final String AIR_2 = "havnstrup-air-02";
  private static final String TEMPERATURE = "air-temperature";

  @TempDir static Path folder;

  private static int port;
  private static int minute;
  private static Database database;
  private static KafkaBroker kafka;
  private static WindowWriter writer;
  private static ApiProcess api;

  @BeforeAll
  static void start() throws Exception {
    database = Database.start(folder.resolve("city"), FreePorts.one());
    kafka = KafkaBroker.start(folder.resolve("city"), FreePorts.block(2));
    database.awaitReady();
    kafka.awaitReady();
    writer = new WindowWriter(database, kafka.bootstrapServers());
    writer.migrate();
    port = FreePorts.one();
    startService();
    apply(OpenTown.yaml());
    awaitStatus("/v1/datasets/havnstrup-air", 200);
  }

  @AfterAll
  static void stop() throws Exception {
    writer.close();
    api.close();
    kafka.close();
    database.close();
  }

  @Test
  void tellsTheSameBytesLiveAndInHistory() throws Exception {
    // Given
    List<String> published = new ArrayList<>();
    List<String> told;

    // When
    try (LiveClient client = new LiveClient(port, "?dataset=havnstrup-air", null)) {
      Instant start = nextMinute();
      published.addAll(publish(AIR_1, start, 1, 1234));
      published.addAll(publish(AIR_2, start, 1, 999));
      published.addAll(publish(AIR_1, start, 2, -7));
      String last = published.get(2);
      told = client.until(event -> event.data().equals(last)).stream().map(Event::data).toList();
    }

    // Then
    assertThat(told).containsAll(published);
    List<String> history = get(WINDOWS + "?from=P41D&format=ndjson").body().lines().toList();
    assertThat(history).contains(published.get(1), published.get(2));
    assertThat(history).doesNotContain(published.get(0));
    assertThat(get(WINDOWS + "?from=P41D").body()).contains(published.get(2));
    assertThat(get("/v1/datasets/havnstrup-air/latest").body()).contains(published.get(2));
  }

  @Test
  void answersWhatWasKnownThen() throws Exception {
    // Given
    Instant start = nextMinute();
    String first = publish(AIR_1, start, 1, 100).get(0);
    String then = first.replaceAll(".*\"publishedAt\":\"([^\"]+)\".*", "$1");
    Awaitility.await().until(() -> Instant.now().isAfter(Instant.parse(then)));
    publish(AIR_1, start, 2, 200);

    // When
    String known = get(WINDOWS + "?format=ndjson&from=" + start + "&as_of=" + then).body();

    // Then
    assertThat(known.lines()).contains(first);
  }

  @Test
  void goesOnWithoutGapOrRepetitionAfterADisconnect() throws Exception {
    // Given
    String known = publish(AIR_1, nextMinute(), 1, 1).get(0);
    List<String> missed = new ArrayList<>();
    String id;
    try (LiveClient client = new LiveClient(port, "?sensor=" + AIR_1, null)) {
      client.until(event -> event.data().equals(known));
      id = client.lastId();
    }
    for (int i = 0; i < 20; i++) {
      missed.addAll(publish(i % 2 == 0 ? AIR_1 : AIR_2, nextMinute(), 1, 1000 + i));
    }

    // When
    List<String> sameInstance = resumed(id, missed.size());
    restartService();
    List<String> another = resumed(id, missed.size());

    // Then
    assertThat(sameInstance).containsExactlyInAnyOrderElementsOf(missed);
    assertThat(another).containsExactlyInAnyOrderElementsOf(missed);
  }

  @Test
  void replaysFromTheTopicWhatIsNoLongerInMemory() throws Exception {
    // Given
    String known = publish(AIR_1, nextMinute(), 1, 1).get(0);
    String id;
    try (LiveClient client = new LiveClient(port, "", null)) {
      client.until(event -> event.data().equals(known));
      id = client.lastId();
    }
    List<Window> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add(Windows.complete(AIR_2, "pm2-5", nextMinute(), 1, i));
    }
    writer.tell(many.toArray(new Window[0]));
    String last = publish(AIR_2, nextMinute(), 1, 77).get(0);
    Awaitility.await().until(() -> get("/v1/datasets/havnstrup-air/latest").body().contains(last));

    // When
    List<String> told = resumed(id, 3001);

    // Then
    assertThat(told).contains(last).doesNotHaveDuplicates();
    assertThat(metric("bypuls_live_replays_total")).isPositive();
  }

  @Test
  void beginsAnewWhereNothingCanBeToldFromTheId() throws Exception {
    // Given
    publish(AIR_1, nextMinute(), 1, 5);

    // When
    List<Event> told;
    try (LiveClient client = new LiveClient(port, "?lastEventId=anotherTopic.1.2.3.4.5.6", null)) {
      told = List.of(client.next(), client.next());
    }

    // Then
    assertThat(told).extracting(Event::name).containsExactly("reset", "window");
  }

  @Test
  void tellsWhatWasWithdrawn() throws Exception {
    // Given
    Instant start = nextMinute();
    String window = publish(AIR_1, start, 1, 5).get(0);

    // When
    List<Event> told;
    try (LiveClient client = new LiveClient(port, "", null)) {
      client.until(event -> event.data().equals(window));
      writer.say(
          new Withdrawn(OpenTown.PUBLIC, start, start.plus(1, ChronoUnit.MINUTES), "a fault"));
      told = client.until(event -> event.name().equals("withdrawn"));
    }

    // Then
    assertThat(told.get(told.size() - 1).data()).contains("\"reason\":\"a fault\"");
    assertThat(get("/v1/datasets/havnstrup-air/latest").body()).doesNotContain(window);
  }

  @Test
  void aRecallHoldsByTheRegistryAlone() throws Exception {
    // Given two minutes, what a client knew of them, and nobody who deletes or says anything
    Instant first = nextMinute();
    Instant second = nextMinute();
    String beside = publish(AIR_1, nextMinute(), 1, 3).get(0);
    String id;
    try (LiveClient client = new LiveClient(port, "?sensor=" + AIR_2, null)) {
      String known = publish(AIR_2, nextMinute(), 1, 4).get(0);
      client.until(event -> event.data().equals(known));
      id = client.lastId();
    }
    List<String> taken = new ArrayList<>(publish(AIR_1, first, 1, 4712));
    taken.addAll(publish(AIR_1, second, 1, 4713));
    taken.addAll(publish(AIR_2, nextMinute(), 1, 4714));
    String page = WINDOWS + "?limit=1&from=" + first + "&to=" + second.plusSeconds(60);
    String next = json(page).get("next").asText().replaceFirst("^http://[^/]*", "");
    String tag = get(page).headers().firstValue("ETag").orElseThrow();
    Instant end = Instant.parse(taken.get(2).replaceAll(".*\"end\":\"([^\"]+)\".*", "$1"));

    // When
    Answer recalled = recall(first, end);

    // Then
    assertThat(recalled.status()).as(recalled.response().body()).isEqualTo(202);
    assertThat(recalled.json().get("state").asText()).isEqualTo("ordered");
    awaitRecalled(first);
    String all = get(WINDOWS + "?from=P41D&limit=10000&format=ndjson").body();
    assertThat(all.lines()).doesNotContainAnyElementsOf(taken);
    assertThat(get(page + "&as_of=PT0S").body()).doesNotContain("\"start\"");
    assertThat(get("/v1/datasets/havnstrup-air/latest").body()).doesNotContain(taken);
    assertThat(api.get(next, "").status()).isEqualTo(410);
    assertThat(api.get(next, "").json().get("restart").asText()).contains("/windows?");
    assertThat(get(page, "If-None-Match", tag).statusCode()).isEqualTo(200);
    String after = publish(AIR_2, nextMinute(), 1, 5).get(0);
    assertThat(heard(id, after)).contains(after).doesNotContainAnyElementsOf(taken);
    // What an aggregator that has not heard of it still says is not told either.
    String again = publish(AIR_1, second, 2, 4715).get(0);
    restartService();
    assertThat(heard(id, after)).contains(after).doesNotContain(again);
    assertThat(get(WINDOWS + "?from=P41D&limit=10000&format=ndjson").body().lines())
        .contains(after)
        .doesNotContain(again)
        .doesNotContainAnyElementsOf(taken);
    assertThat(beside).isNotEmpty();
  }

  @Test
  void theSameRecallTwiceIsOne() throws Exception {
    // Given
    Instant start = nextMinute();
    String job = recall(start, start.plusSeconds(60)).json().get("job").asText();
    long generation = generation();

    // When
    Answer again = recall(start, start.plusSeconds(60));
    Answer within = recall(start.plusSeconds(20), start.plusSeconds(30));

    // Then
    assertThat(again.json().get("job").asText()).isEqualTo(job);
    assertThat(within.json().get("job").asText()).isEqualTo(job);
    assertThat(generation()).isEqualTo(generation);
    JsonNode audit = api.get("/admin/v1/audit?kind=recall&id=" + job, ADMIN_TOKEN).json();
    assertThat(audit.at("/entries")).hasSize(1);
    assertThat(audit.at("/entries/0/message").asText()).isEqualTo("a face was counted");
    assertThat(audit.at("/entries/0/who").asText()).isEqualTo("admin");
    Map<String, String> silent = Map.of("from", start.toString());
    assertThat(api.post(RECALLS, ADMIN_TOKEN, silent).status()).isEqualTo(400);
    assertThat(api.post(RECALLS, "", silent).status()).isEqualTo(401);
    assertThat(get("/v1/datasets/havnstrup-air").body()).doesNotContain("a face was counted");
  }

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

  private static Answer recall(Instant from, Instant to) throws Exception {
    Map<String, String> order =
        Map.of("from", from.toString(), "to", to.toString(), "message", "a face was counted");
    return api.post(RECALLS, ADMIN_TOKEN, order);
  }

  private static void awaitRecalled(Instant from) {
    Awaitility.await()
        .until(() -> get("/v1/datasets/havnstrup-air").body().contains("{\"from\":\"" + from));
  }

  private static long generation() throws Exception {
    return json("/status").at("/parts/registry/generation").asLong();
  }

  /** What a client that comes back with that id is told, up to that window. */
  private static List<String> heard(String id, String last) throws Exception {
    try (LiveClient client = new LiveClient(port, "", id)) {
      return client.until(event -> event.data().equals(last)).stream().map(Event::data).toList();
    }
  }

  @Test
  void showsRunningWindowsLiveAndInLatestAndNotInHistory() throws Exception {
    // Given
    Instant start = nextMinute();

    // When
    Event told;
    try (LiveClient client = new LiveClient(port, "?quantity=pm2-5&place=havnstrup-torvet", null)) {
      writer.show(Windows.running(AIR_1, "pm2-5", start, 4242));
      List<Event> all = client.until(event -> event.data().contains("4.242"));
      told = all.get(all.size() - 1);
    }

    // Then
    assertThat(told.data()).contains("\"status\":\"running\"");
    assertThat(told.id()).isNull();
    assertThat(get("/v1/datasets/havnstrup-air/latest?quantity=pm2-5").body()).contains("4.242");
    assertThat(get(WINDOWS + "?from=P41D&quantity=pm2-5").body()).doesNotContain("4.242");
  }

  @Test
  void remembersTheNewestWindowsAfterARestartByteForByte() throws Exception {
    // Given
    String latest = "/v1/datasets/havnstrup-air/latest?quantity=" + TEMPERATURE;
    publish(AIR_1, nextMinute(), 1, 4711);
    String before = get(latest).body();

    // When
    restartService();

    // Then
    Answer after = api.get(latest, "");
    assertThat(after.response().body()).isEqualTo(before);
  }

  @Test
  void answersADatasetThatIsNotPublicLikeOneThatDoesNotExist() throws Exception {
    // Given
    List<Window> secret = List.of(Windows.secret(nextMinute(), 2150));
    writer.tell(secret.get(0));

    for (String rest :
        List.of("", "/places", "/latest", "/windows", "/normal", "/windows?nonsense=1")) {
      // When
      HttpResponse<String> hidden = get("/v1/datasets/havnstrup-offices" + rest);
      HttpResponse<String> absent = get("/v1/datasets/havnstrup-nothing" + rest);

      // Then
      assertThat(hidden.statusCode()).isEqualTo(404);
      assertThat(hidden.body()).isEqualTo(absent.body());
      assertThat(hidden.headers()).isEqualTo(absent.headers());
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
      school.until(event -> event.data().equals(last)).forEach(event -> told.add(event.data()));
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
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> named.hasEnded() && school.hasEnded());
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

  /** Who has another key, or none, gets the same bytes as where nothing is. */
  private static void assertHidden(String rest, String key) throws Exception {
    HttpResponse<String> absent = get("/v1/datasets/prover-nothing" + rest);
    for (HttpResponse<String> hidden :
        List.of(
            get("/v1/datasets/prover-air" + rest),
            invited("/v1/datasets/prover-air" + rest, key))) {
      assertThat(hidden.statusCode()).as(rest).isEqualTo(404);
      assertThat(hidden.body()).isEqualTo(absent.body());
      assertThat(hidden.headers()).isEqualTo(absent.headers());
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
    Awaitility.await().until(() -> get(path + "/latest").body().contains(told.get(1)));
    List<String> history = get(path + "/windows?from=P41D&format=ndjson").body().lines().toList();

    // Then
    assertThat(history).containsExactlyInAnyOrderElementsOf(told);
    assertThat(get(path + "/latest").body()).contains(told.get(0));
    assertThat(json(path).at("/policy/release").asText()).isEqualTo("protected");
    assertThat(json(path).has("sensors")).isFalse();
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
    // And nowhere is said where they are counted
    for (OpenSurface surface : OpenSurface.all()) {
      if (surface.service() == OpenSurface.Service.API && !surface.isStream()) {
        for (String asked : surface.asks(OpenTown.PEOPLE)) {
          assertThat(get(asked).body())
              .as(asked)
              .doesNotContain(OpenTown.SHELTER, OpenTown.COUNTER, "Krisecenter", "10.15");
        }
      }
    }
  }

  @Test
  void showsExactWindowsToAViewerAlone() throws Exception {
    // Given
    Window secret = Windows.secret(nextMinute(), 2050);
    writer.store("exact", List.of(secret), List.of(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    String token =
        api.post("/admin/v1/tokens", ADMIN_TOKEN, Map.of("name", "reader", "role", "viewer"))
            .json()
            .get("token")
            .asText();
    String path = "/admin/v1/datasets/havnstrup-offices";

    // When
    Answer windows = api.get(path + "/windows?from=P41D", token);

    // Then
    assertThat(windows.status()).isEqualTo(200);
    assertThat(windows.json().get("access").asText()).isEqualTo("internal");
    assertThat(windows.json().get("windows")).isNotEmpty();
    assertThat(api.get(path + "/latest", token).response().body()).contains("0.2050");
    assertThat(api.get("/admin/v1/datasets/havnstrup-air/windows", token).status()).isEqualTo(200);
    assertThat(api.get("/admin/v1/datasets/havnstrup-air/latest", token).status()).isEqualTo(200);
    assertThat(api.get(path + "/windows", "").status()).isEqualTo(401);
  }

  @Test
  void listsSilentDevicesToAViewerAlone() throws Exception {
    // Given one that is silent, one that is again, one that was and one that nobody registered
    Instant seen = Instant.parse("2026-11-21T10:00:00Z");
    DeviceStatus heard =
        new DeviceStatus(
            "havnstrup",
            AIR_2,
            seen,
            OptionalInt.of(80),
            OptionalInt.empty(),
            OptionalInt.empty(),
            null);
    writer.tell(
        heard.silentSince(seen.plusSeconds(180)),
        silent(AIR_1, seen),
        silent("havnstrup-unknown", seen),
        silent("havnstrup-office-01", seen),
        heard);
    String path = "/admin/v1/devices";

    // When
    JsonNode all =
        Awaitility.await()
            .until(
                () -> api.get(path, ADMIN_TOKEN).json().path("devices"),
                devices -> devices.size() == 3);

    // Then
    assertThat(all.findValuesAsText("sensor")).containsExactly(AIR_1, AIR_2, "havnstrup-office-01");
    JsonNode first = api.get(path + "?silent=true&limit=1", ADMIN_TOKEN).json();
    assertThat(first.get("devices").toString())
        .isEqualTo(
            "[{\"sensor\":\"havnstrup-air-01\",\"tenant\":\"havnstrup\","
                + "\"profile\":\"havnstrup-aq\",\"place\":\"havnstrup-torvet\","
                + "\"lastSeen\":\"2026-11-21T10:00:00Z\","
                + "\"silentSince\":\"2026-11-21T10:03:00Z\"}]");
    JsonNode rest = api.get(first.get("next").asText(), ADMIN_TOKEN).json();
    assertThat(rest.findValuesAsText("sensor")).containsExactly("havnstrup-office-01");
    JsonNode others = api.get(path + "?silent=false", ADMIN_TOKEN).json();
    assertThat(others.findValuesAsText("battery")).containsExactly("80");
    assertThat(api.get(path + "?silent=yes", ADMIN_TOKEN).status()).isEqualTo(400);
    assertThat(api.get(path, "").status()).isEqualTo(401);
  }

  private static DeviceStatus silent(String sensor, Instant seen) {
    OptionalInt unknown = OptionalInt.empty();
    return new DeviceStatus(
        "havnstrup", sensor, seen, unknown, unknown, unknown, seen.plusSeconds(180));
  }

  @Test
  void pagesHoldWhatTheFirstPageSaw() throws Exception {
    // Given
    Instant from = nextMinute();
    publish(AIR_1, from, 1, 0);
    for (int i = 1; i < 7; i++) {
      publish(AIR_1, nextMinute(), 1, i);
    }
    JsonNode first = json(WINDOWS + "?limit=3&from=" + from);
    publish(AIR_1, from.plus(1, ChronoUnit.MINUTES), 2, 555);
    publish(AIR_1, nextMinute(), 1, 556);

    // When
    List<String> paged = new ArrayList<>();
    JsonNode page = first;
    page.get("windows").forEach(window -> paged.add(window.get("start").asText()));
    while (!page.get("next").isNull()) {
      page = json(page.get("next").asText().replaceFirst("http://[^/]+", ""));
      page.get("windows").forEach(window -> paged.add(window.get("start").asText()));
      assertThat(page.toString()).doesNotContain("5.55").doesNotContain("5.56");
    }

    // Then
    assertThat(paged).hasSize(7).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void answersGoneWhenTheRegistrationChangedBetweenPages() throws Exception {
    // Given
    publish(AIR_1, nextMinute(), 1, 1);
    publish(AIR_1, nextMinute(), 1, 2);
    JsonNode first = json(WINDOWS + "?limit=1&from=P41D");
    String tag = get(WINDOWS).headers().firstValue("ETag").orElseThrow();

    // When
    apply(OpenTown.yaml("Luft " + minute, true));
    String next = first.get("next").asText().replaceFirst("http://[^/]+", "");
    awaitStatus(next, 410);

    // Then
    assertThat(json(next).get("restart").asText()).doesNotContain("cursor").contains("limit=1");
    assertThat(get(WINDOWS).headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
  }

  @Test
  void answersNotModifiedWhenNothingChanged() throws Exception {
    // Given
    for (String path :
        List.of(
            "/v1/datasets/havnstrup-air",
            "/v1/datasets/havnstrup-air/places",
            "/v1/datasets/havnstrup-air/latest",
            "/v1/datasets/havnstrup-air/normal",
            WINDOWS)) {
      HttpResponse<String> first = get(path);
      String tag = first.headers().firstValue("ETag").orElseThrow();

      // When
      HttpResponse<String> second = get(path, "If-None-Match", tag);

      // Then
      assertThat(first.headers().firstValue("Cache-Control"))
          .hasValue("public, max-age=10, must-revalidate");
      assertThat(second.statusCode()).as(path).isEqualTo(304);
    }
  }

  @Test
  void refusesWhatItDoesNotKnowAndSaysWhatIsNear() throws Exception {
    // When
    List<String> details =
        Stream.of(
                "?resolutoin=PT1M",
                "?resolution=PT1H&quantity=air-temprature",
                "?resolution=PT2M",
                "?sensor=havnstrup-air-1",
                "?from=yesterday",
                "?from=P1D&to=P2D",
                "?limit=10001",
                "?format=xml",
                "?bbox=1,2,3",
                "?cursor=AAAA")
            .map(OpenSideIT::refusal)
            .toList();

    // Then
    assertThat(details.get(0)).contains("Did you mean resolution?");
    assertThat(details.get(1)).contains("Did you mean air-temperature?");
    assertThat(details.get(3)).contains("Did you mean havnstrup-air-01?");
    assertThat(details.get(6)).contains("from 1 to 10000");
    assertThat(details.get(7)).contains("csv");
  }

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
  void goesOnLiveWhileTheDatabaseIsAwayAndCatchesUp() throws Exception {
    // Given
    publish(AIR_1, nextMinute(), 1, 1);
    assertThat(get(WINDOWS).statusCode()).isEqualTo(200);
    Window window = Windows.complete(AIR_1, TEMPERATURE, nextMinute(), 1, 31337);
    List<Instant> appended;
    HttpResponse<String> refused;

    // When
    try (LiveClient client = new LiveClient(port, "", null)) {
      database.kill();
      refused = get(WINDOWS);
      appended = writer.tell(window);
      client.until(event -> event.data().contains("3.1337"));
    }

    // Then
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("/v1/live");
    assertThat(get("/v1/datasets").statusCode()).isEqualTo(200);
    assertThat(get("/v1/datasets/havnstrup-air/latest").body()).contains("3.1337");
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    database.restart();
    writer.store("open", List.of(window), appended);
    assertThat(get(WINDOWS + "?from=P41D").body()).contains("3.1337");
  }

  @Test
  void disconnectsAClientThatReadsNothingAndNoOther() throws Exception {
    // Given
    try (LiveClient attentive = new LiveClient(port, "?quantity=" + TEMPERATURE, null);
        Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      deaf.getOutputStream()
          .write("GET /v1/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      String known = publish(AIR_1, nextMinute(), 1, 1).get(0);
      attentive.until(event -> event.data().equals(known));

      // When
      for (int round = 0; round < 20; round++) {
        List<Window> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
          many.add(Windows.complete(AIR_2, "pm2-5", nextMinute(), 1, i));
        }
        writer.tell(many.toArray(new Window[0]));
      }
      String last = publish(AIR_1, nextMinute(), 1, 2).get(0);
      attentive.until(event -> event.data().equals(last));

      // Then
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> metric("bypuls_live_disconnected_total") >= 1);
      assertThat(attentive.hasEnded()).isFalse();
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
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("ETag")).isNotEmpty();
    assertThat(head.response().body()).isEmpty();
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("Allow")).contains("GET");
    assertThat(squeezed.headers().firstValue("Content-Encoding")).hasValue("gzip");
  }

  @Test
  void describesItselfTruly() throws Exception {
    // When
    HttpResponse<String> contract = get("/openapi?format=json");

    // Then
    JsonNode paths = JSON.readTree(contract.body()).get("paths");
    for (String path :
        List.of("", "/{dataset}", "/{dataset}/places", "/{dataset}/privacy", "/{dataset}/latest")) {
      assertParametersAreTrue(paths, "/v1/datasets" + path);
    }
    assertParametersAreTrue(paths, "/v1/datasets/{dataset}/windows");
    assertParametersAreTrue(paths, "/v1/datasets/{dataset}/normal");
    assertParametersAreTrue(paths, "/v1/live");
    assertThat(json("/status").at("/parts/live/status").asText()).isEqualTo("up");
    assertThat(get("/v1/nothing").headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
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
  }

  private static List<String> publish(String sensor, Instant start, int revision, long mean)
      throws Exception {
    return writer.publish(Windows.complete(sensor, TEMPERATURE, start, revision, mean));
  }

  private static List<String> resumed(String id, int count) throws Exception {
    List<String> told = new ArrayList<>();
    try (LiveClient client = new LiveClient(port, "", id)) {
      while (told.size() < count) {
        told.add(client.next().data());
      }
    }
    return told;
  }

  /** A minute that no other test uses, within the last day. */
  private static synchronized Instant nextMinute() {
    return Instant.now()
        .truncatedTo(ChronoUnit.DAYS)
        .minus(40, ChronoUnit.DAYS)
        .plus(minute++, ChronoUnit.MINUTES);
  }

  private static void apply(String yaml) throws Exception {
    // The registry may still be preparing its tables.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> api.apply(yaml).status() == 200);
  }

  private static void startService() throws Exception {
    api =
        ApiProcess.launch(
            folder,
            database,
            kafka.bootstrapServers(),
            port,
            Map.of(
                "BYPULS_LIVE_REMEMBERED_EVENTS", "1024",
                "BYPULS_LIVE_CLIENT_BUFFER", "16384"));
    api.awaitLive();
    awaitStatus("/health/ready", 200);
  }

  private static void restartService() throws Exception {
    api.kill();
    startService();
  }

  private static void awaitStatus(String path, int status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(get(path).statusCode()).isEqualTo(status));
  }

  private static String refusal(String query) {
    try {
      HttpResponse<String> answer = get(WINDOWS + query);
      assertThat(answer.statusCode()).as(query + answer.body()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static double metric(String name) throws IOException, InterruptedException {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static JsonNode json(String path) throws IOException, InterruptedException {
    return api.get(path, "").json();
  }

  private static HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
