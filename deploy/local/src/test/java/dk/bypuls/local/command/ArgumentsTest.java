package dk.bypuls.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void tellsOptionsValuesAndWordsApart() {
    // When
    Arguments arguments =
        Arguments.parse(
            new Apply(), List.of("a folder", "--dry-run", "--data", "/a city", "b.yaml"));

    // Then
    assertThat(arguments.words()).containsExactly("a folder", "b.yaml");
    assertThat(arguments.has("--dry-run")).isTrue();
    assertThat(arguments.city().path()).hasToString("/a city");
  }

  @Test
  void takesAValueAfterAnEqualsSign() {
    // When
    Arguments arguments = Arguments.parse(new Up(), List.of("--port-base=21000"));

    // Then
    assertThat(arguments.number("--port-base")).contains(21000);
  }

  @Test
  void handsOnWhatADelegateUnderstandsItself() {
    // When
    Arguments arguments =
        Arguments.parse(
            Handover.simulate(), List.of("--sensors", "10", "--data", "/a city", "--faults=many"));

    // Then
    assertThat(arguments.words()).containsExactly("--sensors", "10", "--faults=many");
    assertThat(arguments.city().path()).hasToString("/a city");
  }
}
