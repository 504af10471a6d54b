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
      if (field.isIn(part)) {
        fields -= declared(field, document);
      }
    }
    StoredPlan stored = sensor.stored();
    JsonNode records = stored == null ? null : stored.in(document);
    return records == null ? Math.max(fields, 0) : Math.max(fields - declared(sensor, records), 0);
  }

  /** How many values of the stored ones are declared, each with its time. */
  private static int declared(SensorPlan sensor, JsonNode records) {
    int declared = 0;
    for (JsonNode record : records) {
      declared++;
      for (FieldPlan field : sensor.fields()) {
        declared += declared(field, record);
      }
    }
    return declared;
  }

  private static int declared(FieldPlan field, JsonNode document) {
    return field.in(document) == null ? 0 : 1 + field.pointer().selections();
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
