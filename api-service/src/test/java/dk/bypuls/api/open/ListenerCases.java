package dk.bypuls.api.open;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.registry.ApiProcess;
import dk.bypuls.api.registry.ApiProcess.Answer;
import dk.bypuls.local.FreePorts;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How those are met who listen in unusual ways. */
abstract class ListenerCases extends OpenStand {

  private static final byte[] MQTT_CONNECT = {
    0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'x'
  };
  private static final byte[] MQTT_3_1_CONNECT = {
    0x10, 15, 0, 6, 'M', 'Q', 'I', 's', 'd', 'p', 3, 2, 0, 0, 0, 1, 'x'
  };
  private static final int MQTT_LEVEL = 8;
  private static final byte[] MQTT_WELCOME = {0x20, 2, 0, 0};

  @Test
  void saysTheHeadOfLiveWithoutListening() throws Exception {
    // When
    Answer head = api.send("HEAD", "/v1/live?dataset=havnstrup-air", "", "");
    Answer socket = api.send("HEAD", "/v1/live/ws", "", "");
    Answer wrong = api.send("HEAD", "/v1/live?datset=havnstrup-air", "", "");

    // Then
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(socket.status()).isEqualTo(426);
    assertThat(wrong.status()).isEqualTo(400);
  }

  @Test
  void tellsABrowserToComeBackWhereOthersAreRefused() throws Exception {
    // Given a service with one seat, which is taken
    int otherPort = FreePorts.one();
    try (ApiProcess small = launch(otherPort, "0", Map.of("BYPULS_LIVE_CLIENTS", "1"))) {
      small.awaitLive();
      Awaitility.await().until(() -> small.get("/health/ready", "").status() == 200);
      try (LiveClient first = new LiveClient(otherPort, "", null)) {
        first.next();

        // When
        Answer browser = listenTo(small, "text/event-stream");
        Answer program = listenTo(small, "*/*");

        // Then a browser comes back by itself, since to it a refusal would be the last word
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(browser.response().body())
            .startsWith("retry: 10000\n: As many clients listen")
            .endsWith("\n\n");
        assertThat(program.status()).isEqualTo(503);
        assertThat(program.header("Retry-After")).isEqualTo("10");
        assertThat(program.header("Content-Type")).isEqualTo("application/problem+json");
      }
    }
  }

  private static Answer listenTo(ApiProcess service, String accept) throws Exception {
    return service.send("GET", "/v1/live", "", "", Map.of("Accept", accept));
  }

  @Test
  void tellsWhoHearsNothingWhereTheyAre() throws Exception {
    // Given two who listen to one sensor, each in a way of its own, while another one is measured
    String known = publish(AIR_1, nextMinute(), 1, 4810).get(0);
    awaitLatest(known);
    String query = "?sensor=" + AIR_1;
    try (LiveClient stream = new LiveClient(port, query, null);
        SocketClient socket = new SocketClient(port, query)) {
      for (Heard client : List.of(stream, socket)) {
        client.until(event -> event.data().equals(known));
        awaitLatest(publish(AIR_2, nextMinute(), 1, 4811).get(0));
        int before = client.heartbeats();

        // When nothing comes but that the connection is alive, the first time maybe from before
        Awaitility.await().until(() -> client.heartbeats() > before + 1);
        String id = client.lastId();
        String next = publish(AIR_2, nextMinute(), 1, 4812).get(0);

        // Then its id has gone on all the same
        assertThat(resumed(id, 1)).containsExactly(next);
      }
    }
  }

  @Test
  void closesAWebSocketThatPingsOrTalksWithoutEnd() throws Exception {
    List<Consumer<WebSocket>> ways =
        List.of(
            socket -> socket.sendPing(ByteBuffer.wrap("are you there?".getBytes(UTF_8))).join(),
            socket -> socket.sendText("and so on, ", false).join());
    for (Consumer<WebSocket> way : ways) {
      // Given
      try (SocketClient talker = new SocketClient(port, "?sensor=" + AIR_1)) {

        // When
        for (int i = 0; i < 40 && !talker.hasEnded(); i++) {
          try {
            way.accept(talker.socket());
          } catch (CompletionException closed) {
            // It may be closed between the question and the word; how, is asked below.
            break;
          }
        }

        // Then
        assertThat(talker.closing()).startsWith("1008 This feed only tells.");
      }
    }
  }

