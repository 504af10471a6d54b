package dk.bypuls.api.live;

import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.ResolutionParameter;
import dk.bypuls.api.request.Selection;
import dk.bypuls.api.usage.Usage;
import dk.bypuls.events.registry.Dataset;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How somebody who asks over HTTP begins to listen, whatever way the events then go. */
@ApplicationScoped
public class Listening {

  static final Set<String> PARAMETERS =
      Set.of("dataset", "resolution", "place", "sensor", "quantity", "bbox", "area", "lastEventId");
  private static final Duration SOON = Duration.ofSeconds(2);

  private final OpenDatasets datasets;
  private final RegistryView registry;
  private final LiveFeed feed;
  private final Clients clients;
  private final Replays replays;
  private final Usage usage;
  private final LiveLimits limits;

  Listening(
      OpenDatasets datasets,
      RegistryView registry,
      LiveFeed feed,
      Clients clients,
      Replays replays,
      Usage usage,
      LiveLimits limits) {
    this.datasets = datasets;
    this.registry = registry;
    this.feed = feed;
    this.clients = clients;
    this.replays = replays;
    this.usage = usage;
    this.limits = limits;
  }

  /**
   * What is asked for.
   *
   * @param heard the datasets
   * @param resume the id to go on from
   */
  record Asked(
      LiveFilter filter, Collection<String> heard, Optional<String> resume, LiveState state) {}

  /** Reads what is asked for; refuses what cannot be. */
  Asked read(RoutingContext request) {
    Parameters asked = Parameters.of(request, PARAMETERS);
    LiveFilter filter = filter(request, asked);
    LiveState state =
        feed.state()
            .orElseThrow(
                () ->
                    Problem.unavailable(
                            "Live is starting: it reads what there is. Try again.", SOON)
                        .asException());
    return new Asked(filter, heard(request, filter), resume(request, asked), state);
  }

  /** The id to go on from. */
  static Optional<String> resume(RoutingContext request, Parameters asked) {
    return Optional.ofNullable(request.request().getHeader("Last-Event-ID"))
        .filter(id -> !id.isBlank())
        .or(() -> asked.one("lastEventId"));
  }

  /** Who names no dataset listens to all. */
  private Collection<String> heard(RoutingContext request, LiveFilter filter) {
    Set<String> named = filter.datasets();
    return named == null ? datasets.all(request).stream().map(Dataset::id).toList() : named;
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

  /** Begins to answer with server-sent events; refuses where there is no seat. */
  Client greet(RoutingContext request, Wishes wishes, ClientGroup group) {
    Asker asker = Asker.of(request);
    clients.enter(asker);
    EventStreamConnection connection = new EventStreamConnection(request, clients);
    Client client = new Client(connection, group.known(wishes), ClientGroup.nowMillis());
    request
        .response()
        .setWriteQueueMaxSize(limits.clientBuffer())
        .drainHandler(drained -> group.tell(client))
        .closeHandler(closed -> end(client, group, asker));
    connection.greet();
    return client;
  }

  /** Tells the client what it asked for, from now on. */
  void begin(Client client, Asked asked, ClientGroup group) {
    client.whenClosed(usage.listening(asked.heard()));
    if (asked.resume().isEmpty()) {
      client.open(asked.state(), Opening.of(asked.state(), registry.current(), asked.filter()));
    } else {
      replays.resume(client, group, asked.state(), asked.resume().get());
    }
    group.add(client);
    group.tell(client);
    if (!feed.isAt(asked.state())) {
      // A handshake takes its time: what it asked of may be void by then, and all others ended.
      client.disconnect(Ending.STARTS_AGAIN);
    }
  }

  /** The client is gone. */
  void end(Client client, ClientGroup group, Asker asker) {
    clients.leave(asker);
    group.remove(client);
    client.closed();
  }
}
