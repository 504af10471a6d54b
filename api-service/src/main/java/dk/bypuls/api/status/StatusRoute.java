package dk.bypuls.api.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.history.HistoryDesk;
import dk.bypuls.api.live.LiveFeed;
import dk.bypuls.api.registryview.RegistryView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** {@code /status}: which parts answer. */
@ApplicationScoped
public class StatusRoute {

  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(2);

  private final RegistryView registry;
  private final LiveFeed live;
  private final HistoryDesk history;
  private Future<Boolean> probe = Future.succeededFuture(false);
  private long probedNanos = System.nanoTime() - BETWEEN_PROBES.toNanos();

  StatusRoute(RegistryView registry, LiveFeed live, HistoryDesk history) {
    this.registry = registry;
    this.live = live;
    this.history = history;
  }

  void register(@Observes Router router) {
    router.get("/status").handler(this::answer);
  }

  private void answer(RoutingContext request) {
    var loop = Vertx.currentContext();
    historyReachable().onSuccess(reachable -> loop.runOnContext(turn -> send(request, reachable)));
  }

  /** Asked often, the database is still asked seldom. */
  private synchronized Future<Boolean> historyReachable() {
    if (System.nanoTime() - probedNanos >= BETWEEN_PROBES.toNanos()) {
      probedNanos = System.nanoTime();
      probe = history.isReachable();
    }
    return probe;
  }

  private void send(RoutingContext request, boolean historyReachable) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    boolean up = registry.isRead() && live.isReady() && historyReachable;
    out.put("status", up ? "up" : "degraded");
    ObjectNode parts = out.putObject("parts");
    parts
        .putObject("registry")
        .put("status", registry.isRead() ? "up" : "starting")
        .put("generation", registry.current().generation());
    ObjectNode liveNode = parts.putObject("live").put("status", live.isReady() ? "up" : "starting");
    live.lastAppend().ifPresent(at -> liveNode.put("lastAppend", at.toString()));
    parts.putObject("history").put("status", historyReachable ? "up" : "down");
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(out.toString());
  }
}
