package dk.bypuls.api.surface;

import dk.bypuls.api.web.BaseMapRoute;
import dk.bypuls.api.web.WebPage;
import dk.bypuls.events.Resolution;
import java.time.YearMonth;
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
 * <p>Of health and metrics they see more than anyone does: they ask from where those may who watch.
 *
 * @param routes how its router has it registered; none where others' routes refuse
 * @param asked addresses that together show all there is to see there
 */
public record OpenSurface(
    String name, Service service, Way way, List<String> routes, List<String> asked) {

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
      List.of("/openapi", "/openapi.json", "/openapi.yaml", "/openapi.yml", "/asyncapi");

  private static final List<String> WEB =
      Stream.concat(WebPage.addresses().stream(), Stream.of("/assets/.*")).toList();

  private static final List<String> BASE_MAP =
      List.of(BaseMapRoute.GROUND, BaseMapRoute.FEATURES, BaseMapRoute.TILES);

  private static final List<OpenSurface> ALL =
      List.of(
          api("datasets", List.of("/v1/datasets"), List.of("/v1/datasets")),
          ofDataset("", List.of("")),
          ofDataset("/places", List.of("/places")),
          ofDataset("/privacy", List.of("/privacy")),
          ofDataset("/latest", Asks.LATEST),
          ofDataset("/windows", Asks.WINDOWS),
          ofDataset("/normal", List.of("/normal")),
          ofDataset("/files", Asks.LISTS),
          ofDataset("/files/:file", Asks.FILES),
          // Nothing is to be seen where something is sent to; what is said of it is among the
          // errors.
          api("keys", List.of("/v1/keys"), List.of()),
          ofDataset("/usage", List.of("/usage", "/usage?from=P400D")),
          ofDataset("/feedback", List.of()),
          api("feedback by its secret", List.of("/v1/feedback/:secret"), List.of()),
          ofDataset("/notices.atom", List.of("/notices.atom")),
          api("notices", List.of("/v1/notices.atom"), List.of("/v1/notices.atom")),
          stream("live", Way.EVENT_STREAM, List.of("/v1/live"), Asks.LIVE),
          stream("live-ws", Way.WEB_SOCKET, List.of("/v1/live/ws"), Asks.LIVE_SOCKET),
          stream("live-mqtt", Way.MQTT, List.of(), Asks.LIVE_TOPICS),
          api("contract", CONTRACT, CONTRACT),
          api("status", List.of("/status"), List.of("/status", "/status?days=90")),
          api("web", WEB, List.of("/", "/index.html", "/datasets/" + ABOUT, "/developers")),
          api("base map", BASE_MAP, Asks.BASE_MAP),
          api("health", HEALTH, HEALTH),
          api("metrics", METRICS, METRICS),
          api("errors", List.of(), Asks.MISTAKES),
          of("health", Service.INGEST, HEALTH, HEALTH),
          of("metrics", Service.INGEST, METRICS, METRICS),
          // What comes in needs a token; what is said of it does not.
          of(
              "errors",
              Service.INGEST,
              List.of("/ingest/:source"),
              List.of("/ingest/nothing", "/ingest/", "/operator/v1/quarantine", "/nothing")),
          of("health", Service.AGGREGATOR, HEALTH, HEALTH),
          of("metrics", Service.AGGREGATOR, METRICS, METRICS),
          of("errors", Service.AGGREGATOR, List.of(), List.of("/nothing")));

  /** How it is asked. */
  public enum Way {
    /** A GET that is answered. */
    HTTP,
    /** A GET that is answered for as long as somebody listens. */
    EVENT_STREAM,
    /** A WebSocket, opened with a GET. */
    WEB_SOCKET,
    /** Topic filters, subscribed to with MQTT. */
    MQTT
  }

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
    return new OpenSurface(name, Service.API, Way.HTTP, routes, asked);
  }

  private static OpenSurface stream(String name, Way way, List<String> routes, List<String> asked) {
    return new OpenSurface(name, Service.API, way, routes, asked);
  }

  private static OpenSurface of(
      String name, Service service, List<String> routes, List<String> asked) {
    return new OpenSurface(name, service, Way.HTTP, routes, asked);
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
    return way != Way.HTTP;
  }

  /** Addresses that together show all there is to see there, of a dataset where it is of one. */
  public List<String> asks(String dataset) {
    return asked.stream().map(ask -> ask.replace(ABOUT, dataset)).toList();
  }

  /** Whether somebody looks at what can be had by asking for that, in that way. */
  public static boolean isListed(Way way, String asked) {
    return ALL.stream().anyMatch(surface -> surface.way == way && surface.asked.contains(asked));
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

    /** What only the history can be asked for. */
    private static final List<String> HISTORY =
        List.of(
            "limit=10000&format=geojson",
            "limit=10000&format=parquet",
            "limit=10000&gaps=true",
            "limit=all&format=ndjson",
            "points=1000&limit=10000",
            "limit=10000&time=local&columns=start,place,sensor,area,status,mean,sum&format=csv");

    /** All tiles have what is in the file; this one is in each. */
    static final List<String> BASE_MAP =
        List.of(BaseMapRoute.GROUND, BaseMapRoute.FEATURES, "/basemap/0/0/0.mvt");

    static final List<String> LATEST =
        Stream.concat(
                FORMATS.stream().map(format -> "/latest?format=" + format),
                RESOLUTIONS.stream().map(resolution -> "/latest?resolution=" + resolution))
            .toList();
    static final List<String> WINDOWS =
        RESOLUTIONS.stream()
            .flatMap(
                resolution ->
                    Stream.concat(
                            FORMATS.stream().map(format -> "limit=10000&format=" + format),
                            HISTORY.stream())
                        .map(ask -> "/windows?from=P3660D&resolution=" + resolution + "&" + ask))
            .toList();
    static final List<String> LISTS =
        RESOLUTIONS.stream().map(resolution -> "/files?resolution=" + resolution).toList();
    static final List<String> FILES =
        RESOLUTIONS.stream()
            .flatMap(
                resolution ->
                    Stream.of(".csv.gz", ".parquet")
                        .map(
                            ending ->
                                "/files/"
                                    + YearMonth.now(Resolution.ZONE)
                                    + ending
                                    + "?resolution="
                                    + resolution))
            .toList();
    static final List<String> LIVE =
        Stream.concat(
                Stream.of("/v1/live", "/v1/live?dataset=" + ABOUT),
                RESOLUTIONS.stream().map(resolution -> "/v1/live?resolution=" + resolution))
            .toList();
    static final List<String> LIVE_SOCKET =
        LIVE.stream().map(ask -> ask.replace("/v1/live", "/v1/live/ws")).toList();
    static final List<String> LIVE_TOPICS = List.of("bypuls/live/#", "bypuls/live/" + ABOUT + "/#");
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
            ONE + "/windows?place=",
            ONE + "/windows?format=nonsense",
            ONE + "/windows?polygon=1,2",
            ONE + "/windows?status=nonsense",
            ONE + "/windows?flags=nonsense",
            ONE + "/windows?columns=nonsense",
            ONE + "/windows?time=nonsense",
            ONE + "/windows?gaps=true&points=9",
            ONE + "/latest?sensor=nothing",
            ONE + "/files?nonsense=1",
            ONE + "/files/nothing",
            ONE + "/normal?sensor=nothing",
            "/v1/keys",
            "/v1/feedback/nothing",
            ONE + "/feedback",
            ONE + "/usage?from=nonsense",
            "/v1/live?dataset=nothing",
            "/v1/live?sensor=nothing",
            "/v1/live/ws",
            "/v1/live/ws?dataset=nothing",
            "/assets/nothing.js",
            "/basemap/0/0/nothing",
            "/admin/v1/datasets/" + ABOUT + "/windows",
            "/admin/v1/nothing");
  }
}
