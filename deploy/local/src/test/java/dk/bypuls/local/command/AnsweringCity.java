package dk.bypuls.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/** A city of which only the api is there: it answers what it was told to, and keeps what came. */
final class AnsweringCity implements AutoCloseable {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Deque<String> answers = new ArrayDeque<>();
  private final HttpServer api;
  private final Path folder;
  private int status = 200;

  AnsweringCity(Path folder) throws IOException {
    this.folder = folder;
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

  /** Has the api answer this, after what it was told before. */
  void answers(String json) {
    answers.add(json);
  }

  /** Has all answers from now on come with that status. */
  void answersWith(int other) {
    status = other;
  }

  /** What the api was asked: method, address and body. */
  List<String> asked() {
    return asked;
  }

  /** Runs {@code ./bypuls} with these words on this city. */
  int run(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--data", folder.toString()));
    return new Main()
        .run(line, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  @Override
  public void close() {
    api.stop(0);
  }
}
