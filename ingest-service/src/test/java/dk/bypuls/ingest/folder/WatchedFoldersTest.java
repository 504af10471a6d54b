package dk.bypuls.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.IngestSettings;
import dk.bypuls.ingest.batch.BatchMetrics;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeMetrics;
import dk.bypuls.ingest.intake.Plans;
import dk.bypuls.ingest.intake.RecordingPublisher;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFoldersTest {

  private static final String SOURCE = "havnstrup-files";
  private static final Instant LONG_AGO = Instant.parse("2026-11-01T00:00:00Z");
  private static final String LINE =
      "{\"device\":\"box\",\"time\":\"2024-01-01T00:00:00Z\",\"object\":{\"temperature\":%d}}\n";

  private final RecordingPublisher publisher = new RecordingPublisher();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Path folder;
  private Path mine;
  private Intake intake;
  private WatchedFolders folders;

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path inbox = Files.createDirectory(folder.resolve("inbox"));
    mine = Files.createDirectory(inbox.resolve(SOURCE));
    IngestSettings settings =
        Defaults.settings(
            Map.of(
                "bypuls.ingest.folder.inbox", inbox.toString(),
                "bypuls.ingest.folder.look", "PT0.05S",
                "bypuls.ingest.folder.file-bytes", "100000",
                "bypuls.ingest.intake.retry-after", "PT0.05S"));
    Plans plans =
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
    List<Entity> all = new ArrayList<>(Havnstrup.entities(null));
    all.removeIf(entity -> entity.id().equals(Havnstrup.AIR));
    all.add(
        new Source(
            SOURCE,
            "havnstrup",
            "json",
            null,
            null,
            new Source.JsonEnvelope("/device", "/time", null),
            true,
            null,
            new Source.Folder(Duration.ofSeconds(1))));
    all.add(
        new Sensor(
            Havnstrup.AIR,
            "havnstrup",
            List.of(SOURCE),
            "box",
            "havnstrup-air-quality",
            List.of(new Sensor.Placement("havnstrup-torvet", null))));
    Registry registry = new Registry(all);
    plans.adopt(registry);
    intake.open();
    folders =
        new WatchedFolders(
            settings.folder(),
            intake,
            settings.intake(),
            new BatchMetrics(meters),
            InstantSource.system());
    folders.adopt(registry);
  }

  @AfterEach
  void stop() {
    folders.close();
  }

  private static Path old(Path file) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
  }

  private void drop(String name, String text) throws IOException {
    old(Files.writeString(mine.resolve(name), text));
  }

  private String report(String where) throws IOException {
    Path report = mine.resolve(where + ".report.json");
    await().until(() -> Files.exists(mine.resolve(where)));
    return Files.readString(report);
  }

  @Test
  void takesWholeFilesInAndTellsWhatBecameOfThem() throws IOException {
    // Given
    drop("b.ndjson", LINE.formatted(1) + "{\n" + LINE.formatted(2));
    drop("c.ndjson", "{\n");
    drop("d.xml.csv", "a;b");
    drop("half.ndjson.part", LINE.formatted(3));
    Path secret = old(Files.writeString(folder.resolve("secret.ndjson"), LINE.formatted(4)));
    Files.createSymbolicLink(mine.resolve("link.ndjson"), secret);

    // When
    folders.open();

    // Then
    assertThat(report("done/b.ndjson"))
        .contains("\"records\" : 3", "\"accepted\" : 2", "\"quarantined\" : 1", "\"line\" : 2");
    assertThat(report("failed/c.ndjson")).contains("nothing in it could be taken in");
    assertThat(report("failed/d.xml.csv")).contains("not written in files of that ending");
    assertThat(publisher.readings).hasSize(2);
    assertThat(mine.resolve("half.ndjson.part")).exists();
    assertThat(mine.resolve("link.ndjson")).isSymbolicLink();
  }

  @Test
  void leavesAFileAloneThatIsLargerThanAllowed() throws IOException {
    // Given
    drop("large.ndjson", LINE.formatted(1) + "\n".repeat(100_000));
    drop("z.ndjson", LINE.formatted(2));

    // When
    folders.open();

    // Then
    assertThat(report("failed/large.ndjson"))
        .contains("larger than 100000 bytes", "\"records\" : 0");
    assertThat(report("done/z.ndjson")).contains("\"accepted\" : 1");
    assertThat(publisher.readings).hasSize(1);
    assertThat(mine.resolve("failed/large.ndjson")).hasSize(100_000L + LINE.formatted(1).length());
  }

  @Test
  void countsFilesRecordsAndBytes() throws IOException {
    // Given
    drop("a.ndjson", LINE.formatted(1) + LINE.formatted(2));
    drop("b.ndjson", "{\n");

    // When
    folders.open();

    // Then
    report("failed/b.ndjson");
    await().until(() -> counted(BatchMetrics.FILES, "end", "failed") == 1);
    assertThat(counted(BatchMetrics.FILES, "end", "done", "way", "folder")).isOne();
    assertThat(counted(BatchMetrics.RECORDS)).isEqualTo(3);
    assertThat(counted(BatchMetrics.BYTES)).isEqualTo(2 * LINE.formatted(1).length() + 2);
  }

  private double counted(String name, String... tags) {
    return meters
        .find(name)
        .tag("tenant", "havnstrup")
        .tag("source", SOURCE)
        .tags(tags)
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @Test
  void waitsForKafkaAndForgetsNothing() throws IOException {
    // Given
    publisher.holdAnswers();
    drop("a.ndjson", LINE.formatted(1) + LINE.formatted(2));
    folders.open();
    await().until(() -> intake.inFlight() == 2);

    // When
    publisher.fail(0);
    publisher.answer(1);
    await().until(() -> intake.inFlight() == 1);
    publisher.answerAll();

    // Then
    assertThat(report("done/a.ndjson")).contains("\"records\" : 2", "\"accepted\" : 2");
    assertThat(publisher.readings).hasSize(3);
  }

  @Test
  void leavesAFileToTheNextStartWhenItStopsInTheMiddle() throws IOException {
    // Given
    intake.close();
    drop("a.ndjson", LINE.formatted(1));
    folders.open();

    // When
    folders.close();

    // Then
    assertThat(mine.resolve("a.ndjson")).exists();
    intake.open();
    folders.open();
    assertThat(report("done/a.ndjson")).contains("\"accepted\" : 1");
  }

  @Test
  void leavesFilesAloneThatAreStillWritten() throws IOException {
    // Given
    Files.writeString(mine.resolve("new.ndjson"), LINE.formatted(1));
    Files.setLastModifiedTime(
        mine.resolve("new.ndjson"), FileTime.from(Instant.now().plusSeconds(3_600)));
    drop("z.ndjson", LINE.formatted(2));

    // When
    folders.open();

    // Then
    assertThat(report("done/z.ndjson")).contains("\"accepted\" : 1");
    assertThat(mine.resolve("new.ndjson")).exists();
  }

  @Test
  void refusesAFolderInWhichEverybodyMayWrite() throws IOException {
    // Given
    drop("a.ndjson", LINE.formatted(1));
    Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwxrwxrwx"));

    // When
    folders.open();

    // Then
    await().until(() -> folders.inWords().toString().contains("everybody may write there"));
    assertThat(mine.resolve("a.ndjson")).exists();
  }

  @Test
  void forgetsWhatWasDoneLongAgo() throws IOException {
    // Given
    Path done = Files.createDirectory(mine.resolve("done"));
    Path file =
        Files.setLastModifiedTime(
            Files.writeString(done.resolve("a"), ""), FileTime.from(Instant.EPOCH));

    // When
    folders.open();

    // Then
    await().until(() -> Files.notExists(file));
  }
}
