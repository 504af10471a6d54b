package dk.bypuls.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.local.PublishedCodecs.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codecs as device repositories publish them become requests of a trial. */
class PublishedCodecsTest {

  private static Path codec(Path folder, String yaml) throws IOException {
    Path vendor = Files.createDirectories(folder.resolve("nordsensor"));
    Files.writeString(vendor.resolve("lv1.js"), "function decodeUplink(input) {}");
    return Files.writeString(vendor.resolve("lv1-codec.yaml"), yaml);
  }

  @Test
  void readsACodecWithItsExamples(@TempDir Path folder) throws IOException {
    // Given
    Path file =
        codec(
            folder,
            """
            uplinkDecoder:
              fileName: lv1.js
              examples:
                - description: a level
                  input: {fPort: 2, bytes: [0x01, 255], recvTime: 2026-01-01T00:00:00Z}
                  output:
                    data: {level: 25.5, at: 2026-01-01T00:00:00.000Z, ok: true}
                    warnings: []
                    errors: []
                - description: a port
                  input: {fPort: 9, bytes: []}
                  output: {errors: [unknown port]}
            """);

    // When
    Published codec = PublishedCodecs.read(file);

    // Then
    assertThat(PublishedCodecs.below(folder)).containsExactly(file);
    assertThat(codec.vendor()).isEqualTo("nordsensor");
    assertThat(codec.name()).isEqualTo("lv1");
    assertThat(codec.examples()).containsExactly("a level", "a port");
    assertThat(codec.request().path("examples").toString())
        .isEqualTo(
            "[{\"port\":2,\"bytes\":\"01ff\",\"at\":\"2026-01-01T00:00:00Z\",\"data\":{\"level\":25.5,"
                + "\"at\":\"2026-01-01T00:00:00.000Z\",\"ok\":true}},"
                + "{\"port\":9,\"bytes\":\"\",\"error\":\"unknown port\"}]");
  }

  @Test
  void saysWhatCannotBeRead(@TempDir Path folder) throws IOException {
    Path none = codec(folder, "uplinkDecoder: {fileName: other.js}");
    assertThatThrownBy(() -> PublishedCodecs.read(none)).hasMessageContaining("other.js");
    Path broken = codec(folder, "uplinkDecoder: [");
    assertThatThrownBy(() -> PublishedCodecs.read(broken)).hasMessageContaining("YAML");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> PublishedCodecs.below(empty)).hasMessageContaining("-codec.yaml");
  }
}
