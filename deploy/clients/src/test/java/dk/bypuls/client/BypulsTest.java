package dk.bypuls.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client makes of answers that are none, from a real server. */
class BypulsTest {

  private static final String GONE =
      "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"There is nothing here.\"}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private record Said(int status, String text) {}

  private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
  private HttpServer server;
  private Bypuls city;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Said next = said.remove();
          byte[] text = next.text().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(next.status(), text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    server.start();
    city = new Bypuls(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void tellsTheStatusOfWhatStandsBetweenAndSpeaksNoJson() {
    // Given
    said.add(new Said(502, "<html>Bad Gateway</html>"));

    // When
    assertThatThrownBy(() -> city.ask(new Contract.GetLatest("air")))
        // Then
        .isInstanceOfSatisfying(
            BypulsException.class, refused -> assertThat(refused.status()).isEqualTo(502))
        .hasMessageContaining("/v1/datasets/air/latest answers 502");
  }

  @Test
  void refusesToListenToWhatIsNotThere() {
    // Given
    said.add(new Said(404, GONE));

    // When
    try (Listening listening = city.listen(new Contract.Listen().dataset("nothing"), event -> {})) {
      // Then
      assertThat(listening.ended())
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withCauseInstanceOf(BypulsException.class)
          .withMessageContaining("There is nothing here.");
    }
  }

  @Test
  void hearsANoticeOnceThoughAnotherInstanceTellsItToo() throws Exception {
    // Given
    said.add(new Said(200, notice("a.1", 1) + notice("a.1", 2)));
    said.add(new Said(200, notice("a.2", 2) + notice("a.2", 3)));
    said.add(new Said(404, GONE));
    BlockingQueue<Listening.Event> heard = new LinkedBlockingQueue<>();

    // When
    try (Listening listening = city.listen(new Contract.Listen(), heard::add)) {
      assertThat(listening.ended()).failsWithin(PATIENCE);
    }

    // Then
    assertThat(heard).extracting(Listening.Event::id).containsExactly("a.1", "a.1", "a.2");
  }

  private static String notice(String id, int number) {
    return "event: notice\nid: %s\ndata: {\"id\":\"urn:%d\"}\n\n".formatted(id, number);
  }

  @Test
  void comesBackUntilWhatItListensToIsGone() throws Exception {
    // Given
    String event = "event: window\nid: a.1\ndata: {}\n\n";
    said.add(new Said(503, "{}"));
    said.add(new Said(200, event));
    said.add(new Said(404, GONE));
    BlockingQueue<Listening.Event> heard = new LinkedBlockingQueue<>();

    // When
    try (Listening listening = city.listen(new Contract.Listen().dataset("air"), heard::add)) {
      Listening.Event first = heard.poll(60, TimeUnit.SECONDS);

      // Then
      assertThat(first).isEqualTo(new Listening.Event("window", "a.1", "{}"));
      assertThat(listening.ended())
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withCauseInstanceOf(BypulsException.class)
          .withMessageContaining("There is nothing here.");
    }
  }
}