  @Test
  void saysInWordsWhatIsWrongWithAHandshake() throws Exception {
    String right = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
    String version = "Sec-WebSocket-Version: 13\r\n";
    String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    Map<String, String> wrong =
        Map.of(
            version + key, "426 speaks WebSocket",
            right + "Sec-WebSocket-Version: 12\r\n" + key, "426 version 13",
            right + version, "400 Sec-WebSocket-Key",
            "Upgrade: websocket\r\n" + version + key, "400 Connection: Upgrade");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      // When
      String answer = handshake(each.getKey());

      // Then
      String[] expected = each.getValue().split(" ", 2);
      assertThat(answer)
          .as(each.getKey())
          .startsWith("HTTP/1.1 " + expected[0])
          .contains("application/problem+json", expected[1]);
    }
    HttpResponse<String> newer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/live/ws"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(newer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(newer.statusCode()).isEqualTo(426);
    assertThat(newer.body()).contains("speaks WebSocket");
  }

  private static String handshake(String headers) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write(
              ("GET /v1/live/ws HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n")
                  .getBytes(UTF_8));
      String answer = "";
      byte[] some = new byte[8192];
      while (!answer.contains("\"detail\"")) {
        int count = socket.getInputStream().read(some);
        assertThat(count).as(answer).isPositive();
        answer += new String(some, 0, count, UTF_8);
      }
      return answer;
    }
  }

  @Test
  void tellsAnMqttClientOfAnotherVersionThatItIsNotSpokenHere() throws Exception {
    List<byte[]> others = new ArrayList<>(List.of(MQTT_3_1_CONNECT));
    for (int level : List.of(2, 6)) {
      byte[] other = MQTT_CONNECT.clone();
      other[MQTT_LEVEL] = (byte) level;
      others.add(other);
    }
    for (byte[] connect : others) {
      // Given
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), mqttPort)) {
        socket.setSoTimeout(60_000);

        // When
        socket.getOutputStream().write(connect);

        // Then it is refused as MQTT-3.1.2-2 asks, and hung up on
        assertThat(socket.getInputStream().readAllBytes()).isEqualTo(new byte[] {0x20, 2, 0, 1});
      }
    }
  }

  @Test
  void hearsAnMqttClientNoFasterThanItTakesTheAnswers() throws Exception {
    // Given a client that asks on and on whether the service is there, and takes no answer
    byte[] pings = new byte[64 * 1024];
    for (int i = 0; i < pings.length; i += 2) {
      pings[i] = (byte) 0xC0;
    }
    long most = 64L * 1024 * 1024;
    AtomicLong sent = new AtomicLong();
    try (SocketChannel greedy = SocketChannel.open()) {
      greedy.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      greedy.setOption(StandardSocketOptions.SO_SNDBUF, 4096);
      greedy.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), mqttPort));
      greedy.write(ByteBuffer.wrap(MQTT_CONNECT));
      greedy.configureBlocking(false);

      // When
      ByteBuffer more = ByteBuffer.wrap(pings);
      Awaitility.await()
          .during(Duration.ofSeconds(3))
          .until(
              () -> {
                long before = sent.get();
                for (int n = greedy.write(more); n > 0; n = greedy.write(more)) {
                  if (sent.addAndGet(n) >= most) {
                    throw new AssertionError("all of it was taken, and is answered in memory");
                  }
                  if (!more.hasRemaining()) {
                    more.rewind();
                  }
                }
                return sent.get() == before;
              });

      // Then it is heard further, and answered, as it takes the answers
      greedy.configureBlocking(true);
      Socket socket = greedy.socket();
      socket.setSoTimeout(60_000);
      InputStream answers = socket.getInputStream();
      assertThat(answers.readNBytes(MQTT_WELCOME.length)).isEqualTo(MQTT_WELCOME);
      long whole = sent.get() / 2 * 2;
      answers.skipNBytes(whole - 2);
      assertThat(answers.readNBytes(2)).isEqualTo(new byte[] {(byte) 0xD0, 0});
    }
  }
}
