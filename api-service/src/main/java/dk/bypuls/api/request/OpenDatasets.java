package dk.bypuls.api.request;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.events.Sha256;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** The one gate of the open side: what is not shown to whoever asks is not there (I3). */
@Singleton
public class OpenDatasets {

  private static final String BEARER = "Bearer ";
  private static final int LONGEST_KEY = 512;
  private static final Duration SOON = Duration.ofSeconds(2);

  private final RegistryView registry;

  OpenDatasets(RegistryView registry) {
    this.registry = registry;
  }

  /** The registry, once it has been read. */
  public Catalogue catalogue() {
    if (!registry.isRead()) {
      throw Problem.unavailable("This service is starting: it reads the registry. Try again.", SOON)
          .asException();
    }
    return registry.current();
  }

  /** The dataset that the path names, if whoever asks may know of it. */
  public Dataset inPath(RoutingContext request) {
    return named(request, request.pathParam("dataset"));
  }

  /**
   * Adds a route to what each dataset has under that name, for what is asked most: only the path is
   * looked at, and no pattern is matched.
   */
  public void route(
      Router router, int order, String below, BiConsumer<RoutingContext, Dataset> answer) {
    router
        .route(DatasetPath.PREFIX + "*")
        .setName(DatasetPath.PREFIX + ":dataset/" + below)
        .order(order)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(
            request -> {
              DatasetPath path = DatasetPath.of(request);
              if (path == null || !path.below().equals(below)) {
                request.next();
              } else {
                answer.accept(request, named(request, path.dataset()));
              }
            });
  }

  /** The dataset of that id, if whoever asks may know of it. */
  public Dataset named(RoutingContext request, String id) {
    Dataset dataset =
        catalogue()
            .shownTo(visitor(request), id)
            .orElseThrow(() -> Problem.notFound().asException());
    Showing.of(dataset).on(request);
    return dataset;
  }

  /** All datasets that whoever asks may know of. */
  public List<Dataset> all(RoutingContext request) {
    List<Dataset> shown = catalogue().shownTo(visitor(request));
    shown.forEach(dataset -> Showing.of(dataset).keepPrivate(request));
    return shown;
  }

  /** Who asks. */
  public Visitor visitor(RoutingContext request) {
    String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Visitor.ANYONE;
    }
    String key = header.substring(BEARER.length()).strip();
    return key.isEmpty() || key.length() > LONGEST_KEY
        ? Visitor.ANYONE
        : catalogue().visitorWith(Sha256.hex(key));
  }
}
