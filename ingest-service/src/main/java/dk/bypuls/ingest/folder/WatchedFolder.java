package dk.bypuls.ingest.folder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.batch.BatchMetrics;
import dk.bypuls.ingest.batch.BatchMetrics.Counts;
import dk.bypuls.ingest.batch.BatchMetrics.End;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The files of one source: taken in one after the other, in a thread of their own. */
final class WatchedFolder implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WatchedFolder.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Source source;
  private final Duration settle;
  private final Path path;
  private final FolderSettings settings;
  private final Intake intake;
  private final IntakeSettings limits;
  private final Counts counts;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile String words = "watched";

  WatchedFolder(
      Source source,
      Source.Folder folder,
      Path path,
      FolderSettings settings,
      Intake intake,
      IntakeSettings limits,
      BatchMetrics batches,
      InstantSource clock) {
    this.source = source;
    this.settle = folder.settle();
    this.path = path;
    this.settings = settings;
    this.intake = intake;
    this.limits = limits;
    counts = batches.of(source.tenant(), source.id(), BatchMetrics.Way.FOLDER);
    this.clock = clock;
    thread = new Thread(this::watch, "folder-" + source.id());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  Source source() {
    return source;
  }

  String inWords() {
    return words;
  }

  private void watch() {
    try {
      do {
        look();
      } while (!stop.await(settings.look().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    try {
      Inbox inbox = Inbox.of(path, source.id());
      List<Path> files = inbox.settled(clock.instant().minus(settle));
      for (Path file : files) {
        take(inbox, file);
      }
      inbox.forget(clock.instant(), settings.keepDone());
      say("watched");
    } catch (NoSuchFileException e) {
      LOG.debugf("source %s: a file went away while it was looked at", source.id());
    } catch (IOException | RuntimeException e) {
      say("its folder in the inbox cannot be used: " + e.getMessage());
    }
  }

  private void take(Inbox inbox, Path file) throws IOException, InterruptedException {
    if (stop.getCount() == 0) {
      return;
    }
    String before = Inbox.stateOf(file);
    DroppedFile dropped = new DroppedFile(intake, limits, clock, stop, source.id(), file, counts);
    boolean isWhole;
    if (Files.size(file) > settings.fileBytes()) {
      put(inbox, file, Inbox.FAILED, dropped, "larger than " + settings.fileBytes() + " bytes");
      return;
    }
    try (InputStream in = Inbox.open(file)) {
      isWhole = dropped.take(in);
    }
    if (!before.equals(Inbox.stateOf(file))) {
      return; // somebody went on writing: it is taken in anew, and what is known counts once
    }
    String trouble = dropped.trouble();
    boolean isDone = isWhole && dropped.report().hasTakenAny();
    put(
        inbox,
        file,
        isDone ? Inbox.DONE : Inbox.FAILED,
        dropped,
        trouble != null ? trouble : isDone ? "" : "nothing in it could be taken in");
  }

  private void put(Inbox inbox, Path file, String where, DroppedFile dropped, String trouble)
      throws IOException {
    ObjectNode report = dropped.report().toJson();
    if (!trouble.isEmpty()) {
      report.put("trouble", trouble);
    }
    inbox.put(file, where, report.toPrettyString() + "\n", clock.instant());
    counts.file(where.equals(Inbox.DONE) ? End.DONE : End.FAILED);
    LOG.infof(
        "source %s: a file is %s, with %d records", source.id(), where, dropped.report().records());
  }

  private void say(String what) {
    if (!what.equals(words)) {
      LOG.infof("source %s: %s", source.id(), what);
    }
    words = what;
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
