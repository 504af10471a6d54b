package dk.bypuls.ingest.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * What api-service says of its inner side, where it hands on what ingest answers: held against what
 * ingest answers. A member that it does not name is one too many.
 */
public final class OperatorContract {

  private static final Path DOCUMENT =
      Path.of("../api-service/src/main/resources/META-INF/inner/openapi.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By the path here, the schema there; what is refused is named by its schema. */
  private static final Map<String, String> SCHEMAS =
      Map.of(
          "/operator/sources", "Sources",
          "/operator/uplinks", "Uplinks",
          "/operator/quarantine", "QuarantinePage",
          "/operator/quarantine/{entry}", "QuarantineEntry",
          "/operator/quarantine/replay", "QuarantineStep",
          "/operator/quarantine/drop", "QuarantineStep",
          "/operator/decode", "Decoded",
          "/operator/examples", "TriedExamples",
          "/operator/back-fill", "FileRead",
          "/operator/undeclared-fields", "UndeclaredFields");

  /** What api-service adds to it. */
  private static final Map<String, Map<String, Object>> ADDED =
      Map.of(
          "QuarantineStep", Map.of("request", "r1"),
          "FileRefused", Map.of("type", "about:blank", "title", "", "status", 422, "detail", ""));

  private OperatorContract() {}

  /** Fails where an answer is not as the document has it. */
  public static void check(String path, JsonNode told) {
    String name = SCHEMAS.getOrDefault(path, path);
    ObjectNode whole = JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    whole.set("components", document().get("components"));
    ObjectNode answer = told.deepCopy();
    ADDED
        .getOrDefault(name, Map.of())
        .forEach((member, value) -> answer.set(member, JSON.valueToTree(value)));
    assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole).validate(answer))
        .as("%s answers %s", path, told)
        .isEmpty();
  }

  private static JsonNode document() {
    try (Reader text = Files.newBufferedReader(DOCUMENT)) {
      Map<String, Object> document = new Yaml().load(text);
      return strict(JSON.valueToTree(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode strict(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(OperatorContract::strict);
    return node;
  }
}
