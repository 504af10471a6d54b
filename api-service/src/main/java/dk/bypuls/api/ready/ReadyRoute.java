package dk.bypuls.api.ready;

import dk.bypuls.api.allowance.AllowanceRoute;
import dk.bypuls.api.answer.OpenSide;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Gives what is ready, first of all routes. What the others would do for such a request is done
 * here as well: it is taken from what is left to its asker, and it is counted.
 */
@ApplicationScoped
public class ReadyRoute {

  private final ReadyAnswers answers;
  private final AllowanceRoute allowance;
  private final OpenSide side;

  ReadyRoute(ReadyAnswers answers, AllowanceRoute allowance, OpenSide side) {
    this.answers = answers;
    this.allowance = allowance;
    this.side = side;
  }

  void register(@Observes Router router) {
    router.route("/v1/*").order(OpenSide.FIRST_OF_ALL).handler(this::give);
  }

  private void give(RoutingContext request) {
    ReadyAnswer ready = answers.find(request.request());
    if (ready == null) {
      request.next();
      return;
    }
    boolean isHad = ready.isHad(request.request());
    // Who may ask no more is told so where everybody is.
    if ((isHad || ready.body() != null) && allowance.grants(request)) {
      side.answered(ready.give(request.response(), isHad));
    } else {
      request.next();
    }
  }
}
