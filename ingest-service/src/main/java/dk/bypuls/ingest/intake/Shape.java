package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A number that tells which fields a message has: equal for messages that differ in values only.
 */
final class Shape {

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private Shape() {}

  static long of(Uplink uplink) {
    String part = uplink.measuredPart();
    JsonNode document = uplink.document();
    return of(part.isEmpty() ? document : document.at(part), 0);
  }

  private static long of(JsonNode node, long before) {
    long shape = before * PRIME + 1;
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        shape = of(field.getValue(), shape * PRIME + field.getKey().hashCode());
      }
      return shape * PRIME + 2;
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        shape = of(element, shape);
      }
      return shape * PRIME + 3;
    }
    return node.isNull() || node.isMissingNode() ? shape : shape + 4;
  }
}
