package dk.bypuls.api.live;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

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
    router.get("/v1/live").handler(this::listen);
  }

  private void listen(RoutingContext request) {
    Listening.Asked asked = listening.read(request);
    if (request.response().closed()) {
      return;
    }
    ClientGroup group = clients.here();
    listening.begin(listening.greet(request, asked.filter(), group), asked, group);
  }
}
