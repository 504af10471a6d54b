package dk.bypuls.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** A comma in a sentence without quotes makes the rest of it a name without a value. */
class ContractWordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"openapi.yaml", "asyncapi.yaml", "inner/openapi.yaml"})
  void areWholeSentences(String file) throws Exception {
    // Given
    JsonNode contract;
    try (InputStream in =
        Objects.requireNonNull(
            ContractWordsTest.class.getResourceAsStream("/META-INF/" + file), file)) {
      contract = new ObjectMapper().valueToTree(new Yaml().<Object>load(in));
    }

    // When
    List<String> broken = new ArrayList<>();
    look(contract, "", broken);

    // Then
    assertThat(contract.get("info").get("title").asText()).isNotEmpty();
    assertThat(broken).isEmpty();
  }

  private static void look(JsonNode node, String at, List<String> broken) {
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      String name = at + '/' + each.getKey();
      if (each.getValue().isNull()) {
        broken.add(name);
      } else if (!each.getKey().equals("example")) {
        look(each.getValue(), name, broken);
      }
    }
    if (node.isArray()) {
      node.forEach(each -> look(each, at + "/-", broken));
    }
  }
}
