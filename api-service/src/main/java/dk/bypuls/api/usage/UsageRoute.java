package dk.bypuls.api.usage;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.request.DatasetPath;
import dk.bypuls.api.request.Given;
import dk.bypuls.api.request.Moment;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.submission.OpenDesk;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** Counts what is given of each dataset, and tells it: {@code /v1/datasets/{dataset}/usage}. */
@ApplicationScoped
public class UsageRoute {

  /** After those that refuse: what was refused was not used. */
  private static final int AFTER_REFUSALS = Integer.MIN_VALUE + 10;

  private static final Set<Integer> GIVEN = Set.of(200, 206, 304);
  private static final int MOST_DAYS = 400;

  private final OpenDatasets datasets;
  private final Usage usage;
  private final OpenDesk desk;
  private final int fewest;

  UsageRoute(OpenDatasets datasets, Usage usage, OpenDesk desk, UsageLimits limits) {
    this.datasets = datasets;
    this.usage = usage;
    this.desk = desk;
    this.fewest = limits.fewest();
  }

  void register(@Observes Router router) {
    router.route("/v1/*").order(AFTER_REFUSALS).handler(this::watch);
    router
        .route("/v1/datasets/:dataset/usage")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::tell);
  }

  private void watch(RoutingContext request) {
    DatasetPath path = DatasetPath.of(request);
    if (path != null && request.request().method().equals(HttpMethod.GET)) {
      request.addBodyEndHandler(all -> count(request, path));
    }
    request.next();
  }

  private void count(RoutingContext request, DatasetPath path) {
    HttpServerResponse response = request.response();
    if (GIVEN.contains(response.getStatusCode())) {
      usage
          .reading(
              path,
              response.headers().get(HttpHeaders.CONTENT_TYPE),
              request.request().query() == null ? null : request.request().getParam("format"))
          .ifPresent(reading -> reading.given(Given.rowsOf(request), response.bytesWritten()));
    }
  }

  private void tell(RoutingContext request) {
    Dataset dataset = datasets.inPath(request);
    String stamp = datasets.catalogue().stampOf(dataset.id());
    Parameters asked = Parameters.of(request, Set.of("from", "to"));
    LocalDate today = usage.today();
    LocalDate from = day("from", asked.one("from").orElse("P30D"));
    LocalDate asOf = asked.one("to").map(written -> day("to", written)).orElse(today);
    // A day that goes on would tell, minute by minute, who comes and goes.
    LocalDate to = asOf.isBefore(today) ? asOf : today;
    if (asOf.isBefore(from)) {
      throw Problem.badRequest("\"from\" (%s) must not be after \"to\" (%s).".formatted(from, asOf))
          .asException();
    }
    if (from.plusDays(MOST_DAYS).isBefore(to)) {
      throw Problem.badRequest(
              "At most %d days are told at once; ask in parts, with \"from\" and \"to\"."
                  .formatted(MOST_DAYS))
          .asException();
    }
    desk.answer(
        request,
        () -> UsageJson.of(dataset.id(), usage.between(dataset.id(), from, to), fewest).toString(),
        text -> send(request, stamp, text));
  }

  private static LocalDate day(String name, String written) {
    return LocalDate.ofInstant(Moment.parse(name, written, Instant.now()), Resolution.ZONE);
  }

  private static void send(RoutingContext request, String stamp, String text) {
    String tag = OpenHeaders.tag(stamp, text);
    OpenHeaders.put(request, Access.OPEN, tag);
    if (OpenHeaders.matches(request.request().getHeader("If-None-Match"), tag)) {
      request.response().setStatusCode(304).end();
    } else {
      request.response().putHeader("Content-Type", "application/json").end(text);
    }
  }
}
