package dk.bypuls.ingest.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import dk.bypuls.ingest.batch.BatchMetrics.Counts;
import dk.bypuls.ingest.batch.BatchMetrics.End;
import dk.bypuls.ingest.batch.RecordTooLongException;
import dk.bypuls.ingest.batch.Records;
import dk.bypuls.ingest.batch.Records.Entry;
import dk.bypuls.ingest.batch.Report;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Outcome.Refused;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A long body, taken in while it arrives: as fast as Kafka takes its records, and never held whole,
 * neither packed nor unpacked.
 *
 * <p>All of it happens in the request's own event loop.
 */
final class Upload {

  // What unpacks to a thousand times its length lets others have their turn after so many pieces.
  private static final int PIECE = 65_536;
  private static final int PIECES_AT_ONCE = 16;

  private static final long MOST_UNSETTLED_BYTES = 16_000_000;

  private static final String TAKEN_IN = " What came before it was taken in.";

  private final HttpServerRequest request;
  private final Intake intake;
  private final String source;
  private final Way way;
  private final int window;
  private final long mostBytes;
  private final InstantSource clock;
  private final Counts counts;
  private final Records records;
  private final @Nullable Gunzip packed;
  private final Context here = Vertx.currentContext();
  private final Report report = new Report();
  private @Nullable Problem problem;
  private long bytes;
  private byte[] piece = {};
  private int at;
  private int length;
  private int unsettled;
  private long unsettledBytes;
  private boolean readsLater;
  private boolean complete;
  private boolean over;

  Upload(
      HttpServerRequest request,
      Intake intake,
      Format.Body kind,
      String source,
      Way way,
      boolean isGzip,
      IntakeSettings limits,
      long mostBytes,
      InstantSource clock,
      Counts counts) {
    this.request = request;
    this.intake = intake;
    this.source = source;
    this.way = way;
    this.window = limits.messagesPerBody();
    this.mostBytes = mostBytes;
    this.clock = clock;
    this.counts = counts;
    this.records = new Records(kind, limits, this::offer);
    this.packed = isGzip ? new Gunzip() : null;
  }

  void take() {
    request.exceptionHandler(broken -> end(End.BROKEN));
    request.handler(this::arrived);
    request.endHandler(
        end -> {
          step(this::finish);
          complete = true;
          answer();
        });
  }

  private void arrived(Buffer chunk) {
    if (packed == null) {
      step(() -> startPiece(chunk.getBytes(), chunk.length()));
    } else {
      packed.feed(chunk.getBytes());
    }
    readOn();
  }

  /** Reads on as far as Kafka keeps up, and asks for more when all that arrived is read. */
  private void readOn() {
    for (int i = 0; i < PIECES_AT_ONCE; i++) {
      if (!step(this::readPiece)) {
        request.resume();
        return;
      }
      if (isFull()) {
        request.pause();
        readsLater = true;
        return;
      }
      if (!step(this::unpackPiece)) {
        request.resume();
        return;
      }
    }
    request.pause();
    here.runOnContext(others -> readOn());
  }

  private boolean isFull() {
    return unsettled >= window || unsettledBytes >= MOST_UNSETTLED_BYTES;
  }

  private boolean readPiece() {
    while (at < length && !isFull()) {
      at = records.read(piece, at, length);
    }
    return true;
  }

  private boolean unpackPiece() throws IOException {
    if (packed == null) {
      return false;
    }
    byte[] next = new byte[PIECE];
    return startPiece(next, packed.read(next, 0));
  }

  private boolean startPiece(byte[] next, int count) {
    piece = next;
    at = 0;
    length = count;
    bytes += count;
    counts.bytes(count);
    if (bytes > mostBytes) {
      problem =
          Problem.of(
              REQUEST_ENTITY_TOO_LARGE,
              "An upload may have " + mostBytes + " bytes, unpacked. Send the rest in another.");
    }
    return problem == null && count > 0;
  }

  private boolean finish() throws IOException {
    if (packed != null) {
      packed.requireWhole();
    }
    records.finish();
    return true;
  }

  private interface Step {
    boolean run() throws IOException;
  }

  // After the first trouble the rest is read and forgotten: many senders read no answer before.
  private boolean step(Step work) {
    if (problem != null || over) {
      return false;
    }
    try {
      return work.run();
    } catch (RecordTooLongException e) {
      problem = Problem.of(BAD_REQUEST, e.getMessage() + TAKEN_IN);
    } catch (IOException e) {
      problem =
          Problem.of(
              BAD_REQUEST,
              "The body says that it is gzip, and cannot be unpacked: "
                  + e.getMessage()
                  + "."
                  + TAKEN_IN);
    }
    return false;
  }

  private void offer(Entry record) {
    if (problem != null) {
      return;
    }
    unsettled++;
    unsettledBytes += record.body().length;
    intake
        .accept(new InboundMessage(source, record.body(), clock.instant(), way))
        .thenAccept(outcome -> here.runOnContext(settled -> settled(outcome, record)));
  }

  private void settled(Outcome outcome, Entry record) {
    unsettled--;
    unsettledBytes -= record.body().length;
    counts.record();
    report.add(outcome, record.line());
    Refused refusal = report.refusal();
    if (problem == null && refusal != null) {
      problem = refused(refusal);
    }
    if (readsLater && unsettled <= window / 2 && unsettledBytes <= MOST_UNSETTLED_BYTES / 2) {
      readsLater = false;
      readOn();
    }
    answer();
  }

  private static Problem refused(Refused refusal) {
    return Problem.forNow(
        SERVICE_UNAVAILABLE,
        "Some of it could not be kept ("
            + refusal.why().id()
            + "). Send all of it again later: what was taken in counts once.",
        refusal.retryAfter());
  }

  private void answer() {
    if (!complete || unsettled > 0 || over) {
      return;
    }
    if (problem == null && report.records() == 0) {
      problem = Problem.of(BAD_REQUEST, "There is no record in it.");
    }
    HttpServerResponse response = request.response();
    if (problem != null) {
      end(report.refusal() == null ? End.FAILED : End.REFUSED);
      problem.send(response);
      return;
    }
    end(End.DONE);
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(202)
          .putHeader("content-type", "application/json")
          .end(report.toJson().toString());
    }
  }

  private void end(End how) {
    if (over) {
      return;
    }
    over = true;
    counts.file(how);
    if (packed != null) {
      packed.close();
    }
  }
}
