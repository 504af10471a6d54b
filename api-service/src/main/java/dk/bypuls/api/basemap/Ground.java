package dk.bypuls.api.basemap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lies below the city's map: features that the pages fetch whole, or tiles.
 *
 * @param features as GeoJSON; none of them where there are tiles or nothing at all
 * @param tiles what tiles are taken from
 * @param stamp changes when another file is there
 */
public record Ground(String features, @Nullable PmTiles tiles, String stamp) {

  static final Ground PLAIN =
      ofFeatures("{\"type\":\"FeatureCollection\",\"features\":[]}", "none");

  /** Nothing to draw. */
  public static Ground plain() {
    return PLAIN;
  }

  static Ground ofFeatures(String features, String stamp) {
    return new Ground(features, null, stamp);
  }

  static Ground ofTiles(PmTiles tiles, String stamp) {
    return new Ground(PLAIN.features, tiles, stamp);
  }

  /** What tiles are taken from, where there are any. */
  public Optional<PmTiles> asTiles() {
    return Optional.ofNullable(tiles);
  }

  /** What the pages are told of it, so that they know what to ask for and how to draw it. */
  public String described(String featuresAt, String tilesAt) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    if (tiles == null) {
      return out.put("kind", "features").put("features", featuresAt).toString();
    }
    out.put("kind", "tiles")
        .put("schema", tiles.schema().id())
        .put("tiles", tilesAt + "?of=" + stamp)
        .put("minzoom", tiles.minZoom())
        .put("maxzoom", tiles.maxZoom())
        .put("attribution", tiles.attribution());
    tiles.bounds().forEach(out.putArray("bounds")::add);
    return out.toString();
  }
}
