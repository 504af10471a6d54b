package dk.bypuls.api.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.grid.GridCell;
import dk.bypuls.events.grid.Utm32;
import dk.bypuls.events.registry.Dataset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Areas as GeoJSON: squares with their outline, areas that a dataset names without one. */
public final class AreaJson {

  private AreaJson() {}

  /** These areas of a dataset. */
  public static ObjectNode collection(Dataset dataset, Collection<String> areas) {
    ObjectNode out = JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
    ArrayNode features = out.putArray("features");
    areas.forEach(area -> features.add(feature(dataset, area)));
    return out;
  }

  /** Where people were counted is told as the area: a square, or one that the dataset names. */
  static ObjectNode feature(Dataset dataset, String area) {
    ObjectNode feature =
        JsonNodeFactory.instance.objectNode().put("type", "Feature").put("id", area);
    feature.set(
        "geometry", dataset.cells() == null ? JsonNodeFactory.instance.nullNode() : square(area));
    ObjectNode properties = feature.putObject("properties").put("area", area);
    Stream.ofNullable(dataset.areas())
        .flatMap(List::stream)
        .filter(named -> named.id().equals(area))
        .forEach(
            named ->
                properties
                    .putObject("name")
                    .put("da", named.name().da())
                    .put("en", named.name().en()));
    return feature;
  }

  private static JsonNode square(String name) {
    Optional<GridCell> cell = GridCell.named(name);
    if (cell.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode polygon = JsonNodeFactory.instance.objectNode().put("type", "Polygon");
    ArrayNode ring = polygon.putArray("coordinates").addArray();
    for (Utm32.Position corner : cell.get().outline()) {
      ring.addArray().add(degrees(corner.longitude())).add(degrees(corner.latitude()));
    }
    return polygon;
  }

  /** To a centimetre. */
  private static BigDecimal degrees(double exactly) {
    return BigDecimal.valueOf(exactly).setScale(7, RoundingMode.HALF_EVEN);
  }
}
