package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the noise comes from: made once, and read by nobody else. */
class NoiseKeyFileTest {

  private final Path folder;

  NoiseKeyFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void isMadeOnceForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("secrets/noise-key");

    NoiseKeyFile.at(file);
    String made = Files.readString(file);
    NoiseKeyFile.at(file);

    assertThat(made).matches("[0-9a-f]{64}\n");
    assertThat(file).hasContent(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.resolveSibling(""))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void anotherIsAnotherKey() throws IOException {
    NoiseKeyFile.at(folder.resolve("one"));
    NoiseKeyFile.at(folder.resolve("other"));

    assertThat(folder.resolve("one")).content().isNotEqualTo(read(folder.resolve("other")));
  }

  @Test
  void isRefusedWhereOthersMayReadIt() throws IOException {
    Path file = folder.resolve("noise-key");
    NoiseKeyFile.at(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> NoiseKeyFile.at(file)).hasMessageContaining("chmod 600");
  }

  @Test
  void whatIsNoKeyIsNotShown() throws IOException {
    Path file = folder.resolve("noise-key");
    Files.writeString(file, "half-a-secret");
    Files.setPosixFilePermissions(file, Set.copyOf(PosixFilePermissions.fromString("rw-------")));

    assertThatThrownBy(() -> NoiseKeyFile.at(file))
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageNotContaining("half-a-secret");
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
