package dk.bypuls.api.request;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.registry.Dataset;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The one gate of the open side: what is not public is not there (I3). */
@ApplicationScoped
public class OpenDatasets {

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

  /** The public dataset that the path names. */
  public Dataset inPath(RoutingContext request) {
    return named(request.pathParam("dataset"));
  }

  /** The public dataset of that id. */
  public Dataset named(String id) {
    return catalogue().publicDataset(id).orElseThrow(() -> Problem.notFound().asException());
  }
}
