package dk.bypuls.api.web;

import dk.bypuls.api.basemap.Ground;
import dk.bypuls.api.basemap.GroundFile;
import dk.bypuls.api.basemap.PmTiles;
import dk.bypuls.api.basemap.TilesWriter;
import dk.bypuls.api.basemap.VectorTile;
import dk.bypuls.api.web.StubCity.Answer;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ground below the made-up town as vector tiles of a file, in either schema. */
final class StubTiles {

  /** As a file may have it: a link that is one, and what must never become a part of the page. */
  static final String ATTRIBUTION =
      "<a href=\"https://www.openstreetmap.org/copyright\" onclick=\"alert(1)\">© OpenStreetMap</a>"
          + "<script>alert(2)</script> <img src=\"https://elsewhere.example/spy.png\">"
          + "<a href=\"javascript:alert(3)\">contributors</a>";

  private static final double WEST = 10.12;
  private static final double EAST = 10.30;
  private static final double SHORE = 10.268;
  private static final double SOUTH = 56.07;
  private static final double NORTH = 56.15;
  private static final int FARTHEST = 9;
  private static final int NEAREST = 13;
  private static final int BLOCKS = 24;
  private static final String TILE = "/basemap/(\\d+)/(\\d+)/(\\d+)[.]mvt";

  /** What tiles were asked for. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final Ground ground;

  private StubTiles(Ground ground) {
    this.ground = ground;
  }

  /** Has the city bring tiles in that schema. */
  static StubTiles of(StubCity city, String schema, Path folder) throws IOException {
    Words words = "protomaps".equals(schema) ? Words.PROTOMAPS : Words.OPENMAPTILES;
    Path file = writer(words).write(folder.resolve("town.pmtiles"));
    StubTiles tiles = new StubTiles(new GroundFile(file, 0).ground());
    String described = tiles.ground.described("", "/basemap/{z}/{x}/{y}.mvt");
    city.say("/basemap/ground.json", asked -> Answer.json(described));
    city.say("/basemap/", asked -> tiles.answer(asked.getRequestURI().getPath()));
    return tiles;
  }

  private Answer answer(String path) {
    asked.add(path);
    try {
      PmTiles tiles = ground.asTiles().orElseThrow();
      Optional<byte[]> tile = tiles.tile(part(path, 1), part(path, 2), part(path, 3));
      return tile.isEmpty()
          ? new Answer(204, "text/plain", "")
          : new Answer(
              200, "application/vnd.mapbox-vector-tile", Buffer.buffer(tiles.unpack(tile.get())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int part(String path, int group) {
    return Integer.parseInt(path.replaceAll(TILE, "$" + group));
  }

  /** What the same things are called in each schema. */
  private enum Words {
    OPENMAPTILES("class", "transportation", "landuse", "primary", "tertiary", "service"),
    PROTOMAPS("kind", "roads", "landuse", "major_road", "minor_road", "minor_road");

    private final String key;
    private final String roads;
    private final String built;
    private final String main;
    private final String street;
    private final String lane;

    Words(String key, String roads, String built, String main, String street, String lane) {
      this.key = key;
      this.roads = roads;
      this.built = built;
      this.main = main;
      this.street = street;
      this.lane = lane;
    }

    boolean isOpenMapTiles() {
      return this == OPENMAPTILES;
    }
  }

  private static TilesWriter writer(Words words) {
    TilesWriter writer = new TilesWriter(ATTRIBUTION, List.of(words.roads, "water", words.built));
    for (int zoom = FARTHEST; zoom <= NEAREST; zoom++) {
      for (int x = VectorTile.column(zoom, WEST); x <= VectorTile.column(zoom, EAST + 0.1); x++) {
        for (int y = VectorTile.row(zoom, NORTH); y <= VectorTile.row(zoom, SOUTH); y++) {
          writer.tile(zoom, x, y, drawn(new VectorTile(zoom, x, y), words));
        }
      }
    }
    return writer;
  }

  private static byte[] drawn(VectorTile tile, Words words) {
    String key = words.key;
    String green = words.isOpenMapTiles() ? "landcover" : "landuse";
    Map<String, String> park =
        words.isOpenMapTiles() ? Map.of(key, "grass", "subclass", "park") : Map.of(key, "park");
    tile.area(words.built, Map.of(key, "residential"), WEST + 0.03, SOUTH, SHORE, NORTH);
    tile.area(green, Map.of(key, "wood"), 10.0, 56.0, WEST, 56.2);
    tile.area(green, park, 10.18, 56.09, 10.2, 56.10);
    tile.area("water", Map.of(key, "ocean"), SHORE, 56.0, 10.6, 56.2);
    for (int i = 0; i <= BLOCKS; i++) {
      Map<String, String> street = street(words, i);
      double longitude = WEST + (SHORE - WEST) * i / BLOCKS;
      double latitude = SOUTH + (NORTH - SOUTH) * i / BLOCKS;
      double[][] along = {{longitude, SOUTH}, {longitude, NORTH}};
      double[][] across = {{WEST, latitude}, {SHORE, latitude}};
      tile.line(words.roads, street, along).line(words.roads, street, across);
    }
    named(tile, words);
    return tile.bytes();
  }

  private static Map<String, String> street(Words words, int number) {
    if (number % 6 == 0) {
      return Map.of(words.key, words.main);
    }
    return number % 2 == 0
        ? Map.of(words.key, words.street)
        : Map.of(words.key, words.lane, "kind_detail", "service");
  }

  private static void named(VectorTile tile, Words words) {
    boolean open = words.isOpenMapTiles();
    String places = open ? "place" : "places";
    String key = words.key;
    tile.point(
        places, Map.of(key, open ? "suburb" : "neighbourhood", "name", "Midtbyen"), 10.21, 56.112);
    tile.point(
        places,
        Map.of(
            key,
            open ? "town" : "locality",
            "kind_detail",
            "town",
            "name",
            "Havnstrup",
            "name:en",
            "Harbour"),
        10.2,
        56.12);
    tile.point(open ? "water_name" : "water", Map.of(key, "bay", "name", "Bugten"), 10.285, 56.13);
  }
}
