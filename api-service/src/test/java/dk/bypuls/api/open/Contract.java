package dk.bypuls.api.open;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What the service says of itself, held against what it does: no answer may have a status, a media
 * type or a member that the document does not know.
 */
public final class Contract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final Set<String> ON_LINES = Set.of("application/x-ndjson");

  private final JsonNode document;
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  public Contract(JsonNode document) {
    this.document = strict(document.deepCopy());
  }

  /** Fails where an answer is not as the document has it. */
  public void check(String method, String path, HttpResponse<String> answer) throws IOException {
    Optional<String> known = pathOf(path.replaceAll("[?].*", ""));
    String verb = method.toLowerCase(Locale.ROOT);
    if (known.isEmpty() || !document.get("paths").get(known.get()).has(verb)) {
      return;
    }
    String where = method + " " + known.get() + " " + answer.statusCode();
    JsonNode responses = document.get("paths").get(known.get()).at("/" + verb + "/responses");
    JsonNode told = resolved(responses.path(Integer.toString(answer.statusCode())));
    assertThat(told.isMissingNode()).as("the document does not know of %s", where).isFalse();
    boolean isPacked = answer.headers().firstValue("Content-Encoding").isPresent();
    if (!isPacked && !answer.body().isEmpty()) {
      checkBody(where, told.path("content"), answer);
    }
  }

  /** Fails where an event is not as the document of what is told has it. */
  void check(Heard.Event event) throws IOException {
    JsonNode message = document.at("/components/messages").path(event.name());
    assertThat(message.isMissingNode()).as("the document has no event %s", event.name()).isFalse();
    checkJson(event.name(), message.get("payload"), event.data());
  }

  private void checkBody(String where, JsonNode content, HttpResponse<String> answer)
      throws IOException {
    String type =
        answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "").strip();
    assertThat(content.has(type)).as("the document has no %s of %s", type, where).isTrue();
    JsonNode schema = content.get(type).path("schema");
    if (ON_LINES.contains(type)) {
      for (String line : answer.body().lines().toList()) {
        checkJson(where, schema, line);
      }
    } else if (type.endsWith("json")) {
      checkJson(where, schema, answer.body());
    }
  }

  private void checkJson(String where, JsonNode schema, String text) throws IOException {
    JsonNode body = JSON.readTree(text);
    assertThat(compiled(schema).validate(body)).as("%s answers %s", where, text).isEmpty();
  }

  private JsonSchema compiled(JsonNode schema) {
    return schemas.computeIfAbsent(
        schema.toString(),
        text -> {
          ObjectNode whole = schema.deepCopy();
          whole.set("components", document.get("components"));
          return SCHEMAS.getSchema(whole);
        });
  }

  private Optional<String> pathOf(String path) {
    List<String> fitting = new ArrayList<>();
    document
        .get("paths")
        .fieldNames()
        .forEachRemaining(
            template -> {
              String regex = template.replaceAll("\\{[^}]*}", "[^/]+");
              if (Pattern.matches(regex, path)) {
                fitting.add(template);
              }
            });
    return fitting.stream().findFirst();
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : document.at(reference.asText().substring(1));
  }

  /** The same, with no object having a member that it does not name. */
  private static JsonNode strict(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    Consumer<JsonNode> each = Contract::strict;
    node.forEach(each);
    return node;
  }
}
