package dk.bypuls.ingest.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.Readings;
import dk.bypuls.events.registry.SourceFormat;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.IngestSettings;
import dk.bypuls.ingest.batch.BatchMetrics;
import dk.bypuls.ingest.folder.WatchedFolders;
import dk.bypuls.ingest.http.PostedMessages;
import dk.bypuls.ingest.http.Senders;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Uploads and watched folders, with the hostile list and with Kafka away in the middle: whatever
 * comes, each record that was received is published, quarantined, dropped or refused (I1).
 */
class HostileBatchesIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T09:15:33Z"));
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-11-01T00:00:00Z"));
  private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
  private static final int ROWS = 3_000;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  @TempDir private Path inbox;
  private KnownSender sender;
  private HttpServer server;
  private WatchedFolders folders;
  private int files;

  /** How they come. */
  enum By {
    FOLDER,
    UPLOAD,
    PACKED
  }

  private void open(SourceFormat format) throws Exception {
    sender = KnownSender.of(format);
    IngestSettings settings =
        Defaults.settings(
            Map.of(
                "bypuls.ingest.folder.inbox", inbox.toString(),
                "bypuls.ingest.folder.look", "PT0.01S",
                "bypuls.ingest.intake.retry-after", "PT0.01S"));
    BatchMetrics batches = new BatchMetrics(sender.meters);
    Senders senders = new Senders();
    senders.adopt(sender.registry);
    Router router = Router.router(vertx);
    new PostedMessages(
            sender.intake, senders, settings.intake(), settings.http(), batches, () -> false, CLOCK)
        .on(router);
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    Files.createDirectories(inbox.resolve(sender.source.id()));
    folders =
        new WatchedFolders(settings.folder(), sender.intake, settings.intake(), batches, CLOCK);
    folders.adopt(sender.registry);
    folders.open();
  }

  @AfterEach
  void close() throws Exception {
    folders.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private boolean isTable() {
    return sender.format == SourceFormat.CSV;
  }

  /** What is said of it when it is over: the report, or the problem. */
  private JsonNode send(By by, byte[] body) throws Exception {
    return by == By.FOLDER ? drop(body) : post(by, body);
  }

  private JsonNode post(By by, byte[] body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/ingest/%s"
                        .formatted(server.actualPort(), sender.source.id())))
            .header("Authorization", "Bearer " + KnownSender.TOKEN)
            .header("Content-Type", isTable() ? "text/csv" : "application/x-ndjson");
    if (by == By.PACKED) {
      request.header("Content-Encoding", "gzip");
    }
    HttpResponse<String> answer =
        client.send(
            request.POST(BodyPublishers.ofByteArray(by == By.PACKED ? gzip(body) : body)).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isIn(202, 400, 413, 503);
    return JSON.readTree(answer.body());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private JsonNode drop(byte[] body) throws IOException {
    Path folder = inbox.resolve(sender.source.id());
    String name = "%05d.%s".formatted(files++, isTable() ? "csv" : "ndjson");
    Path written = Files.write(folder.resolve(name + ".part"), body);
    Files.setLastModifiedTime(written, LONG_AGO);
    Files.move(written, folder.resolve(name));
    Path done = folder.resolve("done").resolve(name);
    Path failed = folder.resolve("failed").resolve(name);
    soon().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(done) || Files.exists(failed));
    Path over = Files.exists(done) ? done : failed;
    return JSON.readTree(Files.readString(over.resolveSibling(name + ".report.json")));
  }

  /** It is mostly so at once, and asked hundreds of times. */
  private static ConditionFactory soon() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }

  private void assertNothingIsLost(String name) {
    soon().until(() -> sender.inFlight() == 0);
    assertThat(sender.toldOf()).as("I1 after %s", name).isEqualTo(sender.received());
  }

  private byte[] good(String... middle) {
    String before = isTable() ? HostileBodies.HEAD : "";
    String row = isTable() ? HostileBodies.ROW : HostileBodies.LINE;
    return (before + row + String.join("", middle) + row).getBytes(UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "CSV, FOLDER",
    "CSV, UPLOAD",
    "CSV, PACKED",
    "JSON, FOLDER",
    "JSON, UPLOAD",
    "JSON, PACKED"
  })
  void loseNothingOfTheHostileList(SourceFormat format, By by) throws Exception {
    // Given
    open(format);
    Map<String, byte[]> all = HostileBodies.of(format);

    // When, then
    for (Map.Entry<String, byte[]> each : all.entrySet()) {
      JsonNode told = send(by, each.getValue());
      assertThat(told.toString()).as(each.getKey()).doesNotContain(HostileBodies.SECRET);
      assertNothingIsLost(each.getKey());
      assertThat(sender.publisher.quarantined)
          .as(each.getKey())
          .noneMatch(aside -> aside.reason() == Reason.POISON);
      sender.publisher.readings.clear();
      sender.publisher.quarantined.clear();
      assertThat(send(by, good()).path("accepted").intValue()).as(each.getKey()).isEqualTo(2);
    }
    assertNothingIsLost("all of it");
  }

  @ParameterizedTest
  @CsvSource({
    "CSV, FOLDER",
    "CSV, UPLOAD",
    "CSV, PACKED",
    "JSON, FOLDER",
    "JSON, UPLOAD",
    "JSON, PACKED"
  })
  void takeInWhatStandsAroundWhatIsBroken(SourceFormat format, By by) throws Exception {
    // Given
    open(format);

    // When
    JsonNode broken = send(by, good("{\n"));
    JsonNode unreadable = send(by, good("\0\ufffe\u0001\n"));
    JsonNode tooLong = send(by, good("x".repeat(300_000) + "\n"));

    // Then
    for (JsonNode told : List.of(broken, unreadable)) {
      assertThat(told.path("records").intValue()).isEqualTo(3);
      assertThat(told.path("accepted").intValue()).isEqualTo(2);
      assertThat(told.at("/errors/0/line").intValue()).isEqualTo(isTable() ? 3 : 2);
    }
    assertThat(told(tooLong)).contains("begins in line " + (isTable() ? 3 : 2));
    assertThat(sender.publisher.readings).hasSize(5);
    assertThat(sender.publisher.quarantined).hasSize(2);
    assertNothingIsLost("all three");
  }

  private static String told(JsonNode report) {
    return report.path("trouble").asText() + report.path("detail").asText();
  }

  @ParameterizedTest
  @CsvSource({"CSV, FOLDER", "CSV, UPLOAD", "CSV, PACKED", "JSON, FOLDER", "JSON, UPLOAD"})
  void loseNothingWhenKafkaIsAwayInTheMiddle(SourceFormat format, By by) throws Exception {
    // Given
    open(format);
    StringBuilder rows = new StringBuilder();
    for (int i = 2; i < ROWS; i++) {
      rows.append(
          isTable()
              ? HostileBodies.ROW.replace("2026-11-21T09:15:30Z", DAY.plusSeconds(i).toString())
              : HostileBodies.LINE.replace("a1", "b" + i));
    }
    byte[] body = good("{\n" + rows);
    sender.publisher.failBetween(ROWS / 3, ROWS / 2);

    // When
    JsonNode first = send(by, body);
    JsonNode told = first;
    while (told.path("status").intValue() == 503) {
      told = send(by, body);
    }

    // Then
    if (by != By.FOLDER) {
      assertThat(first.path("status").intValue()).isEqualTo(503);
      assertThat(first.path("detail").asText()).contains("Send all of it again");
    }
    assertThat(told.path("records").intValue()).isEqualTo(ROWS + 1);
    assertThat(told.path("accepted").intValue()).isEqualTo(ROWS);
    assertThat(told.path("quarantined").intValue()).isEqualTo(1);
    assertThat(sender.publisher.readings.stream().map(Readings::origin).distinct())
        .hasSize(ROWS - 1);
    assertThat(sender.refused()).isPositive();
    assertNothingIsLost("Kafka away");
  }
}
