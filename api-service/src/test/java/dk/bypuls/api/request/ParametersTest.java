package dk.bypuls.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  private static final List<String> KNOWN = List.of("resolution", "from", "place", "limit");

  @Test
  void refusesAnUnknownNameAndAsksForTheNearest() {
    // Given
    MultiMap values = MultiMap.caseInsensitiveMultiMap().add("plcae", "x");

    // When
    assertThatThrownBy(() -> Parameters.of(values, KNOWN))
        // Then
        .hasMessage(
            "There is no parameter \"plcae\" here. Did you mean place?"
                + " Known: from, limit, place, resolution.");
  }

  @Test
  void asksForNothingWhereNothingIsNear() {
    // Given
    MultiMap values = MultiMap.caseInsensitiveMultiMap().add("elephant", "x");

    // When
    assertThatThrownBy(() -> Parameters.of(values, KNOWN))
        // Then
        .hasMessageNotContaining("Did you mean");
  }

  @Test
  void takesSeveralValuesRepeatedOrWithCommas() {
    // Given
    MultiMap values = MultiMap.caseInsensitiveMultiMap().add("place", "b, a").add("place", "c,");

    // When
    List<String> places = Parameters.of(values, KNOWN).many("place");

    // Then
    assertThat(places).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , "})
  void refusesAParameterThatSaysNothing(String value) {
    // Given
    MultiMap values = MultiMap.caseInsensitiveMultiMap().add("place", "havnen").add("place", value);

    // When
    assertThatThrownBy(() -> Parameters.of(values, KNOWN))
        // Then
        .hasMessage("\"place\" is empty: leave it out, or say what is wanted.");
  }

  @Test
  void refusesTheSameParameterTwiceWhereOneIsMeant() {
    // Given
    MultiMap values = MultiMap.caseInsensitiveMultiMap().add("from", "P1D").add("from", "P2D");

    // When
    assertThatThrownBy(() -> Parameters.of(values, KNOWN).one("from"))
        // Then
        .hasMessageContaining("given 2 times");
  }

  @Test
  void refusesANumberOutsideOfItsLimits() {
    // Given
    MultiMap values = MultiMap.caseInsensitiveMultiMap().add("limit", "0");

    // When
    assertThatThrownBy(() -> Parameters.of(values, KNOWN).number("limit", 10, 1, 100))
        // Then
        .hasMessageContaining("from 1 to 100");
  }

  @Test
  void saysWhatElseANumbersParameterTakes() {
    // Given
    MultiMap values = MultiMap.caseInsensitiveMultiMap().add("limit", "ALL");

    // When
    assertThatThrownBy(
            () -> Parameters.of(values, KNOWN).number("limit", 10, 1, 100, ", or \"all\""))
        // Then
        .hasMessage("\"limit\" is a whole number from 1 to 100, or \"all\".");
  }
}
