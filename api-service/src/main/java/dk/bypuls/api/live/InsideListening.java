package dk.bypuls.api.live;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.ResolutionParameter;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** How people of the house listen: to exact windows of every dataset, for as long as they may. */
@ApplicationScoped
public class InsideListening {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  /** Who has lost a right must not hear on (E4). */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private static final byte[] ACCESS = "{\"access\":\"internal\"}".getBytes(StandardCharsets.UTF_8);

  private final OpenDatasets datasets;
  private final RegistryView registry;
  private final WindowTopics topics;
  private final Listening listening;
  private final Clients clients;
  private final LiveLimits limits;
  private final Vertx vertx;
  private final Semaphore room;

  InsideListening(
      OpenDatasets datasets,
      RegistryView registry,
      WindowTopics topics,
      Listening listening,
      Clients clients,
      LiveLimits limits,
      Vertx vertx) {
    this.datasets = datasets;
    this.registry = registry;
    this.topics = topics;
    this.listening = listening;
    this.clients = clients;
    this.limits = limits;
    this.vertx = vertx;
    this.room = new Semaphore(limits.inside());
  }

  /**
   * Tells whoever asks what they ask for, from now on.
   *
   * @param mayStill whether they may go on; asked again and again
   */
  public void begin(RoutingContext request, Supplier<Future<Boolean>> mayStill) {
    Parameters asked = Parameters.of(request, Listening.PARAMETERS);
    LiveFilter filter = filter(asked);
    Optional<String> resume = Listening.resume(request, asked);
    if (request.response().closed()) {
      return;
    }
    if (!room.tryAcquire()) {
      throw full();
    }
    ClientGroup group = clients.here();
    Client client = greet(request, filter, group);
    InsideTelling telling = new InsideTelling(topics, registry, limits, client, group, resume);
    client.whenClosed(
        () -> {
          telling.end();
          room.release();
        });
    client.write(Told.now("access", null, null, ACCESS));
    group.add(client);
    Thread thread = new Thread(telling, "live-inside");
    thread.setDaemon(true);
    thread.start();
    lookAgain(client, group, telling, mayStill);
  }

  private Client greet(RoutingContext request, LiveFilter filter, ClientGroup group) {
    try {
      return listening.greet(request, filter, group);
    } catch (RuntimeException refused) {
      room.release();
      throw refused;
    }
  }

  private LiveFilter filter(Parameters asked) {
    Catalogue inside = datasets.catalogue().inside();
    Collection<Dataset> all = inside.registry().datasets();
    Set<String> named = new TreeSet<>(asked.many("dataset"));
    List<String> known = all.stream().map(Dataset::id).toList();
    named.forEach(id -> Parameters.requireKnown("dataset", id, known));
    List<Dataset> chosen =
        all.stream().filter(each -> named.isEmpty() || named.contains(each.id())).toList();
    return new LiveFilter(
        named.isEmpty() ? null : Set.copyOf(named),
        ResolutionParameter.find(asked, inside, chosen).orElse(null),
        Selection.of(asked, inside, chosen),
        Visitor.ANYONE);
  }

  private void lookAgain(
      Client client, ClientGroup group, InsideTelling telling, Supplier<Future<Boolean>> mayStill) {
    vertx.setTimer(
        LOOK_AGAIN.toMillis(),
        turn -> {
          if (!telling.isOver()) {
            mayStill
                .get()
                .onComplete(
                    answer -> {
                      // Where nobody can say that they may, they may not.
                      if (answer.succeeded() && answer.result()) {
                        lookAgain(client, group, telling, mayStill);
                      } else {
                        group.execute(() -> client.disconnect(Ending.KEY_ENDED));
                      }
                    });
          }
        });
  }

  private RuntimeException full() {
    return Problem.unavailable(
            "As many people of the house listen as may: %d (BYPULS_LIVE_INSIDE). Try again later, or ask /admin/v1/datasets/{dataset}/latest."
                .formatted(limits.inside()),
            RETRY_AFTER)
        .asException();
  }
}
