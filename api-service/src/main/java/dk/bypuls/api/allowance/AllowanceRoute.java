package dk.bypuls.api.allowance;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.Problems;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.api.request.OpenDatasets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Counts what is asked of the open side, and refuses who asks more than their share.
 *
 * <p>What is left is said with every answer, in the headers of the IETF's draft on rate limits.
 */
@Singleton
public class AllowanceRoute {

  /** After the handlers that put what holds for every answer, refusals included. */
  private static final int AFTER_HEADERS = Integer.MIN_VALUE + 3;

  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence LEFT = HttpHeaders.createOptimized("RateLimit");

  private final OpenDatasets datasets;
  private final RegistryView registry;
  private final Allowances allowances;
  private final Counter refused;

  AllowanceRoute(
      OpenDatasets datasets, RegistryView registry, AllowanceLimits limits, MeterRegistry meters) {
    this.datasets = datasets;
    this.registry = registry;
    this.allowances = new Allowances(limits, System::nanoTime);
    this.refused =
        Counter.builder("bypuls.allowance.refused")
            .description("Requests that were refused because their asker had used up its share")
            .register(meters);
  }

  void register(@Observes Router router) {
    router.route("/v1/*").order(AFTER_HEADERS).handler(this::count);
  }

  /** Takes one request from what is left to whoever asks, and says what is left then. */
  public boolean grants(RoutingContext request) {
    return spend(request).isGranted();
  }

  private Allowances.Spent spend(RoutingContext request) {
    Asker asker = asker(request);
    asker.attachTo(request);
    Allowances.Spent spent = allowances.spend(asker);
    request
        .response()
        .putHeader(POLICY, spent.quota().policy())
        .putHeader(LEFT, spent.after().said(spent.quota()));
    return spent;
  }

  private void count(RoutingContext request) {
    Allowances.Spent spent = spend(request);
    if (spent.isGranted()) {
      request.next();
    } else {
      refused.increment();
      Problems.send(request, tooMany(spent));
    }
  }

  private Asker asker(RoutingContext request) {
    Visitor visitor = registry.isRead() ? datasets.visitor(request) : Visitor.ANYONE;
    return visitor.sha256() == null
        ? Asker.at(request.request().remoteAddress())
        : Asker.withKey(visitor.sha256());
  }

  private static Problem tooMany(Allowances.Spent spent) {
    Duration wait = spent.after().untilOne(spent.quota());
    return Problem.tooManyRequests(
        "%d requests in %d seconds are used up. Ask again when Retry-After has passed; what is new comes by itself on /v1/live, and many windows at once with a higher \"limit\"."
            .formatted(spent.quota().requests(), spent.quota().window().toSeconds()),
        wait);
  }
}
