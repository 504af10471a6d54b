package dk.bypuls.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dk.bypuls.events.Readings;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Sensor.Placement;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.Http;
import dk.bypuls.events.registry.SourceToken;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.IngestSettings;
import dk.bypuls.ingest.batch.BatchMetrics;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeMetrics;
import dk.bypuls.ingest.intake.Outcome.Why;
import dk.bypuls.ingest.intake.Plans;
import dk.bypuls.ingest.intake.RecordingPublisher;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.quarkus.vertx.http.runtime.filters.accesslog.AccessLogHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Network servers post by HTTP, in all the ways in which they do. */
class PostedMessagesIT {

  private static final String LORIOT = "havnstrup-loriot";
  private static final String TOKEN = "havnstrup-loriot-token-0123456789";
  private static final String UPLINK =
      "{\"cmd\":\"rx\",\"EUI\":\"A84041000181C061\",\"ts\":1795252530123,\"fcnt\":4711,\"port\":2,"
          + "\"data\":\"016700f0026863\",\"rssi\":-57,\"snr\":9.25}";

  private final RecordingPublisher publisher = new RecordingPublisher();
  private final List<String> accessLog = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Vertx vertx = Vertx.vertx();
  private final Senders senders = new Senders();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final IngestSettings settings =
      Defaults.settings(Map.of("bypuls.ingest.http.upload-bytes", "50000000"));
  private Plans plans;
  private Intake intake;
  private HttpServer server;
  private volatile boolean kafkaAway;

