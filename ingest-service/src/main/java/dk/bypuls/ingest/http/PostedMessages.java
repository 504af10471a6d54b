package dk.bypuls.ingest.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;
import static io.netty.handler.codec.http.HttpResponseStatus.UNAUTHORIZED;
import static io.netty.handler.codec.http.HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE;

import dk.bypuls.ingest.batch.BatchMetrics;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Outcome.Accepted;
import dk.bypuls.ingest.intake.Outcome.Refused;
import dk.bypuls.ingest.intake.Outcome.SetAside;
import dk.bypuls.ingest.intake.Outcome.Several;
import dk.bypuls.ingest.intake.Outcome.Why;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** {@code POST /ingest/{source}}: answers 202 when Kafka has what was posted, and not before. */
public final class PostedMessages {

  private static final String PATH = "/ingest/:source";

  // Some senders add to the address that they are given, such as the kind of their event.
  private static final String BELOW = "/*";
  private static final String GZIP = "gzip";
  private static final Problem NO_SUCH_SOURCE =
      Problem.of(NOT_FOUND, "There is no such source that this token may post to.");
  private static final Problem WHO_ARE_YOU =
      Problem.of(
          UNAUTHORIZED,
          "Send a token of the source as 'Authorization: Bearer TOKEN', or in a way that the source"
              + " declares (header, basic, tokenInQuery). An operator makes one with"
              + " './bypuls token add NAME --source SOURCE'.");
  private static final Problem NOT_GZIP =
      Problem.of(BAD_REQUEST, "The body says that it is gzip, and is not, or ends before its end.");

  private final Intake intake;
  private final Senders senders;
  private final IntakeSettings limits;
  private final HttpSettings settings;
  private final BatchMetrics batches;
  private final Credentials credentials;
  private final BooleanSupplier kafkaAway;
  private final InstantSource clock;

  public PostedMessages(
      Intake intake,
      Senders senders,
      IntakeSettings limits,
      HttpSettings settings,
      BatchMetrics batches,
      BooleanSupplier kafkaAway,
      InstantSource clock) {
    this.intake = intake;
    this.senders = senders;
    this.limits = limits;
    this.settings = settings;
    this.batches = batches;
    this.credentials = new Credentials(settings.tokenLength());
    this.kafkaAway = kafkaAway;
    this.clock = clock;
  }

  /** Serves posts on that router. */
  public void on(Router router) {
    for (String path : List.of(PATH, PATH + BELOW)) {
      router.post(path).handler(this::post);
      router.route(path).handler(PostedMessages::refuseMethod);
    }
  }

  private static void refuseMethod(RoutingContext context) {
    context.response().putHeader("allow", "POST");
    Problem.of(METHOD_NOT_ALLOWED, "Messages are posted.").send(context.response());
  }

  private void post(RoutingContext context) {
    HttpServerRequest request = context.request();
    String source = context.pathParam("source");
    Problem problem = problemBeforeBody(source, request);
    if (problem != null) {
      problem.send(request.response());
      return;
    }
    Format.Body kind = intake.body(source, mediaType(request));
    if (kind != Format.Body.WHOLE) {
      new Upload(
              request,
              intake,
              kind,
              source,
              way(context.pathParam("*"), request),
              isGzip(request),
              limits,
              settings.uploadBytes(),
              clock,
              batches.of(senders.tenantOf(source), source, BatchMetrics.Way.UPLOAD))
          .take();
      return;
    }
    Buffer body = Buffer.buffer(announcedLength(request));
    request.handler(
        chunk -> {
          if (body.length() <= limits.bodyBytes()) {
            body.appendBuffer(chunk);
          }
          if (body.length() > limits.bodyBytes() && !request.response().ended()) {
            closeAfter(request);
            tooLarge().send(request.response());
          }
        });
    request.endHandler(done -> take(source, context.pathParam("*"), request, body));
  }

