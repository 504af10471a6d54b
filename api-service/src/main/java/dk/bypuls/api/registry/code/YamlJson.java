package dk.bypuls.api.registry.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What YAML says, in JSON: plain words that look like JSON's are, and all others are texts. */
final class YamlJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d{0,30})(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,3})?");

  private YamlJson() {}

  static JsonNode of(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar(scalar);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      ArrayNode list = JSON.arrayNode();
      sequence.items().forEach(item -> list.add(of(item)));
      return list;
    }
    ObjectNode object = JSON.objectNode();
    for (YamlNode.Pair pair : ((YamlNode.Mapping) node).pairs()) {
      if (pair.key() instanceof YamlNode.Scalar key) {
        object.set(key.text(), of(pair.value()));
      }
    }
    return object;
  }

  private static JsonNode scalar(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (scalar.isNull()) {
      return JSON.nullNode();
    }
    if (scalar.isPlain() && (text.equals("true") || text.equals("false"))) {
      return JSON.booleanNode(text.equals("true"));
    }
    return scalar.isPlain() && NUMBER.matcher(text).matches()
        ? JSON.numberNode(new BigDecimal(text))
        : JSON.textNode(text);
  }
}
