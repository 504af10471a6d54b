package dk.bypuls.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveContractTest {

  private static final JsonNode DOCUMENT = new ObjectMapper().valueToTree(LiveContract.document());

  @Test
  void knowsTheWindowOfTheOtherContract() {
    assertThat(DOCUMENT.at("/components/schemas/Window/properties").has("publishedAt")).isTrue();
  }

  @Test
  void namesTheServersAsWhoeverAsksReachesThem() {
    // Given
    HostAndPort here = HostAndPort.create("puls.havnstrup.example", 8443);

    // When
    JsonNode open = tree(new LiveContract(9106).at(here, true));
    JsonNode without = tree(new LiveContract(0).at(here, false));

    // Then
    assertThat(server(open, "city")).isEqualTo("https://puls.havnstrup.example:8443");
    assertThat(server(open, "socket")).isEqualTo("wss://puls.havnstrup.example:8443");
    assertThat(server(open, "devices")).isEqualTo("mqtt://puls.havnstrup.example:9106");
    assertThat(server(without, "socket")).isEqualTo("ws://puls.havnstrup.example:8443");
    assertThat(without.toString()).doesNotContain("#/servers/devices", "mqtt", "#/channels/topic");
  }

  private static String server(JsonNode document, String name) {
    JsonNode server = document.at("/servers/" + name);
    return server.at("/protocol").asText() + "://" + server.at("/variables/host/default").asText();
  }

  private static JsonNode tree(Map<String, Object> document) {
    return new ObjectMapper().valueToTree(document);
  }

  @Test
  void saysWhereAKeyOrATokenGoes() {
    // When
    JsonNode without = tree(new LiveContract(0).at(null, false));

    // Then
    assertThat(schemeOf("listen").get("scheme").asText()).isEqualTo("bearer");
    assertThat(schemeOf("listen")).isEqualTo(schemeOf("listenOnSocket"));
    assertThat(schemeOf("listenInside").get("scheme").asText()).isEqualTo("bearer");
    assertThat(schemeOf("listenInside")).isNotEqualTo(schemeOf("listen"));
    assertThat(DOCUMENT.at("/servers/devices/security/0/type").asText()).isEqualTo("userPassword");
    assertThat(without.toString()).doesNotContain("userPassword");
  }

  private static JsonNode schemeOf(String operation) {
    String reference = DOCUMENT.at("/operations/" + operation + "/security/0/$ref").asText();
    return DOCUMENT.at(reference.substring(1));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    // When
    List<String> references = DOCUMENT.findValuesAsText("$ref");

    // Then
    assertThat(references)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            reference ->
                assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }
}
