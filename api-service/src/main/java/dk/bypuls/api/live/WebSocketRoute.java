package dk.bypuls.api.live;

import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.problem.Problem;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.jboss.logging.Logger;

/** {@code /v1/live/ws}: the same as {@code /v1/live}, on a WebSocket, for pages of any origin. */
@ApplicationScoped
public class WebSocketRoute {

  private static final Logger LOG = Logger.getLogger(WebSocketRoute.class);

  private static final String VERSION = "13";

  private final Listening listening;
  private final LiveLimits limits;
  private final Clients clients;

  WebSocketRoute(Listening listening, LiveLimits limits, Clients clients) {
    this.listening = listening;
    this.limits = limits;
    this.clients = clients;
  }

  void register(@Observes Router router) {
    router
        .route("/v1/live/ws")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::listen);
  }

  private void listen(RoutingContext request) {
    Listening.Asked asked = listening.read(request);
    requireHandshake(request.request());
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

  /** What is wrong with a handshake is said in words, before it is begun (RFC 6455, 4.2). */
  private static void requireHandshake(HttpServerRequest request) {
    boolean isAsked =
        request.method().equals(HttpMethod.GET)
            && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    if (!isAsked) {
      Problem other =
          Problem.of(
              426,
              "This address speaks WebSocket: open it as ws://… or wss://…. The same events as"
                  + " server-sent events are at /v1/live.");
      // HTTP/2 knows no such headers: with them the whole answer would count as broken.
      throw (request.version() == HttpVersion.HTTP_2
              ? other
              : other.withHeader("Upgrade", "websocket").withHeader("Connection", "Upgrade"))
          .asException();
    }
    if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
      throw Problem.of(
              426, "WebSocket is spoken here in its version 13: send Sec-WebSocket-Version: 13.")
          .withHeader("Sec-WebSocket-Version", VERSION)
          .withHeader("Upgrade", "websocket")
          .withHeader("Connection", "Upgrade")
          .asException();
    }
    String connection = request.getHeader("Connection");
    if (request.getHeader("Sec-WebSocket-Key") == null
        || connection == null
        || !connection.toLowerCase(Locale.ROOT).contains("upgrade")) {
      throw Problem.badRequest(
              "A WebSocket is opened with the headers Connection: Upgrade and Sec-WebSocket-Key; a"
                  + " proxy between may have taken them out.")
          .asException();
    }
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
