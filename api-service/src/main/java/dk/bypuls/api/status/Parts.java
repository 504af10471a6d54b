package dk.bypuls.api.status;

import dk.bypuls.api.history.HistoryDesk;
import dk.bypuls.api.live.LiveFeed;
import dk.bypuls.api.operator.OperatorSettings;
import dk.bypuls.api.registryview.RegistryView;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** How each part is at this moment, as far as this service can tell. */
@ApplicationScoped
class Parts {

  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(2);

  private final RegistryView registry;
  private final LiveFeed live;
  private final HistoryDesk history;
  private final Heartbeat heartbeat;
  private final StatusLimits limits;
  private final URI ingestHealth;
  private final HttpClient http;
  private Future<Boolean> probe = Future.succeededFuture(false);
  private long probedNanos = System.nanoTime() - BETWEEN_PROBES.toNanos();
  private volatile Health ingest = Health.UNKNOWN;

  Parts(
      RegistryView registry,
      LiveFeed live,
      HistoryDesk history,
      Heartbeat heartbeat,
      StatusLimits limits,
      OperatorSettings neighbours) {
    this.registry = registry;
    this.live = live;
    this.history = history;
    this.heartbeat = heartbeat;
    this.limits = limits;
    ingestHealth = neighbours.ingest().resolve("/health/ready");
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.answerWithin())
            .build();
  }

  Health registry() {
    return registry.isRead() ? Health.UP : Health.STARTING;
  }

  Health live() {
    return live.isReady() ? Health.UP : Health.STARTING;
  }

  /** Asked often, the database is still asked seldom. */
  synchronized Future<Health> history() {
    if (System.nanoTime() - probedNanos >= BETWEEN_PROBES.toNanos()) {
      probedNanos = System.nanoTime();
      probe = history.isReachable();
    }
    return probe.map(reachable -> reachable ? Health.UP : Health.DOWN);
  }

  /** What ingest said when it was looked at last. */
  Health ingest() {
    return ingest;
  }

  /**
   * The aggregator is known by its work: it says how far it is, driven by what ingest writes each
   * second. While ingest is away nobody can tell.
   */
  Health aggregator(Instant now) {
    return switch (heartbeat.at(now).state()) {
      case ON_TIME -> Health.UP;
      case NOT_YET -> Health.UNKNOWN;
      case LATE -> ingest == Health.UP ? Health.DOWN : Health.UNKNOWN;
    };
  }

  /** Asks ingest whether it takes messages in; waits for its answer. */
  void lookAtIngest() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(ingestHealth).timeout(limits.answerWithin()).GET().build();
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      ingest = status == 200 ? Health.UP : Health.DOWN;
    } catch (IOException away) {
      ingest = Health.DOWN;
    }
  }
}
