package dk.bypuls.api.notice;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.Addresses;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/** {@code /v1/notices.atom}, and the same of one dataset. */
@ApplicationScoped
public class NoticeRoutes {

  private static final String ATOM = "application/atom+xml; charset=utf-8";
  private static final String ALL = "urn:bypuls:notices";

  private final OpenDatasets datasets;

  NoticeRoutes(OpenDatasets datasets) {
    this.datasets = datasets;
  }

  void register(@Observes Router router) {
    router
        .route("/v1/notices.atom")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::all);
    router
        .route("/v1/datasets/:dataset/notices.atom")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::ofOne);
  }

  private void all(RoutingContext request) {
    Catalogue catalogue = datasets.catalogue();
    Parameters.of(request, Set.of());
    send(request, catalogue, ALL, Notices.of(catalogue));
  }

  private void ofOne(RoutingContext request) {
    Dataset dataset = datasets.inPath(request);
    Catalogue catalogue = datasets.catalogue();
    Parameters.of(request, Set.of());
    send(request, catalogue, ALL + ":" + dataset.id(), Notices.of(catalogue, dataset));
  }

  private static void send(
      RoutingContext request, Catalogue catalogue, String id, List<Notice> notices) {
    String text = AtomFeed.of(id, Addresses.base(request), request.request().path(), notices);
    String tag = OpenHeaders.tag(Long.toString(catalogue.generation()), text);
    OpenHeaders.put(request, Access.OPEN, tag);
    if (OpenHeaders.matches(request.request().getHeader("If-None-Match"), tag)) {
      request.response().setStatusCode(304).end();
    } else {
      request.response().putHeader("Content-Type", ATOM).end(text);
    }
  }
}
