package dk.bypuls.ingest.format.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.ingest.intake.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * One of the messages in a document, and what is around it.
 *
 * @param around absent for the document itself
 * @param list where in what is around it the list is that it belongs to
 */
record MappedRecord(JsonNode element, @Nullable MappedRecord around, JsonPointer list) {

  static MappedRecord of(JsonNode document) {
    return new MappedRecord(document, null, JsonPointer.empty());
  }

  /** What is there in the record itself, or else in what is around it. */
  JsonNode find(FieldPath path) {
    MappedRecord record = this;
    while (record != null) {
      JsonNode found = path.in(record.element);
      if (!found.isMissingNode() && !found.isNull()) {
        return found;
      }
      record = record.around;
    }
    return MissingNode.getInstance();
  }

  /** Whether that is in the record itself. */
  boolean has(@Nullable FieldPath path) {
    if (path == null) {
      return false;
    }
    JsonNode found = path.in(element);
    return !found.isMissingNode() && !found.isNull();
  }

  /** The document as it would be if this were the only record in it. */
  JsonNode alone() {
    return around == null ? element : around.with(list, element);
  }

  private JsonNode with(JsonPointer where, JsonNode only) {
    JsonNode replaced = replaced(element, where, only);
    return around == null ? replaced : around.with(list, replaced);
  }

  private static JsonNode replaced(JsonNode node, JsonPointer where, JsonNode only) {
    if (where.matches()) {
      return JsonNodeFactory.instance.arrayNode().add(only);
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      copy.setAll(object);
      String name = where.getMatchingProperty();
      return copy.set(name, replaced(object.path(name), where.tail(), only));
    }
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    node.forEach(copy::add);
    int index = where.getMatchingIndex();
    copy.set(index, replaced(node.path(index), where.tail(), only));
    return copy;
  }
}
