package dk.bypuls.ingest.batch;

import dk.bypuls.ingest.intake.Format.Body;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A body that its reader asks for piece by piece, taken in as fast as Kafka takes its records. */
public final class Delivery {

  private static final int BLOCK = 65_536;

  /** How much of a body is held while Kafka takes it; one record more at most. */
  private static final int MOST_HELD = 4_194_304;

  private final Intake intake;
  private final IntakeSettings limits;
  private final InstantSource clock;
  private final String source;
  private final Way way;
  private final Watch watch;
  private final Report report = new Report();
  private final List<Records.Entry> batch = new ArrayList<>();
  private long held;
  private @Nullable String trouble;

  /** Nothing of it is taken in yet. */
  public Delivery(
      Intake intake,
      IntakeSettings limits,
      InstantSource clock,
      String source,
      Way way,
      Watch watch) {
    this.intake = intake;
    this.limits = limits;
    this.clock = clock;
    this.source = source;
    this.way = way;
    this.watch = watch;
  }

  /** Sees how far it is, and says what to do while records are refused. */
  public interface Watch {

    /**
     * Waits until they are offered again.
     *
     * @return false to give the body up
     */
    boolean waits(Duration retryAfter) throws InterruptedException;

    /** So many bytes were read. */
    default void read(int bytes) {}

    /** A record is settled. */
    default void settled() {}
  }

  /**
   * Takes all of it in.
   *
   * @return whether it was read to its end, and all of it is settled
   */
  public boolean take(Body kind, InputStream in) throws IOException, InterruptedException {
    if (kind == Body.WHOLE) {
      byte[] body = in.readNBytes(limits.bodyBytes() + 1);
      watch.read(body.length);
      batch.add(new Records.Entry(body, 1));
      return hand() && body.length <= limits.bodyBytes();
    }
    try {
      Records records = new Records(kind, limits, this::hold);
      byte[] block = new byte[BLOCK];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        watch.read(read);
        for (int at = 0; at < read; ) {
          at = records.read(block, at, read);
          boolean isFull = batch.size() >= limits.messagesPerBody() || held >= MOST_HELD;
          if (isFull && !hand()) {
            return false;
          }
        }
      }
      records.finish();
    } catch (RecordTooLongException e) {
      trouble = e.getMessage();
    }
    return hand() && trouble == null;
  }

  private void hold(Records.Entry entry) {
    batch.add(entry);
    held += entry.body().length;
  }

  /** Hands on what was read, until it is settled or given up. */
  private boolean hand() throws InterruptedException {
    List<Records.Entry> left = List.copyOf(batch);
    batch.clear();
    held = 0;
    while (!left.isEmpty()) {
      left = refusedOf(left);
      if (!left.isEmpty() && !watch.waits(limits.retryAfter())) {
        return false;
      }
    }
    return true;
  }

  private List<Records.Entry> refusedOf(List<Records.Entry> entries) throws InterruptedException {
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(entries.size());
    for (Records.Entry entry : entries) {
      outcomes.add(
          intake
              .accept(new InboundMessage(source, entry.body(), clock.instant(), way))
              .toCompletableFuture());
    }
    List<Records.Entry> refused = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = settled(outcomes.get(i));
      if (outcome.settled()) {
        watch.settled();
        report.add(outcome, entries.get(i).line());
      } else {
        refused.add(entries.get(i));
      }
    }
    return refused;
  }

  private static Outcome settled(CompletableFuture<Outcome> outcome) throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw new CompletionException(e);
    }
  }

  public Report report() {
    return report;
  }

  /** Why it was not read to its end; absent if it was, or was given up. */
  public @Nullable String trouble() {
    return trouble;
  }
}
