package dk.bypuls.api.problem;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns what goes wrong on a plain route, and a path that nobody answers, into problem documents.
 */
@ApplicationScoped
public class Problems {

  private static final Logger LOG = Logger.getLogger(Problems.class);
  private static final int AFTER_ALL_OTHERS = Integer.MAX_VALUE;

  void register(@Observes Router router) {
    router.route().order(AFTER_ALL_OTHERS).handler(request -> send(request, Problem.notFound()));
    router.route().order(Integer.MIN_VALUE).failureHandler(Problems::failed);
    // A path that cannot be read comes to no route.
    router.errorHandler(400, request -> send(request, of(400)));
  }

  /** Answers with a problem document. */
  public static void send(RoutingContext request, Problem problem) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      // The client has half an answer: only a broken connection tells it that there is no more.
      request.request().connection().close();
      return;
    }
    response.headers().remove("ETag").remove("Content-Length");
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store");
    problem.headers().forEach(response::putHeader);
    response.end(problem.toJson());
  }

  /** The problem that stands for a failure; one that nobody foresaw is logged and not told. */
  public static Problem of(@Nullable Throwable failure) {
    if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
      return of(wrapped.getCause());
    }
    if (failure instanceof ProblemException refusal) {
      return refusal.problem();
    }
    LOG.error("a request failed", failure);
    return of(500);
  }

  private static void failed(RoutingContext request) {
    failed(request, request.statusCode(), request.failure());
  }

  /** Answers a request that failed with a status, with what was thrown, or with both. */
  public static void failed(RoutingContext request, int status, @Nullable Throwable failure) {
    // What the server itself could not read is the client's failure, whatever it threw.
    boolean isRefused = status >= 400 && status < 500 && !(failure instanceof ProblemException);
    boolean byStatusAlone = isRefused || (failure == null && status > 0);
    send(request, byStatusAlone ? of(status) : of(failure));
  }

  /** What there is to say when no more than a status is known. */
  static Problem of(int status) {
    return switch (status) {
      case 400 ->
          Problem.badRequest("The request cannot be read. /openapi says what is understood.");
      case 401 -> Problem.unauthorized("Send a token: \"Authorization: Bearer …\".");
      case 403 -> Problem.forbidden("This token may not do this. Ask for one with another role.");
      case 404 -> Problem.notFound();
      case 405 ->
          Problem.of(405, "This path does not take this method. /openapi says which it takes.");
      case 406 ->
          Problem.of(406, "None of the accepted media types is offered here; see /openapi.");
      case 413 ->
          Problem.of(413, "The request is larger than what is taken here. Send it in parts.");
      case 415 -> Problem.of(415, "This media type is not taken here. /openapi says which is.");
      case 500 -> Problem.of(500, "This failed on our side and is logged. Try again later.");
      default ->
          Problem.of(status, "The request was not answered. /openapi says what is understood.");
    };
  }
}
