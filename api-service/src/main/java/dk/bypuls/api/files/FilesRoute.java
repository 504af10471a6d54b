package dk.bypuls.api.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.history.WholeMonths;
import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.problem.Problems;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.ResolutionParameter;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@code /v1/datasets/{dataset}/files}: what there is, and each file. */
@ApplicationScoped
public class FilesRoute {

  private static final Set<String> PARAMETERS = Set.of("resolution");

  /** Most files are made while their client waits. */
  private static final Duration WAITS = Duration.ofSeconds(5);

  private final OpenDatasets datasets;
  private final WholeMonths months;
  private final MonthFiles files;
  private final Vertx vertx;
  private final FileManifest manifest;
  private final FileGiving giving;

  FilesRoute(OpenDatasets datasets, WholeMonths months, MonthFiles files, Vertx vertx) {
    this.datasets = datasets;
    this.months = months;
    this.files = files;
    this.vertx = vertx;
    this.manifest = new FileManifest(files);
    this.giving = new FileGiving(files, vertx);
  }

  void register(@Observes Router router) {
    router
        .route("/v1/datasets/:dataset/files")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::list);
    router
        .route("/v1/datasets/:dataset/files/:file")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::give);
  }

  private void list(RoutingContext request) {
    Dataset dataset = datasets.inPath(request);
    Catalogue catalogue = datasets.catalogue();
    Resolution resolution =
        ResolutionParameter.oneOf(Parameters.of(request, PARAMETERS), catalogue, dataset);
    Context loop = vertx.getOrCreateContext();
    months
        .extent(Asker.of(request), catalogue, dataset, resolution)
        .onComplete(
            found ->
                loop.runOnContext(
                    turn -> {
                      if (found.failed()) {
                        Problems.send(request, Problems.of(found.cause()));
                      } else {
                        send(request, manifest.of(catalogue, dataset, resolution, found.result()));
                      }
                    }));
  }

  private static void send(RoutingContext request, ObjectNode manifest) {
    String text = manifest.toString();
    String tag = OpenHeaders.tag(manifest.get("generation").asText(), text);
    OpenHeaders.put(request, Access.OPEN, tag);
    if (OpenHeaders.matches(request.request().getHeader("If-None-Match"), tag)) {
      request.response().setStatusCode(304).end();
    } else {
      request.response().putHeader("Content-Type", "application/json").end(text);
    }
  }

  private void give(RoutingContext request) {
    Dataset dataset = datasets.inPath(request);
    Catalogue catalogue = datasets.catalogue();
    Resolution resolution =
        ResolutionParameter.oneOf(Parameters.of(request, PARAMETERS), catalogue, dataset);
    MonthKey key = MonthKey.named(request.pathParam("file"), catalogue, dataset, resolution);
    Optional<MonthFile> known = files.find(key);
    if (known.isPresent()) {
      giving.give(request, known.get());
      return;
    }
    Future<MonthFile> made =
        files.order(
            key, () -> months.of(catalogue, dataset, resolution, key.month(), key.format()));
    Context loop = vertx.getOrCreateContext();
    Future.any(made, vertx.timer(WAITS.toMillis(), TimeUnit.MILLISECONDS))
        .onComplete(
            first ->
                loop.runOnContext(
                    turn -> {
                      try {
                        giving.give(request, result(made));
                      } catch (RuntimeException why) {
                        Problems.send(request, Problems.of(why));
                      }
                    }));
  }

  private static MonthFile result(Future<MonthFile> made) {
    if (made.succeeded()) {
      return made.result();
    }
    throw made.cause() instanceof ProblemException why ? why : FileGiving.BEING_MADE.asException();
  }
}
