package dk.bypuls.api.answer;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** What holds for every answer: any page may read the open side, and no browser need guess. */
@ApplicationScoped
public class OpenSide {

  private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE + 1;

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** Pages say for themselves what they may load; data may load nothing. */
  private static final String FOR_DATA = "default-src 'none'; frame-ancestors 'none'";

  void register(@Observes Router router) {
    router.route().order(BEFORE_ALL_OTHERS).handler(OpenSide::secure);
    router.route("/v1/*").order(BEFORE_ALL_OTHERS + 1).handler(OpenSide::share);
    router.route("/openapi").order(BEFORE_ALL_OTHERS + 2).handler(OpenSide::share);
  }

  private static void secure(RoutingContext request) {
    String path = request.request().path();
    boolean data = path != null && (path.startsWith("/v1/") || path.startsWith("/admin/"));
    request
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Frame-Options", "DENY");
    if (data) {
      request.response().putHeader("Content-Security-Policy", FOR_DATA);
    }
    request.next();
  }

  private static void share(RoutingContext request) {
    HttpServerResponse response = request.response();
    response
        .putHeader("Access-Control-Allow-Origin", "*")
        .putHeader("Access-Control-Expose-Headers", "ETag, Link, Retry-After, Deprecation, Sunset");
    if (request.request().method().equals(HttpMethod.OPTIONS)) {
      response
          .putHeader("Access-Control-Allow-Methods", "GET, HEAD")
          .putHeader(
              "Access-Control-Allow-Headers", "Accept, Authorization, If-None-Match, Last-Event-ID")
          .putHeader("Access-Control-Max-Age", "86400")
          .setStatusCode(204)
          .end();
    } else if (READING.contains(request.request().method())) {
      request.next();
    } else {
      Problems.send(
          request,
          Problem.of(405, "The open side is for reading: GET it.")
              .withHeader("Allow", "GET, HEAD, OPTIONS"));
    }
  }
}
