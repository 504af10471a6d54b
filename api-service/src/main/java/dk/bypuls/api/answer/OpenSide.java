package dk.bypuls.api.answer;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.Problems;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** What holds for every answer: any page may read the open side, and no browser need guess. */
@Singleton
public class OpenSide {

  /**
   * For the few routes that are asked most: they come after what holds for every answer, and before
   * all that would only be looked at in vain.
   */
  public static final int ASKED_MOST = -1;

  /** For who cannot hear an answer yet. */
  static final int BEFORE_ANY_ANSWER = Integer.MIN_VALUE;

  /** For what is ready before anything is done for a request. */
  public static final int FIRST_OF_ALL = BEFORE_ANY_ANSWER + 1;

  private static final int BEFORE_ALL_OTHERS = FIRST_OF_ALL + 1;

  static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** Where people outside may say something; everything else is for reading. */
  private static final Pattern POSTED = Pattern.compile("/v1/(keys|datasets/[^/]+/feedback)/?");

  private static final CharSequence CONTENT_TYPE_OPTIONS = fixed("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = fixed("nosniff");
  private static final CharSequence REFERRER_POLICY = fixed("Referrer-Policy");
  private static final CharSequence NO_REFERRER = fixed("no-referrer");
  private static final CharSequence FRAME_OPTIONS = fixed("X-Frame-Options");
  private static final CharSequence DENY = fixed("DENY");
  private static final CharSequence CONTENT_SECURITY_POLICY = fixed("Content-Security-Policy");

  /** Pages say for themselves what they may load; data may load nothing. */
  private static final CharSequence FOR_DATA = fixed("default-src 'none'; frame-ancestors 'none'");

  private static final CharSequence ANYBODY = fixed("*");
  private static final CharSequence EXPOSED =
      fixed(
          "ETag, Link, Location, Retry-After, Deprecation, Sunset, RateLimit, RateLimit-Policy,"
              + " Accept-Ranges, Content-Range, Bypuls-Sampled");

  /** Whoever has a body has been told these with it. */
  private static final List<CharSequence> OF_BODIES =
      List.of(
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.CONTENT_ENCODING,
          HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
          CONTENT_TYPE_OPTIONS,
          REFERRER_POLICY,
          FRAME_OPTIONS,
          CONTENT_SECURITY_POLICY);

  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private static final Problem NOT_WRITTEN =
      Problem.of(405, "The open side is for reading: GET it.")
          .withHeader("Allow", "GET, HEAD, OPTIONS");
  private static final Problem NOT_READ =
      Problem.of(405, "This is where something is sent to: POST JSON to it, as /openapi says.")
          .withHeader("Allow", "POST, OPTIONS");

  private static final int CLASSES = 6;

  /** How many answers began with each digit. */
  private final LongAdder[] answers = new LongAdder[CLASSES];

  OpenSide(MeterRegistry meters) {
    for (int digit = 1; digit < CLASSES; digit++) {
      answers[digit] = new LongAdder();
      FunctionCounter.builder("bypuls.http.answers", answers[digit], LongAdder::sum)
          .description("Answers by the class of their status")
          .tag("status", digit + "xx")
          .register(meters);
    }
  }

  /** A name or a value of a header that is said again and again. */
  static CharSequence fixed(String text) {
    return HttpHeaders.createOptimized(text);
  }

  void register(@Observes Router router) {
    router.route().order(BEFORE_ALL_OTHERS).handler(this::secure);
    List.of("/v1/*", "/openapi*", "/asyncapi", "/status").forEach(path -> share(router, path));
  }

  /** Lets pages of others ask what is at that path. */
  public static void share(Router router, String path) {
    router.route(path).order(BEFORE_ALL_OTHERS + 1).handler(OpenSide::share);
  }

  private void secure(RoutingContext request) {
    request.addHeadersEndHandler(begun -> begin(request));
    String path = request.request().path();
    boolean data = path != null && (path.startsWith("/v1/") || path.startsWith("/admin/"));
    request
        .response()
        .putHeader(CONTENT_TYPE_OPTIONS, NOSNIFF)
        .putHeader(REFERRER_POLICY, NO_REFERRER)
        .putHeader(FRAME_OPTIONS, DENY);
    if (data) {
      request.response().putHeader(CONTENT_SECURITY_POLICY, FOR_DATA);
    }
    request.next();
  }

  private void begin(RoutingContext request) {
    HttpServerResponse response = request.response();
    int status = response.getStatusCode();
    if (status == NOT_MODIFIED) {
      OF_BODIES.forEach(name -> response.headers().remove(name));
    }
    boolean hasBody = status != NO_CONTENT && !request.request().method().equals(HttpMethod.HEAD);
    if (!hasBody
        && response.headers().contains(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY, true)) {
      // It keeps the server from packing a body, and is taken out by what packs bodies.
      response.headers().remove(HttpHeaders.CONTENT_ENCODING);
    }
    answered(status);
  }

  /** Whether a line of a head says something of a body; where none is given it is left out. */
  public static boolean isOfBody(CharSequence name) {
    return OF_BODIES.stream().anyMatch(one -> AsciiString.contentEqualsIgnoreCase(one, name));
  }

  /** Counts an answer. */
  public void answered(int status) {
    answers[status / 100].increment();
  }

  private static void share(RoutingContext request) {
    HttpServerResponse response = request.response();
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANYBODY)
        .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    HttpMethod method = request.request().method();
    boolean isPosted = isPosted(request.normalizedPath());
    if (method.equals(HttpMethod.OPTIONS)) {
      response
          .putHeader("Access-Control-Allow-Methods", isPosted ? "POST" : "GET, HEAD")
          .putHeader(
              "Access-Control-Allow-Headers",
              "Accept, Authorization, Content-Type, If-Match, If-None-Match, Last-Event-ID, Range,"
                  + " If-Range")
          .putHeader("Access-Control-Max-Age", "86400")
          .setStatusCode(NO_CONTENT)
          .end();
    } else if (isPosted ? method.equals(HttpMethod.POST) : READING.contains(method)) {
      request.next();
    } else {
      Problems.send(request, isPosted ? NOT_READ : NOT_WRITTEN);
    }
  }

  private static boolean isPosted(String path) {
    boolean mayBe = path.contains("key") || path.contains("feedback");
    return mayBe && POSTED.matcher(path).matches();
  }
}
