package dk.bypuls.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFilesTest {

  @Test
  void takeTablesAndTheScriptsThatYamlNamesButNoOthers(@TempDir Path folder) throws IOException {
    // Given
    Path town = Files.createDirectories(folder.resolve("town"));
    Files.createDirectories(town.resolve("codecs"));
    Files.writeString(
        town.resolve("town.yaml"),
        "decoders:\n  - {id: a, file: codecs/a.js}\n  - id: b\n    file: ../secret.js\n");
    Files.writeString(town.resolve("codecs/a.js"), "");
    Files.writeString(town.resolve("codecs/unused.js"), "");
    Files.writeString(folder.resolve("secret.js"), "");
    Files.writeString(town.resolve("sensors.CSV"), "");
    Files.writeString(town.resolve("sensors.xlsx"), "");

    // When
    RegistryFiles files = RegistryFiles.below(List.of(town));

    // Then
    assertThat(files.count()).isEqualTo(4);
    assertThat(RegistryFiles.below(List.of(town.resolve("town.yaml"))).count()).isEqualTo(2);
  }
}
