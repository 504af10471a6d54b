package dk.bypuls.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveContractTest {

  private static final JsonNode DOCUMENT = new ObjectMapper().valueToTree(LiveContract.document());

  @Test
  void knowsTheWindowOfTheOtherContract() {
    assertThat(DOCUMENT.at("/components/schemas/Window/properties").has("publishedAt")).isTrue();
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
