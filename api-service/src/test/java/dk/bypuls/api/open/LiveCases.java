package dk.bypuls.api.open;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.open.Heard.Event;
import dk.bypuls.api.registry.ApiProcess;
import dk.bypuls.api.registry.ApiProcess.Answer;
import dk.bypuls.events.Window;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.local.FreePorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is told as it happens, by event stream and WebSocket. */
abstract class LiveCases extends OpenStand {

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
      told = client.untilAll(published).stream().map(Event::data).toList();
    }

    // Then
    assertThat(told).containsAll(published);
    List<String> history = get(WINDOWS + "?from=P41D&format=ndjson").body().lines().toList();
    assertThat(history).contains(published.get(1), published.get(2));
    assertThat(history).doesNotContain(published.get(0));
    assertThat(get(WINDOWS + "?from=P41D").body()).contains(published.get(2));
    awaitLatest(published.get(2));
  }

  @Test
  void goesOnWithoutGapOrRepetitionAfterADisconnect() throws Exception {
    // Given
    List<String> known = new ArrayList<>(publish(AIR_1, nextMinute(), 1, 1));
    known.addAll(publish(AIR_2, nextMinute(), 1, 1));
    List<String> missed = new ArrayList<>();
    String id;
    try (LiveClient client = new LiveClient(port, "?dataset=havnstrup-air", null)) {
      client.untilAll(known);
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
    awaitLatest(last);

    // When
    List<String> told = resumed(id, 3001);

    // Then
    assertThat(told).contains(last).doesNotHaveDuplicates();
    assertThat(metric("bypuls_live_replays_total")).isPositive();
  }

  @Test
  void tellsTheSameOnAWebSocketAsInAnEventStream() throws Exception {
    // Given somebody who listens in both ways, asking for the same
    String query = "?dataset=havnstrup-air&place=havnstrup-torvet";
    List<String> published = new ArrayList<>();
    String id;
    try (SocketClient socket = new SocketClient(port, query);
        LiveClient stream = new LiveClient(port, query, null)) {

      // When
      for (int i = 0; i < 5; i++) {
        published.addAll(publish(AIR_1, nextMinute(), 1, 1200 + i));
        publish(AIR_2, nextMinute(), 1, 1300 + i);
      }

      // Then they hear the same bytes with the same ids, and one way goes on from the other's
      String last = published.get(published.size() - 1);
      List<Event> heard = socket.until(event -> event.data().equals(last));
      assertThat(heard).extracting(Event::data).containsSubsequence(published);
      assertThat(stream.until(event -> event.data().equals(last))).endsWith(lastOf(heard, 4));
      id = socket.lastId();
      socket.pinged().get(60, TimeUnit.SECONDS);
    }
    String missed = publish(AIR_1, nextMinute(), 1, 1400).get(0);
    try (SocketClient again = new SocketClient(port, query + "&lastEventId=" + id)) {
      assertThat(again.next().data()).isEqualTo(missed);
    }
    try (LiveClient again = new LiveClient(port, query, id)) {
      assertThat(again.next().data()).isEqualTo(missed);
    }
  }

  private static Event[] lastOf(List<Event> events, int count) {
    return events.subList(events.size() - count, events.size()).toArray(new Event[0]);
  }

  @Test
  void severalInstancesGiveTheSameFeedAndGoOnFromEachOthersIds() throws Exception {
    // Given another instance, and somebody who listens to each, in different ways
    int otherPort = FreePorts.one();
    SelfSigned certificate = SelfSigned.in(folder);
    int tlsPort = FreePorts.one();
    ApiProcess other = launch(otherPort, "0", certificate.environment(tlsPort)).awaitLive();
    List<String> told = new ArrayList<>();
    String id;
    String otherId;
    try {
      Awaitility.await().until(() -> other.get("/health/ready", "").status() == 200);
      tellsAStrangerWhetherItIsUpAndNothingElse(other);
      speaksTheNewerHttp(
          HttpClient.newBuilder().sslContext(certificate.trusted()).build(),
          "https://127.0.0.1:" + tlsPort);
      try (LiveClient here = new LiveClient(port, "", null);
          SocketClient there = new SocketClient(otherPort, "")) {
        String before = publish(AIR_1, nextMinute(), 1, 6000).get(0);
        here.until(event -> event.data().equals(before));
        there.until(event -> event.data().equals(before));
        id = here.lastId();
        otherId = there.lastId();

        // When windows of several partitions are told, revised and withdrawn
        Instant start = nextMinute();
        for (int i = 0; i < 20; i++) {
          told.addAll(publish(i % 2 == 0 ? AIR_1 : AIR_2, start, 1 + i / 2, 6001 + i));
        }
        writer.say(new Withdrawn(OpenTown.PUBLIC, start, start.plusSeconds(60), "a trial"));

        // Then both tell the same bytes, none twice
        assertThat(lasting(here, told))
            .containsExactlyInAnyOrderElementsOf(lasting(there, told))
            .doesNotHaveDuplicates();
      }
      // And each goes on from the other's id without gap or repetition, also after a restart
      int count = told.size() + 1;
      List<String> crossed = resumed(otherPort, id, count);
      assertThat(crossed).containsAll(told).doesNotHaveDuplicates();
      assertThat(resumed(port, otherId, count)).containsExactlyInAnyOrderElementsOf(crossed);
      other.kill();
      try (ApiProcess again = launch(otherPort, "0").awaitLive()) {
        Awaitility.await().until(() -> again.get("/health/ready", "").status() == 200);
        assertThat(resumed(otherPort, id, count)).containsExactlyInAnyOrderElementsOf(crossed);
      }
    } finally {
      other.kill();
    }
  }

  private static void tellsAStrangerWhetherItIsUpAndNothingElse(ApiProcess service)
      throws Exception {
    for (String path : List.of("/health/ready", "/health/live", "/health/live/", "/health//live")) {
      assertThat(service.get(path, "").response().body()).as(path).isEqualTo("{\"status\":\"UP\"}");
    }
    for (String path :
        List.of(
            "/metrics",
            "/metrics/",
            "//metrics",
            "/%6detrics",
            "/x/../metrics",
            "/health",
            "/health/well",
            "/health/started",
            "/health/group/x",
            "/health/ready/x")) {
      Answer refused = service.get(path, ADMIN_TOKEN);
      assertThat(refused.status()).as(path).isEqualTo(403);
      assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(refused.json().get("detail").asText()).contains("BYPULS_METRICS_FOR");
    }
  }

  /** All that is told up to a withdrawal and these windows, whatever order they come in. */
  private static List<String> lasting(Heard listener, List<String> windows) throws Exception {
    Set<String> missing = new HashSet<>(windows);
    missing.add("withdrawn");
    return listener
        .until(
            event -> {
              missing.remove(event.name());
              missing.remove(event.data());
              return missing.isEmpty();
            })
        .stream()
        .map(Event::data)
        .toList();
  }

  @Test
  void closesAWebSocketThatTalksAndSaysWhatToDo() throws Exception {
    // Given
    try (SocketClient talker = new SocketClient(port, "")) {

      // When
      for (int i = 0; i < 40 && !talker.hasEnded(); i++) {
        try {
          talker.socket().sendText("{\"subscribe\":" + i + "}", true).join();
        } catch (CompletionException closed) {
          // It may be closed between the question and the word; how, is asked below.
          break;
        }
      }

      // Then
      assertThat(talker.closing()).startsWith("1008 This feed only tells.");
    }
    HttpResponse<String> plain = get("/v1/live/ws");
    assertThat(plain.statusCode()).isEqualTo(426);
    assertThat(plain.body()).contains("speaks WebSocket");
    assertThat(get("/v1/live/ws?datset=x").body()).contains("Did you mean dataset?");
    assertThatThrownBy(() -> new SocketClient(port, "?dataset=havnstrup-offices"))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(404));
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
    assertAsTheirContractSays(told);
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
    assertAsTheirContractSays(told);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(get("/v1/datasets/havnstrup-air/latest").body()).doesNotContain(window));
  }

  @Test
  void showsRunningWindowsLiveAndInLatestAndNotInHistory() throws Exception {
    // Given
    Instant start = nextMinute();

    // When
    Event told;
    try (LiveClient client = new LiveClient(port, "?quantity=pm2-5&place=havnstrup-torvet", null)) {
      writer.show(Windows.running(AIR_1, "pm2-5", start, 4242));
      List<Event> all = client.until(event -> event.data().contains("\"mean\":4.242"));
      told = all.get(all.size() - 1);
    }

    // Then
    assertThat(told.data()).contains("\"status\":\"running\"");
    assertThat(told.id()).isNull();
    awaitBody("/v1/datasets/havnstrup-air/latest?quantity=pm2-5", "\"mean\":4.242");
    assertThat(get(WINDOWS + "?from=P41D&quantity=pm2-5").body()).doesNotContain("\"mean\":4.242");
  }

  @Test
  void remembersTheNewestWindowsAfterARestartByteForByte() throws Exception {
    // Given
    String latest = "/v1/datasets/havnstrup-air/latest?quantity=" + TEMPERATURE;
    awaitBody(latest, publish(AIR_1, nextMinute(), 1, 4711).get(0));
    String before = get(latest).body();

    // When
    restartService();

    // Then
    Answer after = api.get(latest, "");
    assertThat(after.response().body()).isEqualTo(before);
  }

  @Test
  void answersOverHttp2WithoutTlsToo() throws Exception {
    speaksTheNewerHttp(HttpClient.newHttpClient(), "http://127.0.0.1:" + port);
  }

  /** That client asks for HTTP/2 where it is not told otherwise. */
  private static void speaksTheNewerHttp(HttpClient client, String service) throws Exception {
    // Given
    String known = publish(AIR_1, nextMinute(), 1, 7100).get(0);
    URI history = URI.create(service + WINDOWS + "?from=P41D&format=ndjson&limit=all");

    // When
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(history).build(), HttpResponse.BodyHandlers.ofString());

    // Then
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.body().lines()).contains(known);
    String live = service + "/v1/live?sensor=" + AIR_1;
    try (LiveClient listener = new LiveClient(client, live, null, null)) {
      assertThat(listener.version()).isEqualTo(HttpClient.Version.HTTP_2);
      String told = publish(AIR_1, nextMinute(), 1, 7101).get(0);
      listener.until(event -> event.data().equals(told));
    }
  }

  @Test
  void goesOnLiveWhileTheDatabaseIsAwayAndCatchesUp() throws Exception {
    // Given
    publish(AIR_1, nextMinute(), 1, 1);
    assertThat(get(WINDOWS).statusCode()).isEqualTo(200);
    Window window = Windows.complete(AIR_1, TEMPERATURE, nextMinute(), 1, 31337);
    List<Instant> appended;
    HttpResponse<String> refused;
    Answer unheard;

    // When
    try (LiveClient client = new LiveClient(port, "", null)) {
      database.kill();
      refused = Awaitility.await().until(() -> get(WINDOWS), gone -> gone.statusCode() != 200);
      unheard = api.post(FEEDBACK, "", Map.of("text", "Is anybody there?"));
      appended = writer.tell(window);
      client.until(event -> event.data().contains("3.1337"));
    }

    // Then
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("/v1/live");
    assertThat(unheard.status()).as(unheard.response().body()).isEqualTo(503);
    assertThat(unheard.header("Retry-After")).isNotEmpty();
    assertThat(unheard.json().get("detail").asText()).contains("nothing was changed. Try again");
    assertThat(get("/v1/datasets").statusCode()).isEqualTo(200);
    awaitLatest("3.1337");
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    database.restart();
    writer.store("open", List.of(window), appended);
    awaitBody(WINDOWS + "?from=P41D", "3.1337");
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
          .until(() -> metric("bypuls_live_disconnected_total{reason=\"too-slow\"") >= 1);
      assertThat(attentive.hasEnded()).isFalse();
    }
  }
}