  private @Nullable Problem problemBeforeBody(String source, HttpServerRequest request) {
    if (!intake.isOpen()) {
      return later("The service is starting or stopping. Try again soon.");
    }
    switch (senders.check(source, credentials.token(request, senders.ways(source)))) {
      case NOBODY -> {
        return WHO_ARE_YOU;
      }
      case NOT_FOUND -> {
        return NO_SUCH_SOURCE;
      }
      case GRANTED -> {}
    }
    if (kafkaAway.getAsBoolean()) {
      return later("Kafka is away, so nothing can be kept. Keep the message and try again.");
    }
    Why why = intake.refuses();
    if (why != null) {
      return problem(new Refused(why, limits.retryAfter()));
    }
    if (isPacked(request) && !isGzip(request)) {
      return Problem.of(
          UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, or with 'Content-Encoding: gzip'.");
    }
    String mediaType = mediaType(request);
    if (mediaType != null && !intake.takes(source, mediaType)) {
      return Problem.of(
          UNSUPPORTED_MEDIA_TYPE,
          "The source's format is not written in that Content-Type. JSON is 'application/json'; a"
              + " sender that writes XML has to be set to JSON.");
    }
    boolean isUpload = intake.body(source, mediaType) != Format.Body.WHOLE;
    return !isUpload && announcedLength(request) > limits.bodyBytes() ? tooLarge() : null;
  }

  private static boolean isPacked(HttpServerRequest request) {
    String encoding = request.getHeader("content-encoding");
    return encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
  }

  private static boolean isGzip(HttpServerRequest request) {
    return GZIP.equalsIgnoreCase(request.getHeader("content-encoding"));
  }

  private static @Nullable String mediaType(HttpServerRequest request) {
    String type = request.getHeader("content-type");
    return type == null || type.isBlank()
        ? null
        : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static int announcedLength(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    // What is no number the server has refused already.
    return length == null ? 0 : (int) Math.min(Long.parseLong(length), Integer.MAX_VALUE);
  }

  private void take(
      String source, @Nullable String below, HttpServerRequest request, Buffer received) {
    HttpServerResponse response = request.response();
    if (response.ended()) {
      return;
    }
    byte[] body;
    try {
      body =
          isGzip(request)
              ? Gunzip.all(received.getBytes(), limits.bodyBytes())
              : received.getBytes();
    } catch (IOException e) {
      NOT_GZIP.send(response);
      return;
    }
    if (body == null) {
      tooLarge().send(response);
      return;
    }
    if (body.length == 0) {
      Problem.of(
              BAD_REQUEST, "The body is empty. Post one message, or a list of messages, as JSON.")
          .send(response);
      return;
    }
    InboundMessage message = new InboundMessage(source, body, clock.instant(), way(below, request));
    Context here = Vertx.currentContext();
    intake
        .accept(message)
        .thenAccept(outcome -> here.runOnContext(done -> answer(outcome, response)));
  }

  private static Way way(@Nullable String below, HttpServerRequest request) {
    return new Way(
        below == null || below.isEmpty() ? null : below,
        request.getParam("event"),
        request.getHeader("content-type"));
  }

  private void answer(Outcome outcome, HttpServerResponse response) {
    List<Outcome> each = outcome instanceof Several several ? several.each() : List.of(outcome);
    for (Outcome one : each) {
      if (one instanceof Refused refusal) {
        problem(refusal).send(response);
        return;
      }
    }
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(202)
          .putHeader("content-type", "application/json")
          .end(
              "{\"accepted\":"
                  + count(each, Accepted.class)
                  + ",\"quarantined\":"
                  + count(each, SetAside.class)
                  + "}");
    }
  }

  private static long count(List<Outcome> each, Class<? extends Outcome> kind) {
    return each.stream().filter(kind::isInstance).count();
  }

  private static Problem problem(Refused refusal) {
    // Never 429: it is not this sender's fault, and most network servers try again after 5xx only.
    return Problem.forNow(
        SERVICE_UNAVAILABLE,
        "The message could not be kept (" + refusal.why().id() + "). Keep it and try again.",
        refusal.retryAfter());
  }

  private Problem later(String detail) {
    return Problem.forNow(SERVICE_UNAVAILABLE, detail, limits.retryAfter());
  }

  private Problem tooLarge() {
    return Problem.of(
        REQUEST_ENTITY_TOO_LARGE,
        "A body may have " + limits.bodyBytes() + " bytes. Send fewer messages at once.");
  }

  // The rest of the body is not worth reading.
  private static void closeAfter(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader("connection", "close");
    }
  }
}
