package dk.bypuls.ingest.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Topics;
import dk.bypuls.ingest.batch.RecordTooLongException;
import dk.bypuls.ingest.batch.Records;
import dk.bypuls.ingest.intake.DryRun;
import dk.bypuls.ingest.intake.DryRun.NotShownException;
import dk.bypuls.ingest.intake.Format.Body;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Publisher;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of one sensor's past: as any upload is read, but to a topic of its own, and whole or
 * not at all. Nothing is made of it until an order names it.
 */
public final class BackFillAnswers {

  private static final int PUBLISHED_AT_ONCE = 1_000;
  private static final long WITHIN_SECONDS = 20;

  private final Intake intake;
  private final DryRun dryRun;
  private final IntakeSettings limits;
  private final Publisher publisher;
  private final InstantSource clock;

  /**
   * Has read nothing yet.
   *
   * @param intake knows what a body of a source is
   * @param dryRun reads its records as that intake does
   */
  public BackFillAnswers(
      Intake intake,
      DryRun dryRun,
      IntakeSettings limits,
      Publisher publisher,
      InstantSource clock) {
    this.intake = intake;
    this.dryRun = dryRun;
    this.limits = limits;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** Answers what is in the file, and its name where all of it was understood and is in Kafka. */
  ObjectNode read(
      @Nullable String source, @Nullable String sensor, @Nullable String written, byte[] file) {
    if (source == null || sensor == null) {
      throw NotAnsweredException.wrong("Say the source and the sensor of the file.");
    }
    String type =
        written == null ? null : written.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type != null && !intake.takes(source, type)) {
      throw NotAnsweredException.wrong(
          "The source's format is not written in files of that kind. Name the source that brings"
              + " this sensor's files, or give the file the ending that it should have.");
    }
    PastFile past = new PastFile(sensor);
    take(past, source, type, file);
    if (past.isUnderstood()) {
      String name = "back-fill-file-" + UUID.randomUUID();
      publish(name, past);
      return past.told().put("file", name);
    }
    return past.told();
  }

  private void take(PastFile past, String source, @Nullable String type, byte[] file) {
    Body kind = intake.body(source, type);
    Way way = new Way(null, null, type);
    if (kind == Body.WHOLE) {
      show(past, source, way, new Records.Entry(file, 1));
      return;
    }
    try {
      Records records = new Records(kind, limits, entry -> show(past, source, way, entry));
      for (int at = 0; at < file.length && past.goesOn(); ) {
        at = records.read(file, at, file.length);
      }
      if (past.goesOn()) {
        records.finish();
      }
    } catch (RecordTooLongException e) {
      throw NotAnsweredException.wrong(e.getMessage() + " Nothing was changed.");
    }
  }

  private void show(PastFile past, String source, Way way, Records.Entry entry) {
    try {
      past.add(
          dryRun
              .message(new InboundMessage(source, entry.body(), clock.instant(), way))
              .toCompletableFuture()
              .get(WITHIN_SECONDS, TimeUnit.SECONDS),
          entry.line());
    } catch (NotShownException e) {
      throw NotAnsweredException.wrong(String.valueOf(e.getMessage()));
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What is sent and then not told of stays there unnamed, until its time is over. */
  private void publish(String name, PastFile past) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    try {
      for (byte[] record : past.records()) {
        sent.add(publisher.publish(Topics.BACK_FILL, key, record).toCompletableFuture());
        if (sent.size() == PUBLISHED_AT_ONCE) {
          awaitAll(sent);
        }
      }
      awaitAll(sent);
    } catch (CompletionException e) {
      throw NotAnsweredException.later(
          "Kafka did not take all of the file, so nothing was changed. Give it again.");
    }
  }

  private static void awaitAll(List<CompletableFuture<Void>> sent) {
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    sent.clear();
  }
}
