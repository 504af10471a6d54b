package dk.bypuls.api.status;

import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.web.WebPage;
import dk.bypuls.api.web.WebPages;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** {@code /status}: how we are, for programs and, as a page, for people. */
@ApplicationScoped
public class StatusRoute {

  private static final String DAYS = "days";
  private static final int USUAL_DAYS = 7;

  private final Parts parts;
  private final StatusJson json;
  private final WebPages pages;
  private final int mostDays;

  StatusRoute(Parts parts, StatusJson json, WebPages pages, StatusLimits limits) {
    this.parts = parts;
    this.json = json;
    this.pages = pages;
    mostDays = Math.toIntExact(limits.kept().toDays());
  }

  void register(@Observes Router router) {
    // Programs that watch pages from outside ask for the head alone.
    router.route("/status").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
  }

  private void answer(RoutingContext request) {
    request.response().putHeader("Vary", "Accept");
    if (isForPeople(request)) {
      pages.send(request, WebPage.STATUS);
      return;
    }
    int days =
        Parameters.of(request, Set.of(DAYS))
            .number(DAYS, Math.min(USUAL_DAYS, mostDays), 1, mostDays);
    var loop = Vertx.currentContext();
    parts.history().onSuccess(history -> loop.runOnContext(turn -> send(request, history, days)));
  }

  /** A browser's reader gets a page, which asks for the same as JSON. */
  private static boolean isForPeople(RoutingContext request) {
    String accept = request.request().getHeader("Accept");
    return accept != null && accept.startsWith("text/html");
  }

  private void send(RoutingContext request, Health history, int days) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(json.write(history, days).toString());
  }
}
