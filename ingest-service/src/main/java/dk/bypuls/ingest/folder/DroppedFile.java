package dk.bypuls.ingest.folder;

import dk.bypuls.ingest.batch.BatchMetrics.Counts;
import dk.bypuls.ingest.batch.Delivery;
import dk.bypuls.ingest.batch.Report;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One file, taken in record by record. While Kafka is away it waits, and loses nothing. */
final class DroppedFile implements Delivery.Watch {

  private final Intake intake;
  private final CountDownLatch stop;
  private final String source;
  private final @Nullable String type;
  private final Counts counts;
  private final Delivery delivery;
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
    this.stop = stop;
    this.source = source;
    this.type = typeOf(file);
    this.counts = counts;
    delivery = new Delivery(intake, limits, clock, source, new Way(null, null, type), this);
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
    if (type != null && !intake.takes(source, type)) {
      trouble = "the source's format is not written in files of that ending";
      return false;
    }
    boolean isWhole = delivery.take(intake.body(source, type), in);
    trouble = delivery.trouble();
    return isWhole;
  }

  @Override
  public void read(int bytes) {
    counts.bytes(bytes);
  }

  @Override
  public void settled() {
    counts.record();
  }

  @Override
  public boolean waits(Duration retryAfter) throws InterruptedException {
    if (stop.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the service stops");
    }
    return true;
  }

  Report report() {
    return delivery.report();
  }

  /** Why it was not read to its end. */
  @Nullable String trouble() {
    return trouble;
  }
}
