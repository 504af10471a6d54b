package dk.bypuls.ingest.operator;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.INTERNAL_SERVER_ERROR;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;
import static io.netty.handler.codec.http.HttpResponseStatus.UNAUTHORIZED;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.ingest.http.Problem;
import dk.bypuls.ingest.quarantine.QuarantineDesk.AwayException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * {@code /operator/…}: for api-service alone, which knows who asks and writes it down. Without a
 * secret there is nothing here.
 */
public final class OperatorRoutes {

  private static final Logger LOG = Logger.getLogger(OperatorRoutes.class);
  private static final String ROOT = "/operator";
  private static final Duration SOON = Duration.ofSeconds(2);

  private final OperatorSettings settings;
  private final OperatorSecret secret;
  private final BooleanSupplier ready;
  private final SourceAnswers sources;
  private final QuarantineAnswers quarantine;
  private final DecodeAnswers decode;
  private final ExampleAnswers examples;
  private final BackFillAnswers backFill;
  private final Semaphore room;

  /**
   * Reads the secret.
   *
   * @param ready whether messages are taken in
   */
  public OperatorRoutes(
      OperatorSettings settings,
      BooleanSupplier ready,
      SourceAnswers sources,
      QuarantineAnswers quarantine,
      DecodeAnswers decode,
      ExampleAnswers examples,
      BackFillAnswers backFill) {
    this.settings = settings;
    this.secret = OperatorSecret.in(settings.tokenFile());
    this.ready = ready;
    this.sources = sources;
    this.quarantine = quarantine;
    this.decode = decode;
    this.examples = examples;
    this.backFill = backFill;
    this.room = new Semaphore(settings.atOnce());
  }

  /** Serves on that router. */
  public void on(Router router) {
    router.route(ROOT + "/*").handler(this::check);
    router.get(ROOT + "/sources").handler(context -> work(context, sources::sources));
    router
        .get(ROOT + "/uplinks")
        .handler(context -> work(context, () -> quarantine.uplinks(context.request()::getParam)));
    router
        .get(ROOT + "/quarantine")
        .handler(context -> work(context, () -> quarantine.list(context.request()::getParam)));
    router
        .get(ROOT + "/quarantine/:entry")
        .handler(
            context ->
                work(
                    context,
                    () ->
                        quarantine.show(
                            context.pathParam("entry"),
                            "true".equals(context.request().getParam("original")))));
    router.post(ROOT + "/quarantine/replay").handler(context -> body(context, quarantine::replay));
    router.post(ROOT + "/quarantine/drop").handler(context -> body(context, quarantine::drop));
    router.post(ROOT + "/decode").handler(context -> body(context, decode::decode));
    router.post(ROOT + "/examples").handler(context -> body(context, examples::examples));
    router
        .post(ROOT + "/back-fill")
        .handler(
            context ->
                body(
                    context,
                    settings.fileBytes(),
                    file ->
                        backFill.read(
                            context.request().getParam("source"),
                            context.request().getParam("sensor"),
                            context.request().getHeader("content-type"),
                            file)));
    router
        .get(ROOT + "/undeclared-fields")
        .handler(
            context ->
                work(context, () -> decode.undeclared(context.request().getParam("source"))));
    router.route(ROOT + "/*").handler(context -> nothing().send(context.response()));
  }

  private static Problem nothing() {
    return Problem.of(NOT_FOUND, "There is nothing here.");
  }

  private void check(RoutingContext context) {
    if (!secret.isThere()) {
      nothing().send(context.response());
    } else if (!secret.isIn(context.request().getHeader("authorization"))) {
      Problem.of(UNAUTHORIZED, "This is for api-service: ask at its /admin/v1.")
          .send(context.response());
    } else if (!ready.getAsBoolean()) {
      later("Ingest is starting or stopping. Try again soon.").send(context.response());
    } else {
      context.next();
    }
  }

  private static Problem later(String detail) {
    return Problem.forNow(SERVICE_UNAVAILABLE, detail, SOON);
  }

  private void body(RoutingContext context, Function<JsonNode, JsonNode> answer) {
    body(context, settings.bodyBytes(), body -> answer.apply(Asked.json(body)));
  }

  private void body(RoutingContext context, int most, Function<byte[], JsonNode> answer) {
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() <= most) {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        done -> {
          if (body.length() > most) {
            Problem.of(REQUEST_ENTITY_TOO_LARGE, "A request may have " + most + " bytes.")
                .send(context.response());
          } else {
            work(context, () -> answer.apply(body.getBytes()));
          }
        });
  }

  // Not on the event loop: it waits for Kafka.
  private void work(RoutingContext context, Callable<JsonNode> answer) {
    if (!room.tryAcquire()) {
      later("Ingest works on other requests of operators. Try again soon.")
          .send(context.response());
      return;
    }
    context
        .vertx()
        .executeBlocking(answer, false)
        .onComplete(done -> room.release())
        .onSuccess(
            json ->
                context
                    .response()
                    .putHeader("content-type", "application/json")
                    .putHeader("cache-control", "no-store")
                    .end(json.toString()))
        .onFailure(failure -> problem(failure).send(context.response()));
  }

  private static Problem problem(Throwable failure) {
    if (failure instanceof NotAnsweredException refusal) {
      return switch (refusal.kind()) {
        case WRONG -> Problem.of(BAD_REQUEST, refusal.detail());
        case MISSING -> Problem.of(NOT_FOUND, refusal.detail());
        case LATER -> later(refusal.detail());
      };
    }
    if (failure instanceof AwayException) {
      return later("Kafka did not answer in time. What was not settled is as it was; try again.");
    }
    // Its text may repeat what a sender wrote.
    LOG.errorf("a request of an operator failed: %s", failure.getClass());
    return Problem.of(INTERNAL_SERVER_ERROR, "This failed on our side and is logged.");
  }
}