  @BeforeEach
  void serve(@TempDir Path keys) throws Exception {
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
            new DailySeal(new DailyKeys(keys, Duration.ofDays(30))),
            publisher);
    intake.open();
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T09:15:31Z"));
    PostedMessages posted =
        new PostedMessages(
            intake,
            senders,
            settings.intake(),
            settings.http(),
            new BatchMetrics(meters),
            () -> kafkaAway,
            clock);
    Router router = Router.router(vertx);
    router
        .route()
        .handler(
            new AccessLogHandler(
                accessLog::add,
                setting("pattern"),
                false,
                PostedMessagesIT.class.getClassLoader(),
                Optional.of(setting("exclude-pattern"))));
    posted.on(router);
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> router.handle(new QuarkusRequestWrapper(request, (cookie, of) -> {})))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    register(new Http(false));
  }

  // As the packaged service has it.
  private static String setting(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PostedMessagesIT.class.getResourceAsStream("/application.yaml"))) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Matcher line =
          Pattern.compile("(?m)^ {6}" + name + ": '(.*)'$")
              .matcher(yaml.split("access-log:", 2)[1]);
      assertThat(line.find()).isTrue();
      return line.group(1);
    }
  }

  private void register(Http http) {
    List<Entity> all = new ArrayList<>(Havnstrup.entities(null));
    all.add(new Source(LORIOT, "havnstrup", "loriot", null, http, null, true));
    all.add(new SourceToken("loriot", LORIOT, Havnstrup.sha256(TOKEN)));
    all.removeIf(entity -> entity.id().equals(Havnstrup.AIR));
    all.add(
        new Sensor(
            Havnstrup.AIR,
            "havnstrup",
            List.of(LORIOT, Havnstrup.HTTP),
            Havnstrup.DEV_EUI,
            "havnstrup-air-quality",
            List.of(new Placement("havnstrup-torvet", null))));
    Registry registry = new Registry(all);
    plans.adopt(registry);
    senders.adopt(registry);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.actualPort() + "/ingest/" + path))
        .timeout(Duration.ofSeconds(30))
        .POST(BodyPublishers.ofString(UPLINK));
  }

  private HttpRequest.Builder granted() {
    return to(LORIOT).header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  @Test
  void takesTheTokenAsBearer() {
    assertThat(send(granted()).statusCode()).isEqualTo(202);
    assertThat(publisher.readings).hasSize(1);
  }

  @Test
  void takesTheTokenInTheHeaderThatTheSourceNames() {
    // Given
    register(new Http(false, "X-Api-Key", false));

    // When
    int status = send(to(LORIOT).header("x-api-key", TOKEN)).statusCode();

    // Then
    assertThat(status).isEqualTo(202);
    assertThat(send(granted()).statusCode()).isEqualTo(202);
    assertThat(send(to(LORIOT).header("X-Api-Key", "guessed")).statusCode()).isEqualTo(401);
    assertThat(send(to(LORIOT).header("X-Other", TOKEN)).statusCode()).isEqualTo(401);
  }

  @Test
  void takesTheBareTokenWhereTheHeaderIsAuthorization() {
    // Given
    register(new Http(false, "Authorization", false));

    // Then
    assertThat(send(to(LORIOT).header("Authorization", TOKEN)).statusCode()).isEqualTo(202);
    assertThat(send(granted()).statusCode()).isEqualTo(202);
  }

  @Test
  void takesTheTokenAsPasswordOfAnyUser() {
    // Given
    register(new Http(false, null, true));

    // Then
    assertThat(send(to(LORIOT).header("Authorization", basic("any:" + TOKEN))).statusCode())
        .isEqualTo(202);
    assertThat(send(to(LORIOT).header("Authorization", basic(":" + TOKEN))).statusCode())
        .isEqualTo(202);
    for (String wrong :
        List.of(basic(TOKEN), basic(TOKEN + ":"), basic("a:b"), "Basic", "Basic !!")) {
      assertThat(send(to(LORIOT).header("Authorization", wrong)).statusCode())
          .as(wrong)
          .isEqualTo(401);
    }
  }

  @Test
  void takesNoWayThatTheSourceDoesNotDeclare() {
    assertThat(send(to(LORIOT).header("Authorization", basic("any:" + TOKEN))).statusCode())
        .isEqualTo(401);
    assertThat(send(to(LORIOT).header("X-Api-Key", TOKEN)).statusCode()).isEqualTo(401);
    assertThat(send(to(LORIOT + "?token=" + TOKEN)).statusCode()).isEqualTo(401);
    assertThat(publisher.readings).isEmpty();
  }

  @Test
  void neverLogsATokenThatComesInTheAddress() {
    // Given
    register(new Http(true));

    // When
    int status =
        send(to(LORIOT + "?Token=0badcafe&LrnDevEui=A84041000181C061&token=" + TOKEN)).statusCode();
    send(to(LORIOT + "/A84041000181C061?token=" + TOKEN));
    send(to(LORIOT + "?token=wrong-" + TOKEN));

    // Then
    assertThat(status).isEqualTo(202);
    await()
        .untilAsserted(
            () ->
                assertThat(String.join("\n", accessLog))
                    .contains("/ingest/" + LORIOT, " 202 ", " 401 "));
    assertThat(accessLog).hasSize(2);
    assertThat(String.join("\n", accessLog))
        .doesNotContain(TOKEN, "token", "A84041000181C061", "0badcafe");
  }

  @Test
  void aReplayHasTheSameOriginAndIsHarmless() {
    // When
    send(granted());
    send(granted());

    // Then
    assertThat(publisher.readings).hasSize(2);
    assertThat(publisher.readings.get(0).origin()).isEqualTo(publisher.readings.get(1).origin());
  }

  @Test
  void asksToTryAgainWhileKafkaIsAway() {
    // Given
    kafkaAway = true;

    // When
    HttpResponse<String> response = send(granted());

    // Then
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("retry-after")).contains("5");
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
  }

  @Test
  void asksToTryAgainWhileTheClocksAreApart() {
    // Given
    publisher.refuse(Why.CLOCKS_APART);

    // When
    HttpResponse<String> response = send(granted());

    // Then
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("retry-after")).contains("5");
    assertThat(response.body()).contains("clocks-apart");
    publisher.refuse(null);
    assertThat(send(granted()).statusCode()).isEqualTo(202);
  }

  @Test
  void asksToTryAgainWhenKafkaDoesNotTakeIt() throws Exception {
    // Given
    publisher.holdAnswers();

    // When
    var response = client.sendAsync(granted().build(), BodyHandlers.ofString());
    await().until(() -> intake.inFlight() == 1);
    publisher.fail(0);

    // Then
    HttpResponse<String> answer = response.get(30, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).contains("5");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 202",
    "application/json; charset=utf-8, 202",
    "text/plain, 202",
    "application/x-www-form-urlencoded, 202",
    "application/octet-stream, 202",
    "application/xml, 415",
    "text/xml, 415",
    "multipart/form-data; boundary=x, 415"
  })
  void takesTheContentTypesThatTheFormatDeclares(String type, int status) {
    assertThat(send(granted().header("Content-Type", type)).statusCode()).isEqualTo(status);
  }

  @Test
  void aFormatThatDeclaresNoOtherTakesJsonOnly() {
    // When
    HttpRequest.Builder request =
        to(Havnstrup.HTTP)
            .header("Authorization", "Bearer " + Havnstrup.TOKEN)
            .header("Content-Type", "text/plain");

    // Then
    assertThat(send(request).statusCode()).isEqualTo(415);
  }

  @Test
  void unpacksGzip() throws IOException {
    // When
    int status =
        send(granted()
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(UPLINK.getBytes(StandardCharsets.UTF_8)))))
            .statusCode();

    // Then
    assertThat(status).isEqualTo(202);
    assertThat(publisher.readings).hasSize(1);
  }

  @Test
  void stopsAZipBombAtTheLargestBody() throws IOException {
    // Given 100 MB in 100 kB
    byte[] bomb = gzip(new byte[100_000_000]);
    assertThat(bomb.length).isLessThan(262_144);

    // When
    HttpResponse<String> response =
        send(granted().header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(bomb)));

    // Then
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(publisher.quarantined).isEmpty();
  }

  @Test
  void refusesGzipThatIsNone() throws IOException {
    // Given
    byte[] whole = gzip(UPLINK.getBytes(StandardCharsets.UTF_8));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    // Then
    assertThat(send(granted().header("Content-Encoding", "gzip")).statusCode()).isEqualTo(400);
    assertThat(
            send(granted()
                    .header("Content-Encoding", "GZIP")
                    .POST(BodyPublishers.ofByteArray(half)))
                .statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "gzip, gzip"})
  void refusesOtherPackings(String encoding) {
    assertThat(send(granted().header("Content-Encoding", encoding)).statusCode()).isEqualTo(415);
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    assertThat(send(granted().POST(BodyPublishers.ofString(" ".repeat(300_000)))).statusCode())
        .isEqualTo(413);
  }

  @Test
  void takesAnAddressThatTheSenderAddedTo() {
    // When
    int status =
        send(to(LORIOT + "/what/ever").header("Authorization", "Bearer " + TOKEN)).statusCode();

    // Then
    assertThat(status).isEqualTo(202);
    assertThat(publisher.readings).hasSize(1);
    assertThat(send(to(LORIOT + "/what/ever")).statusCode()).isEqualTo(401);
  }

  @Test
  void whatIsNoUplinkIsTakenAndDropped() {
    // When
    HttpResponse<String> response =
        send(granted().POST(BodyPublishers.ofString("{\"cmd\":\"txd\"}")));

    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"accepted\":0,\"quarantined\":0}");
  }

  @Test
  void onlyPosts() {
    assertThat(send(granted().GET()).statusCode()).isEqualTo(405);
    assertThat(send(to(LORIOT + "/below").GET()).statusCode()).isEqualTo(405);
  }

  private static final String ARCHIVE = "havnstrup-archive";

  private void registerArchive() {
    List<Entity> all = new ArrayList<>(Havnstrup.entities(null));
    all.removeIf(entity -> entity.id().equals(Havnstrup.AIR));
    all.add(
        new Source(
            ARCHIVE,
            "havnstrup",
            "csv",
            null,
            new Http(false),
            null,
            true,
            new Source.Csv("box", "at", null, null, null, null, ",", "field", "number"),
            null));
    all.add(new SourceToken("archive", ARCHIVE, Havnstrup.sha256(TOKEN)));
    all.add(
        new Sensor(
            Havnstrup.AIR,
            "havnstrup",
            List.of(ARCHIVE, Havnstrup.HTTP),
            "hal 3",
            "havnstrup-archive",
            List.of(new Placement("havnstrup-torvet", null))));
    all.add(
        new Profile(
            "havnstrup-archive",
            "havnstrup",
            new Profile.Product("Nordsensor", "Logger"),
            null,
            null,
            List.of(
                new Profile.Field(
                    "/temperature",
                    "air-temperature",
                    "Cel",
                    BigDecimal.ONE,
                    BigDecimal.ZERO,
                    null,
                    null))));
    Registry registry = new Registry(all);
    plans.adopt(registry);
    senders.adopt(registry);
  }

  private HttpRequest.Builder upload(String source, String type, String token, byte[] body) {
    return to(source)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", type)
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static byte[] years(int rows) {
    StringBuilder table = new StringBuilder("box;at;field;number\n");
    for (int i = 0; i < rows; i++) {
      Instant at = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(600L * i);
      table.append("hal 3;").append(at).append(";temperature;").append(i % 30).append(",5\n");
    }
    return table.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void takesMonthsOfATableInWithTheirOwnTimesAndTellsTheFirstErrorsByLine() {
    // Given
    registerArchive();
    byte[] table = years(20_000);
    table[table.length - 3] = 'x';

    // When
    HttpResponse<String> answer = send(upload(ARCHIVE, "text/csv; charset=utf-8", TOKEN, table));

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body())
        .isEqualTo(
            "{\"records\":20000,\"accepted\":19999,\"quarantined\":1,\"dropped\":0,\"errors\":"
                + "[{\"line\":20001,\"reason\":\"undecodable\"}]}");
    assertThat(table.length).isGreaterThan(settings.intake().bodyBytes());
    assertThat(publisher.readings.get(1).readings().get(0).observedAt())
        .isEqualTo("2024-01-01T00:10:00Z");
  }

  @Test
  void givesTheSameOriginsWhenAnUploadIsRepeated() {
    // Given
    registerArchive();
    send(upload(ARCHIVE, "text/csv", TOKEN, years(50)));

    // When
    send(upload(ARCHIVE, "text/csv", TOKEN, years(60)));

    // Then
    assertThat(publisher.readings).hasSize(110);
    assertThat(publisher.readings.stream().map(Readings::origin).distinct()).hasSize(60);
  }

  @Test
  void waitsForKafkaInsteadOfHoldingTheUpload() throws Exception {
    // Given
    registerArchive();
    publisher.holdAnswers();

    // When
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            upload(ARCHIVE, "text/csv", TOKEN, years(100_000)).build(), BodyHandlers.ofString());

    // Then
    await().until(() -> intake.inFlight() >= 1_000);
    await()
        .during(Duration.ofMillis(300))
        .until(() -> intake.inFlight() == 1_000 && !answer.isDone());
    publisher.fail(0);
    publisher.answerAll();
    assertThat(answer.get().statusCode()).isEqualTo(503);
    assertThat(answer.get().headers().firstValue("retry-after")).contains("5");
    assertThat(answer.get().body()).contains("Send all of it again later");
  }

  @Test
  void takesLinesOfJsonEachAlonePackedOrNot() throws Exception {
    // Given
    registerArchive();
    String lines =
        """
        {"device":"hal 3","time":"2024-01-01T00:00:00Z","temperature":1}

        {"device":
        {"device":"hal 3","time":"2024-01-01T00:10:00Z","temperature":1}
        """;
    byte[] body = lines.getBytes(StandardCharsets.UTF_8);

    // When
    HttpResponse<String> plain =
        send(upload(Havnstrup.HTTP, "application/x-ndjson", Havnstrup.TOKEN, body));
    HttpResponse<String> packed =
        send(
            upload(Havnstrup.HTTP, "application/x-ndjson", Havnstrup.TOKEN, gzip(body))
                .header("Content-Encoding", "gzip"));

    // Then
    assertThat(plain.body()).isEqualTo(packed.body()).contains("\"line\":3,");
    assertThat(plain.statusCode()).isEqualTo(202);
    assertThat(publisher.readings).hasSize(4);
  }

  @Test
  void refusesAnUploadWhoseQuoteIsNeverClosed() {
    // Given
    registerArchive();
    String table = "box;at;field;number\n\"hal 3;" + "x".repeat(600_000);

    // When
    HttpResponse<String> answer =
        send(upload(ARCHIVE, "text/csv", TOKEN, table.getBytes(StandardCharsets.UTF_8)));

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("begins in line 2");
    assertThat(publisher.quarantined).isEmpty();
  }

  private HttpRequest.Builder packed(byte[] body) {
    return upload(ARCHIVE, "text/csv", TOKEN, body).header("Content-Encoding", "gzip");
  }

  private double counted(String name, String... tags) {
    return meters.find(name).tag("source", ARCHIVE).tags(tags).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void unpacksALongUploadWhileItArrives() throws IOException {
    // Given
    registerArchive();
    byte[] table = years(120_000);
    byte[] body =
        joined(
            gzip(Arrays.copyOf(table, 1_000_000)),
            gzip(Arrays.copyOfRange(table, 1_000_000, table.length)));

    // When
    HttpResponse<String> answer = send(packed(body));

    // Then
    assertThat(body.length).isGreaterThan(settings.intake().bodyBytes());
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"records\":120000,\"accepted\":120000");
    assertThat(counted(BatchMetrics.BYTES, "way", "upload")).isEqualTo(table.length);
    assertThat(counted(BatchMetrics.RECORDS)).isEqualTo(120_000);
    assertThat(counted(BatchMetrics.FILES, "end", "done", "tenant", "havnstrup")).isOne();
    assertThat(counted(BatchMetrics.FILES)).isOne();
  }

  @Test
  void waitsForKafkaInTheMiddleOfWhatIsPacked() throws Exception {
    // Given
    registerArchive();
    publisher.holdAnswers();

    // When
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(packed(gzip(years(50_000))).build(), BodyHandlers.ofString());

    // Then
    await().until(() -> intake.inFlight() >= 1_000);
    await()
        .during(Duration.ofMillis(300))
        .until(() -> intake.inFlight() == 1_000 && !answer.isDone());
    publisher.answerAll();
    assertThat(answer.get().body()).contains("\"records\":50000,\"accepted\":50000");
  }

  @Test
  void stopsABombOfEmptyRowsAtTheLargestUpload() throws IOException {
    // Given
    registerArchive();
    byte[] rows = new byte[100_000_000];
    Arrays.fill(rows, (byte) '\n');

    // When
    HttpResponse<String> answer = send(packed(gzip(rows)));

    // Then
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("50000000 bytes, unpacked");
    assertThat(counted(BatchMetrics.BYTES)).isLessThan(51_000_000);
    assertThat(counted(BatchMetrics.FILES, "end", "failed")).isOne();
    assertThat(send(packed(gzip(years(1)))).statusCode()).isEqualTo(202);
  }

  @Test
  void saysThatAPackedUploadIsCutOffAndWhatItTookIn() throws IOException {
    // Given
    registerArchive();
    byte[] body = gzip(years(20_000));
    byte[] broken = body.clone();
    broken[body.length - 5] ^= 1;

    // When
    HttpResponse<String> cut = send(packed(Arrays.copyOf(body, body.length - 9)));

    // Then
    assertThat(cut.statusCode()).isEqualTo(400);
    assertThat(cut.body()).contains("ends before its end", "What came before it was taken in");
    assertThat(publisher.readings).isNotEmpty();
    assertThat(send(packed(broken)).body()).contains("checksum");
    assertThat(send(packed(new byte[0])).statusCode()).isEqualTo(400);
    assertThat(counted(BatchMetrics.FILES, "end", "failed")).isEqualTo(3);
  }

  @Test
  void countsAnUploadThatBreaksOff() throws Exception {
    // Given
    registerArchive();

    // When
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      String begun =
          String.join(
              "\r\n",
              "POST /ingest/" + ARCHIVE + " HTTP/1.1",
              "Host: localhost",
              "Authorization: Bearer " + TOKEN,
              "Content-Type: text/csv",
              "Content-Length: 1000",
              "",
              new String(years(1), StandardCharsets.UTF_8));
      socket.getOutputStream().write(begun.getBytes(StandardCharsets.UTF_8));
      await().until(() -> counted(BatchMetrics.RECORDS) == 1);
    }

    // Then
    await().until(() -> counted(BatchMetrics.FILES, "end", "broken") == 1);
    assertThat(counted(BatchMetrics.FILES)).isOne();
  }
}
