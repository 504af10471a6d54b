package dk.bypuls.api.surface;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that anyone can reach without a role, of all three services.
 *
 * <p>Proofs about the open side (recall, canary, adversary) go through this list, so api-service
 * does not start with a route that is neither on it nor behind the gate: {@link RouteCheck}.
 *
 * @param routes how its router has it registered; none where others' routes refuse
 * @param asked addresses that together show all there is to see there
 */
public record OpenSurface(String name, Service service, List<String> routes, List<String> asked) {

  /** In an address, what is asked about. */
  private static final String ABOUT = "DATASET";

  private static final List<String> HEALTH =
      List.of(
          "/health",
          "/health/live",
          "/health/ready",
          "/health/started",
          "/health/well",
          "/health/group",
          "/health/group/");
  private static final List<String> METRICS = List.of("/metrics", "/metrics/");
  private static final List<String> CONTRACT =
      List.of("/openapi", "/openapi.json", "/openapi.yaml", "/openapi.yml");

  /** Server-sent events. */
  private static final String LIVE = "live";

  private static final List<OpenSurface> ALL =
      List.of(
          api("datasets", List.of("/v1/datasets"), List.of("/v1/datasets")),
          ofDataset("", List.of("")),
          ofDataset("/places", List.of("/places")),
          ofDataset("/privacy", List.of("/privacy")),
          ofDataset("/latest", Asks.LATEST),
          ofDataset("/windows", Asks.WINDOWS),
          ofDataset("/normal", List.of("/normal")),
          api(LIVE, List.of("/v1/live"), Asks.LIVE),
          api("contract", CONTRACT, CONTRACT),
          api("status", List.of("/status"), List.of("/status")),
          api("web", List.of("/(index\\.html)?", "/assets/.*"), List.of("/", "/index.html")),
          api("health", HEALTH, HEALTH),
          api("metrics", METRICS, METRICS),
          api("errors", List.of(), Asks.MISTAKES),
          new OpenSurface("health", Service.INGEST, HEALTH, HEALTH),
          new OpenSurface("metrics", Service.INGEST, METRICS, METRICS),
          // What comes in needs a token; what is said of it does not.
          new OpenSurface(
              "errors",
              Service.INGEST,
              List.of("/ingest/:source"),
              List.of("/ingest/nothing", "/ingest/", "/operator/v1/quarantine", "/nothing")),
          new OpenSurface("health", Service.AGGREGATOR, HEALTH, HEALTH),
          new OpenSurface("metrics", Service.AGGREGATOR, METRICS, METRICS),
          new OpenSurface("errors", Service.AGGREGATOR, List.of(), List.of("/nothing")));

  /** Who serves it. */
  public enum Service {
    API,
    INGEST,
    AGGREGATOR
  }

  public OpenSurface {
    routes = List.copyOf(routes);
    asked = List.copyOf(asked);
  }

  private static OpenSurface api(String name, List<String> routes, List<String> asked) {
    return new OpenSurface(name, Service.API, routes, asked);
  }

  private static OpenSurface ofDataset(String path, List<String> asked) {
    String name = path.isEmpty() ? "dataset" : path.substring(1);
    return api(
        name,
        List.of("/v1/datasets/:dataset" + path),
        asked.stream().map(ask -> "/v1/datasets/" + ABOUT + ask).toList());
  }

  /** All of them. */
  public static List<OpenSurface> all() {
    return ALL;
  }

  /** Whether its answer goes on for as long as somebody listens. */
  public boolean isStream() {
    return name.equals(LIVE);
  }

  /** Addresses that together show all there is to see there, of a dataset where it is of one. */
  public List<String> asks(String dataset) {
    return asked.stream().map(ask -> ask.replace(ABOUT, dataset)).toList();
  }

  /** The routes of a service that need no role. */
  static Set<String> routesOf(Service service) {
    return ALL.stream()
        .filter(surface -> surface.service == service)
        .flatMap(surface -> surface.routes.stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How each part of the open side is asked for all it has. */
  private static final class Asks {
    private static final String ONE = "/v1/datasets/" + ABOUT;
    private static final List<String> RESOLUTIONS = List.of("PT1M", "PT15M", "PT1H", "P1D", "P1M");
    private static final List<String> FORMATS = List.of("json", "ndjson", "csv");

    static final List<String> LATEST =
        Stream.concat(
                FORMATS.stream().map(format -> "/latest?format=" + format),
                RESOLUTIONS.stream().map(resolution -> "/latest?resolution=" + resolution))
            .toList();
    static final List<String> WINDOWS =
        RESOLUTIONS.stream()
            .flatMap(
                resolution ->
                    FORMATS.stream()
                        .map(
                            format ->
                                "/windows?from=P3660D&limit=10000&resolution="
                                    + resolution
                                    + "&format="
                                    + format))
            .toList();
    static final List<String> LIVE =
        Stream.concat(
                Stream.of("/v1/live", "/v1/live?dataset=" + ABOUT),
                RESOLUTIONS.stream().map(resolution -> "/v1/live?resolution=" + resolution))
            .toList();
    static final List<String> MISTAKES =
        List.of(
            "/nothing",
            "/v1/nothing",
            "/v1/datasets/nothing",
            ONE + "/nothing",
            ONE + "/windows?nonsense=1",
            ONE + "/windows?from=nonsense",
            ONE + "/windows?resolution=PT7M",
            ONE + "/windows?sensor=nothing",
            ONE + "/windows?place=nothing",
            ONE + "/windows?quantity=nothing",
            ONE + "/windows?area=nothing",
            ONE + "/windows?bbox=1,2",
            ONE + "/windows?cursor=nonsense",
            ONE + "/windows?limit=0",
            ONE + "/windows?format=nonsense",
            ONE + "/latest?sensor=nothing",
            ONE + "/normal?sensor=nothing",
            "/v1/live?dataset=nothing",
            "/v1/live?sensor=nothing",
            "/assets/nothing.js",
            "/admin/v1/datasets/" + ABOUT + "/windows",
            "/admin/v1/nothing");
  }
}
