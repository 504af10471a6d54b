package dk.bypuls.api.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.live.LatestAnswers;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** {@code /v1/datasets} and what is below it of one dataset, from the registry's topic alone. */
@ApplicationScoped
public class CatalogueRoutes {

  private static final String JSON = "application/json";
  private static final String GEO_JSON = "application/geo+json";
  private static final String HTML = "text/html; charset=utf-8";

  private final OpenDatasets datasets;
  private final LatestAnswers latest;

  CatalogueRoutes(OpenDatasets datasets, LatestAnswers latest) {
    this.datasets = datasets;
    this.latest = latest;
  }

  void register(@Observes Router router) {
    router.route("/v1/datasets").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::list);
    router
        .route("/v1/datasets/:dataset")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::one);
    router
        .route("/v1/datasets/:dataset/places")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::places);
    router
        .route("/v1/datasets/:dataset/privacy")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::privacy);
  }

  private void list(RoutingContext request) {
    Catalogue catalogue = datasets.catalogue();
    Parameters.of(request, Set.of());
    DatasetJson json = new DatasetJson(catalogue);
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode list = out.putArray("datasets");
    for (Dataset dataset : datasets.all(request)) {
      list.add(json.summary(dataset, latest.freshness(catalogue, dataset).orElse(null)));
    }
    out.putNull("next");
    send(request, Long.toString(catalogue.generation()), JSON, out);
  }

  private void one(RoutingContext request) {
    Dataset dataset = datasets.inPath(request);
    Catalogue catalogue = datasets.catalogue();
    Parameters.of(request, Set.of());
    ObjectNode out =
        new DatasetJson(catalogue)
            .whole(dataset, latest.freshness(catalogue, dataset).orElse(null));
    send(request, catalogue.stampOf(dataset.id()), JSON, out);
  }

  private void places(RoutingContext request) {
    Dataset dataset = datasets.inPath(request);
    Catalogue catalogue = datasets.catalogue();
    Parameters.of(request, Set.of());
    send(
        request,
        catalogue.stampOf(dataset.id()),
        GEO_JSON,
        new DatasetJson(catalogue).places(dataset));
  }

  private void privacy(RoutingContext request) {
    Dataset dataset = datasets.inPath(request);
    Parameters.of(request, Set.of());
    send(request, datasets.catalogue().stampOf(dataset.id()), HTML, PrivacyPage.of(dataset));
  }

  private static void send(
      RoutingContext request, String stamp, String contentType, ObjectNode body) {
    send(request, stamp, contentType, body.toString());
  }

  private static void send(RoutingContext request, String stamp, String contentType, String text) {
    String tag = OpenHeaders.tag(stamp, text);
    OpenHeaders.put(request, Access.OPEN, tag);
    if (OpenHeaders.matches(request.request().getHeader("If-None-Match"), tag)) {
      request.response().setStatusCode(304).end();
    } else {
      request.response().putHeader("Content-Type", contentType).end(text);
    }
  }
}
