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

  // Of what unpacks to a thousand times its length, others get their turn after each of these.
  private static final int PIECE = 65_536;
  private static final int PIECES_AT_ONCE = 16;

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
  private int unsettled;
  private boolean unpacksLater;
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
    this.records = new Records(kind, limits.bodyBytes(), this::offer);
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
    if (packed != null) {
      packed.feed(chunk.getBytes());
      unpack(packed);
      return;
    }
    step(() -> read(chunk.getBytes(), chunk.length()));
    if (unsettled >= window) {
      request.pause();
    }
  }

  /** Reads on in what was fed last, and asks for more after it. */
  private void unpack(Gunzip gunzip) {
    for (int i = 0; i < PIECES_AT_ONCE; i++) {
      if (unsettled >= window && problem == null) {
        request.pause();
        unpacksLater = true;
        return;
      }
      if (!step(() -> unpackPiece(gunzip))) {
        request.resume();
        return;
      }
    }
    request.pause();
    here.runOnContext(others -> unpack(gunzip));
  }

  private boolean unpackPiece(Gunzip gunzip) throws IOException {
    byte[] piece = new byte[PIECE];
    int length = gunzip.read(piece, 0);
    read(piece, length);
    return length > 0;
  }

  private boolean read(byte[] plain, int length) {
    bytes += length;
    counts.bytes(length);
    if (bytes > mostBytes) {
      problem =
          Problem.of(
              REQUEST_ENTITY_TOO_LARGE,
              "An upload may have " + mostBytes + " bytes, unpacked. Send the rest in another.");
      return false;
    }
    records.read(plain, length);
    return true;
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
    intake
        .accept(new InboundMessage(source, record.body(), clock.instant(), way))
        .thenAccept(outcome -> here.runOnContext(settled -> settled(outcome, record.line())));
  }

  private void settled(Outcome outcome, long line) {
    unsettled--;
    counts.record();
    report.add(outcome, line);
    Refused refusal = report.refusal();
    if (problem == null && refusal != null) {
      problem = refused(refusal);
    }
    if (unsettled <= window / 2) {
      if (packed == null) {
        request.resume();
      } else if (unpacksLater) {
        unpacksLater = false;
        unpack(packed);
      }
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
