package dk.bypuls.ingest.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

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
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A long body, taken in while it arrives: as fast as Kafka takes its records, and never held whole.
 *
 * <p>All of it happens in the request's own event loop.
 */
final class Upload {

  private final Intake intake;
  private final String source;
  private final Way way;
  private final int window;
  private final InstantSource clock;
  private final Records records;
  private final Report report = new Report();
  private @Nullable Problem problem;
  private int unsettled;
  private boolean complete;

  Upload(
      Intake intake,
      Format.Body kind,
      String source,
      Way way,
      IntakeSettings limits,
      InstantSource clock) {
    this.intake = intake;
    this.source = source;
    this.way = way;
    this.window = limits.messagesPerBody();
    this.clock = clock;
    this.records = new Records(kind, limits.bodyBytes(), this::offer);
  }

  void take(HttpServerRequest request) {
    Context here = Vertx.currentContext();
    settle(request, here);
    request.handler(
        chunk -> {
          step(() -> records.read(chunk.getBytes(), chunk.length()));
          if (unsettled >= window) {
            request.pause();
          }
        });
    request.endHandler(
        end -> {
          step(records::finish);
          complete = true;
          answer(request.response());
        });
  }

  private void settle(HttpServerRequest request, Context here) {
    settled =
        (outcome, line) ->
            here.runOnContext(
                done -> {
                  unsettled--;
                  report.add(outcome, line);
                  Refused refusal = report.refusal();
                  if (problem == null && refusal != null) {
                    problem = refused(refusal);
                  }
                  if (unsettled <= window / 2) {
                    request.resume();
                  }
                  answer(request.response());
                });
  }

  private Settled settled = (outcome, line) -> {};

  /** Takes in what was unpacked. */
  void take(byte[] body, HttpServerRequest request) {
    settle(request, Vertx.currentContext());
    step(() -> records.read(body, body.length));
    step(records::finish);
    complete = true;
    answer(request.response());
  }

  private interface Settled {
    void with(Outcome outcome, long line);
  }

  // After the first trouble the rest is read and forgotten: many senders read no answer before.
  private void step(Runnable work) {
    if (problem != null) {
      return;
    }
    try {
      work.run();
    } catch (RecordTooLongException e) {
      problem = Problem.of(BAD_REQUEST, e.getMessage() + " What came before it was taken in.");
    }
  }

  private void offer(Entry record) {
    if (problem != null) {
      return;
    }
    unsettled++;
    intake
        .accept(new InboundMessage(source, record.body(), clock.instant(), way))
        .thenAccept(outcome -> settled.with(outcome, record.line()));
  }

  private static Problem refused(Refused refusal) {
    return Problem.forNow(
        SERVICE_UNAVAILABLE,
        "Some of it could not be kept ("
            + refusal.why().id()
            + "). Send all of it again later: what was taken in counts once.",
        refusal.retryAfter());
  }

  private void answer(HttpServerResponse response) {
    if (!complete || unsettled > 0 || response.ended() || response.closed()) {
      return;
    }
    if (problem != null) {
      problem.send(response);
    } else if (report.records() == 0) {
      Problem.of(BAD_REQUEST, "There is no record in it.").send(response);
    } else {
      response
          .setStatusCode(202)
          .putHeader("content-type", "application/json")
          .end(report.toJson().toString());
    }
  }
}
