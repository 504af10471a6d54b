package dk.bypuls.api.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dk.bypuls.api.access.AccessRules;
import dk.bypuls.api.access.AccessRules.Rule;
import dk.bypuls.api.contract.InnerOperation;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.request.Parameters;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Serves the built pages and, in place of the open API, a made-up town. Its parts can be taken away
 * one by one.
 */
final class StubCity implements AutoCloseable {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'"
          + " data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action"
          + " 'none'; frame-ancestors 'none'";

  private static final Map<String, InnerOperation> INNER = InnerOperation.all();

  final StubTown town;
  private final Path pages;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Function<HttpExchange, Answer>> sayings = new ConcurrentHashMap<>();
  private volatile boolean liveAway;
  private volatile boolean historyAway;
  private volatile boolean away;
  private volatile boolean empty;

  StubCity(Path pages, int port, int places) throws IOException {
    this.pages = pages;
    town = new StubTown(places);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    say("/basemap/ground.json", exchange -> Answer.json(StubGround.DESCRIBED));
    say("/basemap/", exchange -> new Answer(200, "application/geo+json", StubGround.town()));
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Takes the live stream away, or gives it back. */
  void live(boolean there) {
    liveAway = !there;
    if (liveAway) {
      listeners.removeIf(StubCity::hungUp);
    }
  }

  void history(boolean there) {
    historyAway = !there;
  }

  void answering(boolean there) {
    away = !there;
  }

  void datasets(boolean there) {
    empty = !there;
  }

  int listenerCount() {
    return listeners.size();
  }

  /** Tells every listener of a window. */
  void tell(String window) {
    byte[] event = event("window", window);
    listeners.removeIf(listener -> !reached(listener, event));
  }

  @Override
  public void close() {
    listeners.removeIf(StubCity::hungUp);
    server.stop(0);
    threads.shutdownNow();
  }

  /** An answer. */
  record Answer(int status, String type, Buffer body) {

    Answer(int status, String type, String text) {
      this(status, type, Buffer.buffer(text));
    }

    static Answer json(String text) {
      return new Answer(200, "application/json", text);
    }
  }

  /** Has it answer so, whatever is asked below that path. */
  void say(String path, Function<HttpExchange, Answer> answer) {
    sayings.put(path, answer);
  }

  private static String fileOf(String path) {
    String first = path.split("/", -1)[1];
    return WebPage.ALL.stream()
        .filter(page -> page.routes().stream().anyMatch(route -> isAt(route, path)))
        .map(WebPage::file)
        .findFirst()
        .orElse("status".equals(first) ? WebPage.STATUS.file() : path.substring(1));
  }

  private static boolean isAt(String route, String path) {
    return path.matches(route.replaceAll(":[a-z]+", "[^/]+"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if ("/v1/live".equals(path)) {
      stream(exchange);
      return;
    }
    try (exchange) {
      Optional<Function<HttpExchange, Answer>> said =
          sayings.entrySet().stream()
              .filter(saying -> path.startsWith(saying.getKey()))
              .max(Comparator.comparingInt(saying -> saying.getKey().length()))
              .map(Map.Entry::getValue);
      if (said.isPresent()) {
        Answer answer = refused(exchange).orElseGet(() -> said.get().apply(exchange));
        send(exchange, answer.status, answer.type, answer.body.getBytes());
      } else if (path.startsWith("/v1/")) {
        api(exchange, path);
      } else {
        page(exchange, fileOf(path));
      }
    }
  }

  /** What the inner side refuses of that which a page asks: a parameter that it does not know. */
  private static Optional<Answer> refused(HttpExchange exchange) {
    URI asked = exchange.getRequestURI();
    MultiMap values = MultiMap.caseInsensitiveMultiMap();
    new QueryStringDecoder(asked).parameters().forEach(values::add);
    try {
      AccessRules.find(HttpMethod.valueOf(exchange.getRequestMethod()), asked.getPath())
          .map(Rule::name)
          .map(INNER::get)
          .ifPresent(operation -> Parameters.of(values, operation.parameters()));
      return Optional.empty();
    } catch (ProblemException e) {
      Problem problem = e.problem();
      return Optional.of(new Answer(problem.status(), Problem.MEDIA_TYPE, problem.toJson()));
    }
  }

  private void api(HttpExchange exchange, String path) throws IOException {
    String[] parts = path.split("/", -1);
    String what = parts.length > 4 ? parts[4] : "";
    boolean history = "latest".equals(what) || "windows".equals(what);
    if (away || (historyAway && history)) {
      send(exchange, 503, "application/problem+json", "{\"title\":\"away\",\"status\":503}");
      return;
    }
    if (parts.length == 3) {
      send(
          exchange,
          200,
          "application/json",
          empty ? "{\"datasets\":[],\"next\":null}" : town.datasetList());
      return;
    }
    StubTown.Data data =
        town.datasets.stream().filter(one -> one.id().equals(parts[3])).findFirst().orElseThrow();
    Instant now = Instant.now();
    send(
        exchange,
        200,
        "application/json",
        switch (what) {
          case "" -> town.dataset(data);
          case "places" -> town.places(data);
          case "latest" -> town.latest(data, now);
          default -> town.lastDay(data, parameter(exchange, "place"), now);
        });
  }

  private void stream(HttpExchange exchange) throws IOException {
    if (liveAway) {
      send(exchange, 503, "application/problem+json", "{\"title\":\"away\",\"status\":503}");
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    OutputStream body = exchange.getResponseBody();
    // A page calls itself live with the head of the answer: from there on it misses nothing.
    synchronized (body) {
      listeners.add(body);
      exchange.sendResponseHeaders(200, 0);
      send(body, ":\n\n".getBytes(StandardCharsets.UTF_8));
      Instant now = Instant.now();
      for (StubTown.Line line : town.lines) {
        send(body, event("window", town.newest(line, now)));
      }
    }
    if (liveAway) {
      hungUp(body);
    }
  }

  private void page(HttpExchange exchange, String name) throws IOException {
    Path file = pages.resolve(name).normalize();
    if (!file.startsWith(pages) || !Files.isRegularFile(file)) {
      send(exchange, 404, "text/plain", "");
      return;
    }
    String ending = name.substring(name.lastIndexOf('.') + 1);
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(ending, "text/plain"));
    byte[] bytes = Files.readAllBytes(file);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void send(OutputStream listener, byte[] bytes) throws IOException {
    synchronized (listener) {
      listener.write(bytes);
      listener.flush();
    }
  }

  private static boolean reached(OutputStream listener, byte[] event) {
    try {
      send(listener, event);
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  private static byte[] event(String name, String data) {
    return ("event: " + name + "\nid: stub-1\ndata: " + data + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean hungUp(OutputStream listener) {
    synchronized (listener) {
      try {
        listener.close();
      } catch (IOException gone) {
        // It has hung up already.
      }
    }
    return true;
  }

  private static String parameter(HttpExchange exchange, String name) {
    for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new UncheckedIOException(new IOException("the query has no " + name));
  }

  /** Tells of so many changes a second for so many seconds. */
  void tellMany(int perSecond, int seconds) {
    Random random = new Random(1);
    long start = System.nanoTime();
    for (long sent = 0; sent < (long) perSecond * seconds; sent++) {
      long due = start + sent * 1_000_000_000L / perSecond;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      StubTown.Line line = town.lines.get(random.nextInt(town.lines.size()));
      Instant now = Instant.now();
      double value = town.value(line, now) * (1 + random.nextGaussian() * 0.02);
      tell(town.running(line, now, Math.max(0, value)));
    }
  }

  /** A town to look at while the pages are worked on: PAGES PORT PLACES CHANGES-PER-SECOND. */
  public static void main(String[] arguments) throws IOException {
    try (StubCity city =
        new StubCity(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]))) {
      System.out.println(city.address());
      city.tellMany(Integer.parseInt(arguments[3]), Integer.MAX_VALUE);
    }
  }
}
