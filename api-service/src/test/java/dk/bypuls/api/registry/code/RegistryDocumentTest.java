package dk.bypuls.api.registry.code;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.registry.SourceFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds docs/registry.md against what the reader knows. */
class RegistryDocumentTest {

  private static final Pattern ROW = Pattern.compile("^\\| `([A-Za-z]+)` \\|", Pattern.MULTILINE);

  @ParameterizedTest
  @EnumSource(Part.class)
  void mentionsEveryKeyThatTheReaderKnowsAndNoOther(Part part) throws IOException {
    // When
    String section = section(part);

    // Then
    List<String> documented =
        ROW.matcher(section).results().map(row -> row.group(1)).collect(Collectors.toList());
    assertThat(documented).containsExactlyInAnyOrderElementsOf(part.keys());
  }

  @Test
  void namesWhatMayBeChosen() throws IOException {
    // When
    String document = document();

    // Then
    assertThat(document).contains(DatasetReader.LICENCES).contains(SourceFormat.ids());
  }

  private static String section(Part part) throws IOException {
    String name =
        switch (part) {
          case FILE -> "A file";
          case WITHDRAW -> "A withdrawal";
          case AREA -> "areas";
          case FIELD,
              PRODUCT,
              PLACEMENT,
              PUBLICATION,
              MQTT,
              HTTP,
              JSON,
              CSV,
              FOLDER,
              PULL,
              DEVICE ->
              part.name().toLowerCase(Locale.ROOT);
          case EXAMPLE, LAYOUT, BYTES, STORED, TAGGED, VALUE ->
              part.name().toLowerCase(Locale.ROOT);
          default -> "A " + part.name().toLowerCase(Locale.ROOT);
        };
    String[] parts = document().split("(?m)^##+ " + name + "\n", 2);
    assertThat(parts).as("the heading %s", name).hasSize(2);
    return parts[1].split("(?m)^##", 2)[0];
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("..", "docs", "registry.md"));
  }
}
