package dk.bypuls.api.basemap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What the layers of vector tiles are called and mean; the pages can draw these. */
public enum TileSchema {
  OPENMAPTILES("transportation"),
  PROTOMAPS("roads");

  /** What is called differently in each. */
  private final String streets;

  TileSchema(String streets) {
    this.streets = streets;
  }

  /** As the pages are told of it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one whose layers the metadata of a file names. */
  static TileSchema of(JsonNode metadata) throws UnreadableTilesException {
    Set<String> named = new HashSet<>();
    metadata.path("vector_layers").forEach(layer -> named.add(layer.path("id").asText()));
    for (TileSchema schema : values()) {
      if (named.contains(schema.streets)) {
        return schema;
      }
    }
    throw new UnreadableTilesException(
        "has the layers "
            + named
            + ", and the map can draw those of OpenMapTiles (transportation, …) and of the"
            + " basemap of Protomaps (roads, …). Take an extract in one of these");
  }
}
