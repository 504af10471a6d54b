package dk.bypuls.api.web;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Encoding;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.answer.OpenSide;
import dk.bypuls.api.basemap.Ground;
import dk.bypuls.api.basemap.GroundFile;
import dk.bypuls.api.basemap.Packing;
import dk.bypuls.api.basemap.PmTiles;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.Problems;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The ground of the city's map: a file that the town brings, handed out whole where it has features
 * and tile by tile where it has tiles. Where there is none the answer is an empty ground, which is
 * no mistake of anybody's.
 */
@ApplicationScoped
public class BaseMapRoute {

  /** Where the pages learn what there is. */
  public static final String GROUND = "/basemap/ground.json";

  /** Where they fetch features. */
  public static final String FEATURES = "/basemap/town.geojson";

  /** Where they fetch tiles. */
  public static final String TILES = "/basemap/:zoom/:x/:tile";

  private static final Logger LOG = Logger.getLogger(BaseMapRoute.class);
  private static final String TILES_AT = "/basemap/{z}/{x}/{y}.mvt";
  private static final String NUMBER = "[0-9]{1,9}";
  private static final String TILE_NAME = NUMBER + "[.]mvt";
  private static final String MVT = "application/vnd.mapbox-vector-tile";

  /** The address says which file it is of, so another file is another address. */
  private static final String FOR_GOOD = "public, max-age=31536000, immutable";

  private static final Problem AWAY =
      Problem.unavailable("This piece of the map cannot be read now.", Duration.ofMinutes(1));

  private final Optional<GroundFile> file;

  BaseMapRoute(WebSettings settings) {
    Optional<Path> path = settings.baseMap();
    file = path.map(it -> new GroundFile(it, settings.baseMapBytes()));
  }

  void register(@Observes Router router) {
    route(router, GROUND, this::describe);
    route(router, FEATURES, this::giveFeatures);
    route(router, TILES, this::giveTile);
  }

  private static void route(Router router, String path, Handler<RoutingContext> handler) {
    OpenSide.share(router, path);
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .blockingHandler(handler, false);
  }

  /** Whoever runs the service reads in its log at once that a file cannot be used. */
  void look(@Observes StartupEvent start) {
    ground()
        .asTiles()
        .ifPresent(
            tiles ->
                LOG.infof(
                    "the base map has tiles of %s, zooms %d to %d",
                    tiles.schema().id(), tiles.minZoom(), tiles.maxZoom()));
  }

  private Ground ground() {
    return file.map(GroundFile::ground).orElseGet(Ground::plain);
  }

  private void describe(RoutingContext request) {
    giveText(request, "application/json", ground().described(FEATURES, TILES_AT));
  }

  private void giveFeatures(RoutingContext request) {
    giveText(request, "application/geo+json", ground().features());
  }

  private static void giveText(RoutingContext request, String type, String text) {
    String tag = OpenHeaders.tag("ground", text);
    OpenHeaders.put(request, Access.OPEN, tag);
    if (!isKnown(request, tag)) {
      request.response().putHeader("Content-Type", type).end(text);
    }
  }

  private void giveTile(RoutingContext request) {
    Ground ground = ground();
    String path = request.normalizedPath();
    if (ground.tiles() == null || !isTile(request)) {
      Problems.send(request, Problem.notFound());
      return;
    }
    try {
      Optional<byte[]> tile = tile(ground.tiles(), request);
      Encoding encoding =
          ground.tiles().packing() == Packing.GZIP
              ? Encoding.gzip(request.request())
              : Encoding.IDENTITY;
      String tag = OpenHeaders.tag("tile", ground.stamp() + path);
      OpenHeaders.put(request, Access.OPEN, tag, encoding);
      if (ground.stamp().equals(request.request().getParam("of"))) {
        request.response().putHeader("Cache-Control", FOR_GOOD);
      }
      if (tile.isEmpty()) {
        // Nothing is drawn there, which is an answer and no mistake of the map that asks.
        request.response().setStatusCode(204).end();
      } else if (!isKnown(request, tag)) {
        boolean asItIs = encoding == Encoding.GZIP;
        byte[] bytes = asItIs ? tile.get() : ground.tiles().unpack(tile.get());
        request.response().putHeader("Content-Type", MVT).end(Buffer.buffer(bytes));
      }
    } catch (IOException e) {
      LOG.warnf("the tile %s of the base map is left out: the file %s", path, e.getMessage());
      Problems.send(request, AWAY);
    }
  }

  private static boolean isTile(RoutingContext request) {
    return request.pathParam("zoom").matches(NUMBER)
        && request.pathParam("x").matches(NUMBER)
        && request.pathParam("tile").matches(TILE_NAME);
  }

  private static Optional<byte[]> tile(PmTiles tiles, RoutingContext request) throws IOException {
    String row = request.pathParam("tile");
    return tiles.tile(
        Integer.parseInt(request.pathParam("zoom")),
        Integer.parseInt(request.pathParam("x")),
        Integer.parseInt(row.substring(0, row.indexOf('.'))));
  }

  private static boolean isKnown(RoutingContext request, String tag) {
    boolean known = OpenHeaders.matches(request.request().getHeader("If-None-Match"), tag);
    if (known) {
      request.response().setStatusCode(304).end();
    }
    return known;
  }
}
