package dk.bypuls.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quarantine} and {@code decode}, with an api that answers. */
class QuarantineTest {

  private static final String ENTRY =
      "{\"entry\":\"3-1042\",\"state\":\"open\",\"reason\":\"unknown-device\","
          + "\"detail\":\"no sensor\",\"source\":\"aadal-http\",\"setAsideAt\":\"2026-11-21T09:15:31Z\"}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Deque<String> answers = new ArrayDeque<>();
  private int status = 200;
  private HttpServer api;
  private Path folder;

  @BeforeEach
  void serve(@TempDir Path temporary) throws IOException {
    folder = temporary;
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/", this::answer);
    api.start();
    Files.writeString(
        folder.resolve("city.properties"),
        """
        api.port=%d\ningest.port=2\naggregator.port=3\nmqtt.port=4\nkafka.port=5\ndatabase.port=6
        born=2026-11-01T00:00:00Z
        """
            .formatted(api.getAddress().getPort()));
    Files.writeString(folder.resolve("admin-token"), "token\n");
  }

  @AfterEach
  void stop() {
    api.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    byte[] bytes = answers.removeFirst().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int run(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--data", folder.toString()));
    return new Main()
        .run(line, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  @Test
  void listsPageByPage() {
    // Given
    answers.add("{\"entries\":[],\"next\":\"0-17\",\"scanned\":20000}");
    answers.add("{\"entries\":[" + ENTRY + "],\"next\":null,\"scanned\":3}");

    // When
    int code = run("quarantine", "list", "--device", "a b", "--reason", "unknown-device");

    // Then
    assertThat(code).isZero();
    assertThat(out().lines()).hasSize(2);
    assertThat(out()).contains("3-1042", "unknown-device", "aadal-http");
    assertThat(asked.get(0)).contains("device=a+b", "reason=unknown-device", "limit=50");
    assertThat(asked.get(1)).contains("cursor=0-17");
  }

  @Test
  void replaysInStepsAndSaysHowFarItIs() {
    // Given
    answers.add("{\"counts\":{\"replayed\":500},\"entries\":[],\"next\":\"0-17\"}");
    answers.add(
        "{\"counts\":{\"replayed\":2,\"failed-again\":1},\"entries\":[{\"entry\":\"0-3\","
            + "\"result\":\"failed-again\",\"why\":\"undecodable, as before\"}],\"next\":null}");

    // When
    int code = run("quarantine", "replay", "--source", "s", "--message", "mended");

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(out())
        .contains(
            "so far: 500 replayed\n",
            "undecodable, as before",
            "done: 502 replayed, 1 failed again\n");
    assertThat(asked.get(0)).startsWith("POST /admin/v1/quarantine/replay ").contains("mended");
    assertThat(asked.get(1)).contains("\"cursor\":\"0-17\"");
  }

  @Test
  void wantsToKnowWhich() {
    assertThat(run("quarantine", "drop")).isEqualTo(2);
    assertThat(err()).contains("say which: entries, or one of --reason");
    assertThat(run("quarantine", "drop", "3-1", "--source", "s")).isEqualTo(2);
    assertThat(run("quarantine", "show")).isEqualTo(2);
    assertThat(run("quarantine", "lst")).isEqualTo(2);
    assertThat(err()).contains("perhaps list");
    assertThat(asked).isEmpty();
  }

  @Test
  void showsTheOriginalOnlyWhenItIsAskedFor() {
    // Given
    answers.add(ENTRY.replace("}", ",\"original\":{\"text\":\"{}\"}}"));

    // When
    int code = run("quarantine", "show", "3-1042", "--original", "--message", "why not");

    // Then
    assertThat(code).isZero();
    assertThat(asked.get(0)).contains("/3-1042?original=true&message=why+not");
    assertThat(out()).contains("reason      unknown-device", "text        {}");
  }

  @Test
  void saysInOneLineWhatIsWrong() {
    // Given
    status = 503;
    answers.add("{\"detail\":\"Ingest does not answer.\"}");

    // When
    int code = run("quarantine", "list");

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(err()).isEqualTo("bypuls: Ingest does not answer.\n");
  }

  @Test
  void printsWhatAPayloadWouldBecome() {
    // Given
    answers.add(
        "{\"messages\":[{\"sensor\":\"dry-run\",\"profile\":\"p\",\"fields\":{\"object\":{\"t\":80}},"
            + "\"undeclared\":[\"/object/x\"]}],\"readings\":[{\"sensor\":\"dry-run\",\"readings\":"
            + "[{\"quantity\":\"air-temperature\",\"value\":80.00,\"unit\":\"Cel\","
            + "\"observedAt\":\"2026-11-21T09:15:31Z\",\"plausible\":false,\"hints\":[\"implausible\"]}]}],"
            + "\"quarantine\":[],\"dropped\":[],\"refused\":[]}");

    // When
    int code = run("decode", "--profile", "p", "--port", "2", "01", "6700f0");

    // Then
    assertThat(code).isZero();
    assertThat(asked.get(0)).contains("\"hex\":\"016700f0\"", "\"port\":2");
    assertThat(out()).contains("air-temperature", "80", "implausible", "/object/x: dropped");
  }

  @Test
  void sendsAWholeMessageAndSaysWhyItWouldBeSetAside() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("message.json"), "{}");
    answers.add(
        "{\"messages\":[],\"readings\":[],\"quarantine\":[{\"reason\":\"undecodable\","
            + "\"detail\":\"no device\",\"do\":\"Compare.\"}],\"dropped\":[],\"refused\":[]}");

    // When
    int code = run("decode", "--source", "s", file.toString());

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(asked.get(0)).contains("\"base64\":\"e30=\"");
    assertThat(out()).contains("undecodable: no device", "Compare.");
    assertThat(run("decode", "ff")).isEqualTo(2);
    assertThat(run("decode", "--source", "s", "absent.json")).isEqualTo(1);
    assertThat(err()).contains("absent.json does not exist");
  }
}
