package dk.bypuls.api.live;

import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.problem.Problem;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** {@code /v1/live/ws}: the same as {@code /v1/live}, on a WebSocket, for pages of any origin. */
@ApplicationScoped
public class WebSocketRoute {

  private static final Logger LOG = Logger.getLogger(WebSocketRoute.class);

  private final Listening listening;
  private final LiveLimits limits;
  private final Clients clients;

  WebSocketRoute(Listening listening, LiveLimits limits, Clients clients) {
    this.listening = listening;
    this.limits = limits;
    this.clients = clients;
  }

  void register(@Observes Router router) {
    router.get("/v1/live/ws").handler(this::listen);
  }

  private void listen(RoutingContext request) {
    Listening.Asked asked = listening.read(request);
    if (!"websocket".equalsIgnoreCase(request.request().getHeader("Upgrade"))) {
      throw Problem.of(
              426,
              "This address speaks WebSocket: open it as ws://… or wss://…. The same events as"
                  + " server-sent events are at /v1/live.")
          .withHeader("Upgrade", "websocket")
          .asException();
    }
    Asker asker = Asker.of(request);
    clients.enter(asker);
    request
        .request()
        .toWebSocket()
        .onSuccess(socket -> begin(socket, request.request().connection(), asked, asker))
        .onFailure(
            refused -> {
              clients.leave(asker);
              LOG.debug("a handshake failed", refused);
            });
  }

  private void begin(
      ServerWebSocket socket, HttpConnection carrier, Listening.Asked asked, Asker asker) {
    ClientGroup group = clients.here();
    WebSocketConnection connection =
        new WebSocketConnection(socket, carrier, clients, limits.clientMessages());
    Client client = new Client(connection, group.known(asked.filter()), ClientGroup.nowMillis());
    socket
        .setWriteQueueMaxSize(limits.clientBuffer())
        .drainHandler(drained -> group.tell(client))
        .closeHandler(closed -> listening.end(client, group, asker));
    listening.begin(client, asked, group);
  }
}
