package dk.bypuls.api.answer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says beside its rows.
 *
 * @param internal whether it holds what is not public, and says so
 * @param sampled how its rows were chosen; absent where they are all there are
 * @param positions of places, as GeoJSON
 */
public record Head(
    String dataset, boolean internal, @Nullable String sampled, Map<String, String> positions) {

  public Head {
    positions = Map.copyOf(positions);
  }

  /** Of all rows, wherever they are. */
  public static Head of(String dataset, boolean internal) {
    return new Head(dataset, internal, null, Map.of());
  }

  String json() {
    return "\"dataset\":\""
        + dataset
        + (internal ? "\",\"access\":\"internal" : "")
        + (sampled == null ? "\"" : "\",\"sampled\":\"" + sampled + '"');
  }

  /** Where a row was measured; null for an area, whose name says it. */
  String geometry(Row row) {
    return positions.getOrDefault(row.place(), "null");
  }
}
