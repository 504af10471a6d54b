package dk.bypuls.api.surface;

import dk.bypuls.api.surface.OpenSurface.Service;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Keeps the service from starting with a route that is neither on the list of {@link OpenSurface}
 * nor needs a role: nobody would look there for what must not be seen.
 *
 * <p>Routes without a path of their own are passed over: filters, the files of the web pages, and
 * the one of all JAX-RS resources, which another test holds to be below {@code /admin/v1}.
 */
@ApplicationScoped
public class RouteCheck {

  private static final Logger LOG = Logger.getLogger(RouteCheck.class);
  private static final String BEHIND_THE_GATE = "/admin/v1/";
  private static final Set<String> OF_ALL_PATHS = Set.of("/", "/v1/");

  private final Router router;

  RouteCheck(Router router) {
    this.router = router;
  }

  void check(@Observes @Priority(Integer.MAX_VALUE) StartupEvent allIsRegistered) {
    List<String> unlisted = unlisted(router);
    if (!unlisted.isEmpty()) {
      throw new IllegalStateException(
          "Anyone can reach %s, and the list of open surfaces (OpenSurface) does not have it. Put it there, with how to ask it for all it has, or below %s"
              .formatted(unlisted, BEHIND_THE_GATE));
    }
    LOG.infof(
        "open surfaces: all of %d routes are listed or need a role", router.getRoutes().size());
  }

  /** The routes that anyone can reach and the list does not have. */
  static List<String> unlisted(Router router) {
    Set<String> listed = OpenSurface.routesOf(Service.API);
    return router.getRoutes().stream()
        .map(Route::getName)
        .filter(Objects::nonNull)
        .filter(path -> !path.startsWith(BEHIND_THE_GATE))
        .filter(path -> !OF_ALL_PATHS.contains(path) && !listed.contains(path))
        .distinct()
        .toList();
  }
}
