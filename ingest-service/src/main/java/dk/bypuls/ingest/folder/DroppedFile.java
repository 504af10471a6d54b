package dk.bypuls.ingest.folder;

import dk.bypuls.ingest.batch.BatchMetrics.Counts;
import dk.bypuls.ingest.batch.RecordTooLongException;
import dk.bypuls.ingest.batch.Records;
import dk.bypuls.ingest.batch.Report;
import dk.bypuls.ingest.intake.Format.Body;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One file, taken in record by record. While Kafka is away it waits, and loses nothing. */
final class DroppedFile {

  private static final int BLOCK = 65_536;
  private static final int MOST_AT_ONCE = 16_000_000;

  private final Intake intake;
  private final IntakeSettings limits;
  private final InstantSource clock;
  private final CountDownLatch stop;
  private final String source;
  private final Way way;
  private final Counts counts;
  private final Report report = new Report();
  private final List<Records.Entry> batch = new ArrayList<>();
  private int batchBytes;
  private @Nullable String trouble;

  DroppedFile(
      Intake intake,
      IntakeSettings limits,
      InstantSource clock,
      CountDownLatch stop,
      String source,
      Path file,
      Counts counts) {
    this.intake = intake;
    this.limits = limits;
    this.clock = clock;
    this.stop = stop;
    this.source = source;
    this.counts = counts;
    this.way = new Way(null, null, typeOf(file));
  }

  private static @Nullable String typeOf(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv", "txt", "tsv" -> "text/csv";
      case "ndjson", "jsonl" -> "application/x-ndjson";
      case "json" -> "application/json";
      default -> null;
    };
  }

  /**
   * Takes all of it in.
   *
   * @return whether it was read to its end
   * @throws InterruptedException if the service stops before that; the file is taken in anew then
   */
  boolean take(InputStream in) throws IOException, InterruptedException {
    String type = way.contentType();
    if (type != null && !intake.takes(source, type)) {
      trouble = "the source's format is not written in files of that ending";
      return false;
    }
    Body kind = intake.body(source, type);
    if (kind == Body.WHOLE) {
      byte[] body = in.readNBytes(limits.bodyBytes() + 1);
      counts.bytes(body.length);
      batch.add(new Records.Entry(body, 1));
      hand();
      return body.length <= limits.bodyBytes();
    }
    try {
      Records records = new Records(kind, limits, this::gather);
      byte[] block = new byte[BLOCK];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        counts.bytes(read);
        for (int at = 0; at < read; ) {
          at = records.read(block, at, read);
          if (batch.size() >= limits.messagesPerBody() || batchBytes >= MOST_AT_ONCE) {
            hand();
          }
        }
      }
      records.finish();
    } catch (RecordTooLongException e) {
      trouble = e.getMessage();
    }
    hand();
    return trouble == null;
  }

  private void gather(Records.Entry entry) {
    batch.add(entry);
    batchBytes += entry.body().length;
  }

  /** Hands on what was read, again and again until it is settled. */
  private void hand() throws InterruptedException {
    List<Records.Entry> left = List.copyOf(batch);
    batch.clear();
    batchBytes = 0;
    while (!left.isEmpty()) {
      List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
      for (Records.Entry entry : left) {
        outcomes.add(
            intake
                .accept(new InboundMessage(source, entry.body(), clock.instant(), way))
                .toCompletableFuture());
      }
      List<Records.Entry> refused = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        Outcome outcome = settled(outcomes.get(i));
        if (outcome.settled()) {
          counts.record();
          report.add(outcome, left.get(i).line());
        } else {
          refused.add(left.get(i));
        }
      }
      left = refused;
      if (!left.isEmpty()) {
        pause(limits.retryAfter());
      }
    }
  }

  private static Outcome settled(CompletableFuture<Outcome> outcome) throws InterruptedException {
    try {
      return outcome.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new CompletionException(e);
    }
  }

  private void pause(Duration time) throws InterruptedException {
    if (stop.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the service stops");
    }
  }

  Report report() {
    return report;
  }

  /** Why it was not read to its end. */
  @Nullable String trouble() {
    return trouble;
  }
}
