package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;

/** Counts what a message says beyond what its profile declares; never what it says. */
final class UndeclaredFields {

  private UndeclaredFields() {}

  static int count(SensorPlan sensor, Uplink uplink) {
    String part = uplink.measuredPart();
    JsonNode document = uplink.document();
    int fields = leaves(part.isEmpty() ? document : document.at(part)) - uplink.envelope();
    for (FieldPlan field : sensor.fields()) {
      if (field.isIn(part) && field.in(document) != null) {
        fields--;
      }
    }
    return Math.max(fields, 0);
  }

  private static int leaves(JsonNode node) {
    if (!node.isContainerNode()) {
      return node.isMissingNode() || node.isNull() ? 0 : 1;
    }
    int leaves = 0;
    for (JsonNode child : node) {
      leaves += leaves(child);
    }
    return leaves;
  }
}
