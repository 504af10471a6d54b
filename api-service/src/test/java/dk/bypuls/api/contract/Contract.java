package dk.bypuls.api.contract;

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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

  /** The operation that is asked for by that, such as {@code GET /admin/v1/me}. */
  public Optional<String> operation(String method, String path) {
    String verb = method.toLowerCase(Locale.ROOT);
    return pathOf(verb, path.replaceAll("[?].*", "")).map(known -> method + " " + known);
  }

  /** What it says is answered where all went well, such as {@code GET /admin/v1/me 200}. */
  public List<String> successes(String prefix) {
    List<String> successes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> told : path.getValue().properties()) {
        String operation = told.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        told.getValue()
            .path("responses")
            .fieldNames()
            .forEachRemaining(
                status -> {
                  if (path.getKey().startsWith(prefix) && status.startsWith("2")) {
                    successes.add(operation + " " + status);
                  }
                });
      }
    }
    return successes;
  }

  /** Fails where an answer is not as the document has it. */
  public void check(String method, String path, HttpResponse<String> answer) throws IOException {
    Optional<String> known = operation(method, path);
    if (known.isEmpty()) {
      return;
    }
    String where = known.get() + " " + answer.statusCode();
    JsonNode content = content(known.get(), answer);
    boolean isPacked = answer.headers().firstValue("Content-Encoding").isPresent();
    if (!isPacked && !answer.body().isEmpty()) {
      checkBody(where, content, answer);
    } else if (!isPacked) {
      assertThat(content.has("application/json") && content.size() == 1)
          .as("%s has no body, and the document has one", where)
          .isFalse();
    }
  }

  /** Fails where an answer has a status that the document does not have; what it has of that. */
  JsonNode content(String operation, HttpResponse<?> answer) {
    JsonNode told = resolved(of(operation).path("responses").path("" + answer.statusCode()));
    assertThat(told.isMissingNode())
        .as(
            "the document does not know of %s %s: %s",
            operation, answer.statusCode(), answer.body())
        .isFalse();
    return told.path("content");
  }

  /** Fails where what was sent, and taken, is not as the document has it. */
  void checkSent(String operation, String sent) throws IOException {
    JsonNode schema = of(operation).at("/requestBody/content/application~1json/schema");
    if (!schema.isMissingNode()) {
      checkJson(operation + " taking", schema, sent);
    }
  }

  /**
   * Fails where an example of what is sent or answered is not as the document itself has it.
   * Answers how many there are.
   */
  public int checkExamples() throws IOException {
    int checked = 0;
    for (JsonNode content : document.findValues("content")) {
      for (Map.Entry<String, JsonNode> form : content.properties()) {
        JsonNode example = form.getValue().path("example");
        if (form.getKey().endsWith("json") && !example.isMissingNode()) {
          checkJson("its example", form.getValue().get("schema"), example.toString());
          checked++;
        }
      }
    }
    return checked;
  }

  /** Parameters of an operation that have examples: their names, and what is given for each. */
  public Map<String, List<String>> examplesFor(String operation) {
    Map<String, List<String>> examples = new TreeMap<>();
    for (JsonNode given : of(operation).path("parameters")) {
      JsonNode parameter = resolved(given);
      for (JsonNode example : parameter.at("/schema/examples")) {
        List<String> parts = new ArrayList<>();
        example.forEach(part -> parts.add(part.asText()));
        examples
            .computeIfAbsent(parameter.get("name").asText(), name -> new ArrayList<>())
            .add(parts.isEmpty() ? example.asText() : String.join(",", parts));
      }
    }
    return examples;
  }

  private JsonNode of(String operation) {
    String[] named = operation.split(" ", 2);
    return document.get("paths").get(named[1]).get(named[0].toLowerCase(Locale.ROOT));
  }

  /** Fails where an event is not as the document of what is told has it. */
  public void checkEvent(String name, String data) throws IOException {
    JsonNode message = document.at("/components/messages").path(name);
    assertThat(message.isMissingNode()).as("the document has no event %s", name).isFalse();
    checkJson(name, message.get("payload"), data);
  }

  /** The media type of an answer. */
  static String typeOf(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "").strip();
  }

  private void checkBody(String where, JsonNode content, HttpResponse<String> answer)
      throws IOException {
    String type = typeOf(answer);
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
    assertThat(compiled(schema).validate(body)).as("%s says %s", where, text).isEmpty();
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

  /** Where several fit, the one that leaves least open. */
  private Optional<String> pathOf(String verb, String path) {
    return document.get("paths").properties().stream()
        .filter(each -> each.getValue().has(verb))
        .map(Map.Entry::getKey)
        .filter(template -> Pattern.matches(template.replaceAll("\\{[^}]*}", "[^/]+"), path))
        .min(
            Comparator.comparingLong(template -> template.chars().filter(it -> it == '{').count()));
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
    if (node instanceof ObjectNode object) {
      // An example is no schema, though it may have members that are called alike.
      object.properties().stream()
          .filter(member -> !member.getKey().equals("example"))
          .map(Map.Entry::getValue)
          .forEach(each);
    } else {
      node.forEach(each);
    }
    return node;
  }
}
