package dk.bypuls.api.status;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.Problems;
import dk.bypuls.events.watch.Watchers;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * {@code /metrics} and {@code /health}: all of it for those who watch; for others, who may balance
 * load, whether the service is up.
 */
@ApplicationScoped
public class WatchRoute {

  private static final int BEFORE_ALL_OTHERS = -10_000;

  private final Watchers watchers;
  private final SmallRyeHealthReporter health;

  WatchRoute(WatchSettings settings, SmallRyeHealthReporter health) {
    this.watchers = Watchers.of(settings.addresses());
    this.health = health;
  }

  void register(@Observes Router router) {
    guard(router, "/health/live", request -> tell(request, health.getLivenessAsync()));
    guard(router, "/health/ready", request -> tell(request, health.getReadinessAsync()));
    guard(router, "/health*", WatchRoute::refuse);
    guard(router, "/metrics*", WatchRoute::refuse);
  }

  private void guard(Router router, String path, Handler<RoutingContext> forOthers) {
    router
        .route(path)
        .order(BEFORE_ALL_OTHERS)
        .handler(
            request -> {
              if (isWatcher(request.request())) {
                request.next();
              } else {
                forOthers.handle(request);
              }
            });
  }

  /** By where the connection comes from: what the request says of that is of no account. */
  private boolean isWatcher(HttpServerRequest request) {
    return watchers.include(
        request.connection().remoteAddress().hostAddress(),
        header -> request.headers().contains(header));
  }

  private static void tell(RoutingContext request, Uni<SmallRyeHealth> health) {
    Future.fromCompletionStage(
            health.subscribeAsCompletionStage(), request.vertx().getOrCreateContext())
        .map(known -> !known.isDown())
        .otherwise(false)
        .onSuccess(
            up ->
                request
                    .response()
                    .setStatusCode(up ? 200 : 503)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(Watchers.status(up)));
  }

  private static void refuse(RoutingContext request) {
    Problems.send(request, Problem.forbidden(Watchers.REFUSAL));
  }
}
