package dk.bypuls.ingest.pull;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.IngestSettings;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeMetrics;
import dk.bypuls.ingest.intake.Plans;
import dk.bypuls.ingest.intake.RecordingPublisher;
import dk.bypuls.ingest.intake.SourceMetrics;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches from a real server, by a name that the test says the address of. */
@SuppressWarnings("NullAway.Init") // each test makes the rest when it has said what is set
class PulledSourcesIT {

  private static final String SOURCE = "havnstrup-harbour";
  private static final String HOST = "data.harbour.example";
  private static final String JSON = "application/json";
  private static final String ONE =
      "[{\"device\":\"box\",\"time\":\"2026-11-01T00:00:00Z\",\"object\":{\"temperature\":1}}]";

  private final RecordingPublisher publisher = new RecordingPublisher();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<HttpExchange> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> set = new HashMap<>();
  private final AtomicBoolean kafkaAway = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Vertx vertx = Vertx.vertx();
  private Path folder;
  private HttpServer server;
  private Intake intake;
  private Plans plans;
  private PulledSources pulled;
  private volatile Script script;

  private interface Script {
    void answer(HttpExchange exchange) throws Exception;
  }

  @BeforeEach
  void serve(@TempDir Path temporary) throws IOException {
    folder = temporary;
    serve(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    set.put("bypuls.ingest.pull.hosts", "http://" + HOST + ":" + port());
    set.put("bypuls.ingest.pull.spread", "PT0S");
    set.put("bypuls.ingest.pull.first-wait", "PT0.05S");
    set.put("bypuls.ingest.pull.longest-wait", "PT0.1S");
    set.put("bypuls.ingest.pull.within", "PT30S");
  }

  private void serve(HttpServer next) {
    server = next;
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange);
          try {
            script.answer(exchange);
          } catch (Exception e) {
            throw new IOException(e);
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    over.countDown();
    if (pulled != null) {
      pulled.close();
    }
    server.stop(0);
    threads.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private String url(String path) {
    return "http://" + HOST + ":" + port() + path;
  }

  private static Source source(String format, Source.Pull pull) {
    return new Source(
        SOURCE,
        "havnstrup",
        format,
        null,
        null,
        format.equals("json") ? new Source.JsonEnvelope("/device", "/time", null) : null,
        true,
        null,
        null,
        pull,
        null);
  }

  private static Source.Pull every(Duration every, String url) {
    return new Source.Pull(url, every, null, Map.of("Accept", JSON), null);
  }

  private static Registry registry(Source source) {
    List<Entity> all = new ArrayList<>(Havnstrup.entities(null));
    all.removeIf(entity -> entity.id().equals(Havnstrup.AIR));
    all.add(source);
    all.add(
        new Sensor(
            Havnstrup.AIR,
            "havnstrup",
            List.of(SOURCE),
            "box",
            "havnstrup-air-quality",
            List.of(new Sensor.Placement("havnstrup-torvet", null))));
    return new Registry(all);
  }

  private void fetch(Source.Pull pull) {
    fetch(source("json", pull));
  }

  private void fetch(Source source) {
    IngestSettings settings = Defaults.settings(set);
    plans =
        new Plans(
            Formats.all(settings.intake()),
            registered ->
                (payload, uplink) -> CompletableFuture.failedFuture(new IllegalStateException()),
            new IntakeMetrics(meters));
    intake =
        new Intake(
            settings.intake(),
            plans,
            new DailySeal(new DailyKeys(folder.resolve("keys"), Duration.ofDays(30))),
            publisher);
    pulled =
        new PulledSources(
            settings.pull(),
            intake,
            settings.intake(),
            kafkaAway::get,
            vertx,
            meters,
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00.5Z")),
            host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    adopt(registry(source));
    intake.open();
    pulled.open();
  }

  private void adopt(Registry registry) {
    plans.adopt(registry);
    pulled.adopt(registry);
  }

  private void awaitWords(String words) {
    await().until(() -> pulled.inWords().toString().contains(words));
  }

  private double count(String outcome) {
    return meters
        .counter(PullState.FETCHES, "tenant", "havnstrup", "source", SOURCE, "outcome", outcome)
        .count();
  }

  private void assertThatAllIsCounted() {
    assertThat(total(SourceMetrics.RECEIVED))
        .isEqualTo(
            total(SourceMetrics.ACCEPTED)
                + total(SourceMetrics.QUARANTINED)
                + total(SourceMetrics.DROPPED)
                + total(SourceMetrics.REFUSED)
                + meters.get(SourceMetrics.IN_FLIGHT).tag("source", SOURCE).gauge().value());
  }

  private double total(String name) {
    return meters.find(name).tag("source", SOURCE).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @Test
  void takesWhatIsThereAndAsksForChangesFromThenOn() {
    // Given
    script =
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"1\"");
          exchange.getResponseHeaders().set("Last-Modified", "Sat, 21 Nov 2026 12:00:00 GMT");
          boolean isSame = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          answer(exchange, isSame ? 304 : 200, JSON, isSame ? new byte[0] : ONE.getBytes(UTF_8));
        };

    // When
    fetch(every(Duration.ofMillis(20), url("/all?x=1")));

    // Then
    await().until(() -> count("unchanged") >= 2);
    assertThat(count("taken")).isEqualTo(1);
    assertThat(publisher.readings).hasSize(1);
    HttpExchange second = asked.get(1);
    assertThat(second.getRequestURI()).hasToString("/all?x=1");
    assertThat(second.getRequestHeaders().getFirst("If-Modified-Since"))
        .isEqualTo("Sat, 21 Nov 2026 12:00:00 GMT");
    assertThat(second.getRequestHeaders().getFirst("Host")).isEqualTo(HOST + ":" + port());
    assertThat(second.getRequestHeaders().getFirst("Accept")).isEqualTo(JSON);
    assertThat(pulled.inWords()).containsEntry(SOURCE, "fetched");
    assertThatAllIsCounted();
  }

  @Test
  void remembersNothingOfWhatKafkaDidNotTake() {
    // Given
    publisher.holdAnswers();
    script =
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"1\"");
          answer(exchange, 200, JSON, ONE.getBytes(UTF_8));
        };
    fetch(every(Duration.ofMillis(20), url("/")));
    await().until(() -> intake.inFlight() == 1);

    // When
    publisher.fail(0);
    await().until(() -> asked.size() == 2 && intake.inFlight() == 1);
    publisher.answerAll();

    // Then
    await().until(() -> asked.size() >= 3);
    assertThat(count("not-kept")).isEqualTo(1);
    assertThat(asked.get(1).getRequestHeaders()).doesNotContainKey("If-none-match");
    assertThat(asked.get(2).getRequestHeaders().getFirst("If-None-Match")).isEqualTo("\"1\"");
    // It goes on fetching, and one may be counted on its way.
    await().untilAsserted(this::assertThatAllIsCounted);
  }

