package dk.bypuls.api.live;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** {@code /v1/live}: server-sent events. */
@ApplicationScoped
public class LiveRoute {

  private final Listening listening;
  private final Clients clients;

  LiveRoute(Listening listening, Clients clients) {
    this.listening = listening;
    this.clients = clients;
  }

  void register(@Observes Router router) {
    router
        .route("/v1/live")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::listenOrComeBack);
  }

  private void listenOrComeBack(RoutingContext request) {
    try {
      listen(request);
    } catch (ProblemException refused) {
      String wait = refused.problem().headers().get("Retry-After");
      if (wait == null || !isEventSource(request)) {
        throw refused;
      }
      comeBack(request.response(), refused.problem(), wait);
    }
  }

  private void listen(RoutingContext request) {
    Listening.Asked asked = listening.read(request);
    if (request.response().closed()) {
      return;
    }
    if (request.request().method().equals(HttpMethod.HEAD)) {
      EventStreamConnection.putHeaders(request.response()).end();
      return;
    }
    ClientGroup group = clients.here();
    listening.begin(listening.greet(request, asked.filter(), group), asked, group);
  }

  /** Browsers' own client accepts nothing else, and says so. */
  private static boolean isEventSource(RoutingContext request) {
    return EventStreamConnection.MEDIA_TYPE.equals(request.request().getHeader(HttpHeaders.ACCEPT));
  }

  /**
   * Ends an answer that has begun well: to a browser a refusal is the last word, and a broken
   * connection is one to come back from, with its last id, when that time has passed.
   */
  private static void comeBack(HttpServerResponse response, Problem why, String seconds) {
    EventStreamConnection.putHeaders(response)
        .end(
            "retry: %d\n: %s\n\n"
                .formatted(Duration.ofSeconds(Long.parseLong(seconds)).toMillis(), why.detail()));
  }
}
