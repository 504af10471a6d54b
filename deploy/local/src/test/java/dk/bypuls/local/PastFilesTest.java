package dk.bypuls.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastFilesTest {
  private static final PastWeeks WEEKS = PastWeeks.before(Instant.parse("2026-11-21T12:00:00Z"));

  private final Path folder;
  private final OrderTaker city = new OrderTaker();

  PastFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void open() throws IOException {
    city.open();
    Files.writeString(folder.resolve("admin-token"), "token\n");
  }

  @AfterEach
  void close() {
    city.close();
  }

  @Test
  void givesAFileWithItsWeeksAndReturnsWhenItsWindowsAreThere() throws Exception {
    // When
    boolean given = past().give(file("havnstrup-air-01"));

    // Then
    assertThat(given).isTrue();
    assertThat(city.asked)
        .containsSubsequence(
            "POST /admin/v1/sensors/havnstrup-air-01/back-fill/files?source=havnstrup-lorawan",
            "POST /admin/v1/sensors/havnstrup-air-01/back-fill");
    JsonNode order = city.ordered.get(0);
    assertThat(order.path("from").asText()).isEqualTo("2026-10-21");
    assertThat(order.path("to").asText()).isEqualTo("2026-11-18");
    assertThat(order.at("/files/0/file").asText()).isEqualTo("back-fill-file-1");
    assertThat(order.at("/files/0/records").asInt()).isEqualTo(2);
    assertThat(city.state("havnstrup-air-01")).isEqualTo("done");
  }

  @Test
  void whatWasGivenBeforeIsNotGivenAgain() throws Exception {
    // Given
    past().give(file("havnstrup-air-01"));

    // When a later start finds it done
    boolean given = past().give(file("havnstrup-air-01"));

    // Then
    assertThat(given).isFalse();
    assertThat(city.ordered).hasSize(1);
  }

  @Test
  void waitsForTheOrderThatWasGivenBeforeAStop() throws Exception {
    // Given an order that nobody waited for
    city.order("havnstrup-air-01", WEEKS, "ordered");

    // When
    boolean given = past().give(file("havnstrup-air-01"));

    // Then
    assertThat(given).isTrue();
    assertThat(city.ordered).isEmpty();
    assertThat(city.state("havnstrup-air-01")).isEqualTo("done");
  }

  @Test
  void anOrderThatWasRefusedIsGivenAnewAndOneOfOtherWeeksIsAnother() throws Exception {
    // Given
    city.order("havnstrup-air-01", WEEKS, "refused");
    city.order("havnstrup-air-01", PastWeeks.before(Instant.parse("2026-09-01T12:00:00Z")), "done");

    // When
    boolean given = past().give(file("havnstrup-air-01"));

    // Then
    assertThat(given).isTrue();
    assertThat(city.ordered).hasSize(1);
  }

  @Test
  void saysWhyAFileIsNotTaken() throws Exception {
    // Given
    city.refusal = "Late readings of the range are still taken in";
    Path file = file("havnstrup-air-01");

    // When
    assertThatThrownBy(() -> past().give(file))

        // Then
        .isInstanceOf(PartFailure.class)
        .hasMessageContaining("still taken in");
  }

  private PastFiles past() {
    AdminApi api = new AdminApi(new CityFolder(folder), city.port());
    return new PastFiles(api, "havnstrup-lorawan", WEEKS, Duration.ofMillis(5));
  }

  private Path file(String sensor) throws IOException {
    return Files.writeString(folder.resolve(sensor + ".ndjson"), "{}\n{}\n");
  }

  /** The part of an api that takes orders to fill back; each look brings an order further. */
  private static final class OrderTaker {
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<JsonNode> ordered = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, ArrayNode> jobs = new HashMap<>();
    private String refusal = "";
    private final HttpServer server;
    private int files;

    OrderTaker() {
      try {
        server = HttpServer.create();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    void open() throws IOException {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    void close() {
      server.stop(0);
    }

    synchronized String state(String sensor) {
      ArrayNode its = jobs.get(sensor);
      return its == null ? "" : its.get(its.size() - 1).path("state").asText();
    }

    synchronized ObjectNode order(String sensor, PastWeeks weeks, String state) {
      return jobs.computeIfAbsent(sensor, any -> JsonNodeFactory.instance.arrayNode())
          .addObject()
          .put("from", weeks.begin().toString())
          .put("to", weeks.end().toString())
          .put("state", state);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String path = exchange.getRequestURI().getPath();
      String sensor = path.split("/", -1)[4];
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      int status = 200;
      if (exchange.getRequestMethod().equals("GET")) {
        answer.set(
            "jobs", jobs.getOrDefault(sensor, JsonNodeFactory.instance.arrayNode()).deepCopy());
        goOn(sensor);
      } else if (!refusal.isEmpty()) {
        answer.put("detail", refusal);
        status = 409;
      } else if (path.endsWith("/files")) {
        answer.put("file", "back-fill-file-" + ++files).put("records", body.lines().count());
      } else {
        ordered.add(json.readTree(body));
        order(sensor, WEEKS, "ordered");
        status = 202;
      }
      byte[] bytes = answer.toString().getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }

    private void goOn(String sensor) {
      for (JsonNode job : jobs.getOrDefault(sensor, JsonNodeFactory.instance.arrayNode())) {
        switch (job.path("state").asText()) {
          case "ordered" -> ((ObjectNode) job).put("state", "running");
          case "running" -> ((ObjectNode) job).put("state", "done");
          default -> {
            // It is over.
          }
        }
      }
    }
  }
}