  @Test
  void asksNobodyWhileKafkaIsAway() {
    // Given
    kafkaAway.set(true);
    script = exchange -> answer(exchange, 200, JSON, ONE.getBytes(UTF_8));
    fetch(every(Duration.ofMillis(20), url("/")));
    awaitWords("waits for Kafka");
    assertThat(asked).isEmpty();

    // When
    kafkaAway.set(false);

    // Then
    await().until(() -> count("taken") >= 1);
  }

  @Test
  void triesAgainAfterErrors() {
    // Given
    script =
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "0");
          int[] statuses = {500, 503, 429, 200};
          int status = statuses[Math.min(asked.size(), 4) - 1];
          answer(exchange, status, JSON, ONE.getBytes(UTF_8));
        };

    // When
    fetch(every(Duration.ofMillis(20), url("/secret?token=x")));

    // Then
    await().until(() -> count("taken") >= 1);
    assertThat(count("error")).isEqualTo(3);
    await().untilAsserted(this::assertThatAllIsCounted);
  }

  @Test
  void leavesAServerAloneThatAsksForIt() {
    // Given
    script =
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "3600");
          answer(exchange, 429, JSON, new byte[0]);
        };

    // When
    fetch(every(Duration.ofMillis(1), url("/secret?token=x")));
    awaitWords("http://" + HOST + ":" + port() + " answered 429");

    // Then
    assertThat(asked).hasSize(1);
    assertThat(pulled.inWords().toString()).doesNotContain("secret").doesNotContain("token");
  }

  @Test
  void followsWithinTheAllowedHostsOnly() {
    // Given
    script =
        exchange -> {
          boolean isFirst = exchange.getRequestURI().getPath().equals("/");
          exchange
              .getResponseHeaders()
              .set("Location", isFirst ? "/moved?a=b" : "http://169.254.169.254/latest");
          answer(exchange, 302, JSON, new byte[0]);
        };

    // When
    fetch(every(Duration.ofMillis(20), url("/")));

    // Then
    awaitWords("http://169.254.169.254 is not among bypuls.ingest.pull.hosts");
    assertThat(asked.get(1).getRequestURI()).hasToString("/moved?a=b");
    assertThat(count("forbidden")).isPositive();
  }

  @Test
  void goesRoundInNoCircle() {
    // Given
    script =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/");
          answer(exchange, 301, JSON, new byte[0]);
        };

    // When
    fetch(every(Duration.ofMinutes(1), url("/")));

    // Then
    awaitWords("sends on more than 3 times");
  }

  @Test
  void fetchesNothingThatNobodyAllowed() {
    // Given
    set.remove("bypuls.ingest.pull.hosts");

    // When
    fetch(every(Duration.ofMillis(20), url("/")));

    // Then
    awaitWords("is not among bypuls.ingest.pull.hosts");
    assertThat(asked).isEmpty();
  }

  @Test
  void connectsToNoInnerAddressOfANameThatIsNotMeantSo() {
    // Given
    set.put("bypuls.ingest.pull.hosts", "http://" + HOST);

    // When
    fetch(every(Duration.ofMillis(20), "http://" + HOST + "/"));

    // Then
    awaitWords("leads into the inner net");
  }

  @Test
  void holdsNoMoreThanAllowed() {
    // Given
    set.put("bypuls.ingest.pull.answer-bytes", "1000000");
    script = exchange -> answer(exchange, 200, JSON, new byte[262_145]);

    // When
    fetch(every(Duration.ofMillis(20), url("/")));

    // Then
    awaitWords("longer than 262144 bytes");
    assertThat(publisher.quarantined).isEmpty();

    // When
    script =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          answer(
              exchange, 200, "application/x-ndjson", gzip("\n".repeat(1_000_001).getBytes(UTF_8)));
        };

    // Then
    awaitWords("longer than 1000000 bytes");

    // When
    script =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          answer(exchange, 200, JSON, gzip(new byte[50_000_000]));
        };

    // Then
    awaitWords("longer than 262144 bytes");
  }

  @Test
  void waitsForNoSlowServer() {
    // Given
    set.put("bypuls.ingest.pull.within", "PT1S");
    script =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('[');
          exchange.getResponseBody().flush();
          over.await();
        };

    // When
    fetch(every(Duration.ofMillis(20), url("/")));

    // Then
    awaitWords("did not answer whole in time");

    // When
    script = exchange -> over.await();

    // Then
    awaitWords("did not answer in time");
  }

  @Test
  void takesNoHalfAnswer() {
    // Given
    script =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
          exchange.sendResponseHeaders(200, 1_000);
          exchange
              .getResponseBody()
              .write((ONE.substring(1, ONE.length() - 1) + "\n").getBytes(UTF_8));
          exchange.getResponseBody().flush();
        };

    // When
    fetch(every(Duration.ofMillis(20), url("/")));

    // Then
    awaitWords("broke its answer off");

    // When
    script =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          byte[] packed = gzip(ONE.getBytes(UTF_8));
          answer(exchange, 200, JSON, Arrays.copyOf(packed, packed.length - 4));
        };

    // Then
    awaitWords("says that it is gzip, and is not");
    await().untilAsserted(this::assertThatAllIsCounted);
  }

  @Test
  void takesWhatItsFormatIsWrittenInOnly() {
    // Given
    script = exchange -> answer(exchange, 200, "text/html; charset=utf-8", ONE.getBytes(UTF_8));

    // When
    fetch(every(Duration.ofMillis(20), url("/")));

    // Then
    awaitWords("the answer is text/html, in which the format json is not written");
    assertThat(publisher.readings).isEmpty();
  }

  @Test
  void unpacksAndTakesLinesOneByOne() {
    // Given
    String line = ONE.substring(1, ONE.length() - 1);
    script =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          String lines = (line + "\n").repeat(2_500) + "{\n" + line.replace("box", "stranger");
          answer(exchange, 200, "application/x-ndjson", gzip(lines.getBytes(UTF_8)));
        };

    // When
    fetch(every(Duration.ofMinutes(1), url("/")));

    // Then
    await().until(() -> count("taken") == 1);
    assertThat(publisher.readings).hasSize(2_500);
    assertThat(publisher.quarantined).hasSize(2);
    assertThat(asked.get(0).getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("gzip");
    assertThatAllIsCounted();
  }

  @Test
  void takesNoNewsForNoMistake() {
    // Given
    script = exchange -> answer(exchange, 200, JSON, " [ ]\n".getBytes(UTF_8));

    // When
    fetch(
        new Source.Pull(
            url("/new/{since}?f={since}"),
            Duration.ofMillis(20),
            null,
            Map.of(),
            Duration.ofDays(1)));

    // Then
    await().until(() -> count("taken") >= 2);
    assertThat(publisher.quarantined).isEmpty();
    assertThat(asked.get(0).getRequestURI())
        .hasToString("/new/2026-11-20T12:00:00Z?f=2026-11-20T12:00:00Z");
  }

  @Test
  void followsTheRegistry() {
    // Given
    script = exchange -> answer(exchange, 200, JSON, ONE.getBytes(UTF_8));
    fetch(every(Duration.ofMillis(20), url("/one")));
    await().until(() -> !asked.isEmpty());

    // When
    adopt(registry(source("json", every(Duration.ofMillis(20), url("/two")))));

    // Then
    await().until(() -> asked.get(asked.size() - 1).getRequestURI().getPath().equals("/two"));

    // When
    adopt(Registry.EMPTY);

    // Then
    assertThat(pulled.inWords()).isEmpty();
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("pull-" + SOURCE)));
  }

  @Test
  void saysWhoItIsToTheHostThatTheSecretIsFor() throws IOException {
    // Given
    credentials("harbour.host=http://%s:%d\nharbour.header=X-Api-Key: known\nharbour.query=a=b\n");
    String other = "http://127.0.0.1:" + port();
    set.put("bypuls.ingest.pull.hosts", set.get("bypuls.ingest.pull.hosts") + "," + other);
    script =
        exchange -> {
          exchange.getResponseHeaders().set("Location", other + "/elsewhere");
          answer(exchange, 307, JSON, new byte[0]);
        };

    // When
    fetch(new Source.Pull(url("/?x=1"), Duration.ofMinutes(1), "harbour", Map.of(), null));

    // Then
    await().until(() -> asked.size() >= 2);
    assertThat(asked.get(0).getRequestURI()).hasToString("/?x=1&a=b");
    assertThat(asked.get(0).getRequestHeaders().getFirst("X-Api-Key")).isEqualTo("known");
    assertThat(asked.get(1).getRequestURI()).hasToString("/elsewhere");
    assertThat(asked.get(1).getRequestHeaders()).doesNotContainKey("X-api-key");
  }

  private void credentials(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("credentials"), text.formatted(HOST, port()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    set.put("bypuls.ingest.pull.credentials", file.toString());
  }

  @Test
  void believesAServerThatProvesItsNameOnly() throws Exception {
    // Given
    server.stop(0);
    serveWithTls();
    credentials("harbour.host=%s:%d\nharbour.trust=authority.pem\n");
    set.put("bypuls.ingest.pull.hosts", HOST + ":" + port() + ",other.example:" + port());
    script = exchange -> answer(exchange, 200, JSON, ONE.getBytes(UTF_8));
    String url = "https://" + HOST + ":" + port() + "/";

    // When
    fetch(new Source.Pull(url, Duration.ofMillis(20), null, Map.of(), null));

    // Then
    awaitWords("is not believed to be that host");
    assertThat(asked).isEmpty();

    // When
    adopt(
        registry(
            source(
                "json", new Source.Pull(url, Duration.ofMillis(20), "harbour", Map.of(), null))));

    // Then
    await().until(() -> count("taken") >= 1);

    // When
    pulled.close();
    int before = asked.size();
    credentials("harbour.host=other.example:%2$d\nharbour.trust=authority.pem\n");
    fetch(
        new Source.Pull(
            url.replace(HOST, "other.example"), Duration.ofMillis(20), "harbour", Map.of(), null));

    // Then
    awaitWords("is not believed to be that host");
    assertThat(asked.size()).isLessThanOrEqualTo(before + 1);
    assertThat(asked)
        .allSatisfy(each -> assertThat(each.getRequestHeaders().getFirst("Host")).startsWith(HOST));
  }

  private void serveWithTls() throws Exception {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + HOST, "-ext", "san=dns:" + HOST);
    keytool("-exportcert", "-rfc", "-file", "authority.pem");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
      store.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer next =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    next.setHttpsConfigurator(new HttpsConfigurator(context));
    serve(next);
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "a", "-keystore", "store.p12", "-storepass", "changeit"));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
