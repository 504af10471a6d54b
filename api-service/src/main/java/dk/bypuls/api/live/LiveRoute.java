package dk.bypuls.api.live;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.ResolutionParameter;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code /v1/live}: server-sent events. */
@ApplicationScoped
public class LiveRoute {

  private static final Set<String> PARAMETERS =
      Set.of("dataset", "resolution", "place", "sensor", "quantity", "bbox", "area", "lastEventId");
  private static final Buffer GREETING = Buffer.buffer("retry: 2000\n\n");
  private static final Duration SOON = Duration.ofSeconds(2);

  private final OpenDatasets datasets;
  private final RegistryView registry;
  private final LiveFeed feed;
  private final LiveLimits limits;
  private final Clients clients;
  private final Replays replays;

  LiveRoute(
      OpenDatasets datasets,
      RegistryView registry,
      LiveFeed feed,
      LiveLimits limits,
      Clients clients,
      Replays replays) {
    this.datasets = datasets;
    this.registry = registry;
    this.feed = feed;
    this.limits = limits;
    this.clients = clients;
    this.replays = replays;
  }

  void register(@Observes Router router) {
    router.get("/v1/live").handler(this::listen);
  }

  private void listen(RoutingContext request) {
    Parameters asked = Parameters.of(request, PARAMETERS);
    LiveFilter filter = filter(request, asked);
    Optional<String> resume =
        Optional.ofNullable(request.request().getHeader("Last-Event-ID"))
            .filter(id -> !id.isBlank())
            .or(() -> asked.one("lastEventId"));
    LiveState state =
        feed.state()
            .orElseThrow(
                () ->
                    Problem.unavailable(
                            "Live is starting: it reads what there is. Try again.", SOON)
                        .asException());
    if (request.response().closed()) {
      return;
    }
    clients.enter();
    ClientGroup group = clients.here();
    Client client = connect(request, filter, group);
    if (resume.isEmpty()) {
      client.open(state, Opening.of(state, registry.current(), filter));
    } else {
      replays.resume(client, group, state, resume.get());
    }
    group.add(client);
    group.tell(client);
  }

  private LiveFilter filter(RoutingContext request, Parameters asked) {
    Catalogue catalogue = datasets.catalogue();
    List<String> named = asked.many("dataset");
    List<Dataset> chosen =
        named.isEmpty()
            ? datasets.all(request)
            : named.stream().map(id -> datasets.named(request, id)).toList();
    return new LiveFilter(
        named.isEmpty() ? null : Set.copyOf(new TreeSet<>(named)),
        ResolutionParameter.find(asked, catalogue, chosen).orElse(null),
        Selection.of(asked, catalogue, chosen),
        datasets.visitor(request));
  }

  private Client connect(RoutingContext request, LiveFilter filter, ClientGroup group) {
    HttpServerResponse response = request.response();
    Client client =
        new Client(
            response,
            filter,
            () -> {
              if (registry.current().admits(filter.visitor())) {
                clients.tooSlow();
              }
              disconnect(request);
            },
            System.nanoTime() / 1_000_000);
    response
        .setChunked(true)
        .setWriteQueueMaxSize(limits.clientBuffer())
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .exceptionHandler(broken -> {})
        .drainHandler(drained -> group.tell(client))
        .closeHandler(
            closed -> {
              clients.leave();
              group.remove(client);
              client.closed();
            });
    response.write(GREETING);
    return client;
  }

  private static void disconnect(RoutingContext request) {
    if (request.request().version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.request().connection().close();
    }
  }
}
