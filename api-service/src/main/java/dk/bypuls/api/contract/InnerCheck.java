package dk.bypuls.api.contract;

import dk.bypuls.api.access.AccessRules;
import dk.bypuls.api.access.AccessRules.Rule;
import dk.bypuls.api.access.Gate;
import dk.bypuls.api.request.Parameters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Refuses what the inner contract does not know before any of the work begins: the framework finds
 * out that nobody reads an answer when it is about to write it, and then what was asked is done;
 * and it never finds out that a parameter is written wrongly.
 *
 * <p>The routes of windows and of live look at all of this themselves.
 */
@Singleton
public class InnerCheck {

  private final Map<String, InnerOperation> operations = InnerOperation.all();

  void register(@Observes Router router) {
    router.route(AccessRules.ADMIN_PATH + "/*").order(Gate.ORDER + 1).handler(this::check);
  }

  private void check(RoutingContext request) {
    HttpServerRequest asked = request.request();
    AccessRules.find(asked.method(), request.normalizedPath())
        .map(Rule::name)
        .map(operations::get)
        .ifPresent(
            operation -> {
              operation.demandTaken(asked.getHeader(HttpHeaders.CONTENT_TYPE));
              operation.demandAccepted(asked.headers().getAll(HttpHeaders.ACCEPT));
              Parameters.of(request, operation.parameters());
            });
    request.next();
  }
}
