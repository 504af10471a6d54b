package dk.bypuls.simulator.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentUntilTest {
  private static final long TIME = Instant.parse("2026-11-18T07:00:00.123Z").toEpochMilli();

  @Test
  void remembersAcrossRestarts(@TempDir Path folder) {
    // Given
    Path file = folder.resolve("state");
    new SentUntil(file, 1).remember(TIME);

    // When
    SentUntil restarted = new SentUntil(file, 1);

    // Then
    assertThat(restarted.read()).hasValue(TIME);
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
  }

  @Test
  void anotherTownStartsAnew(@TempDir Path folder) {
    // Given
    Path file = folder.resolve("state");
    new SentUntil(file, 1).remember(TIME);

    // When
    SentUntil other = new SentUntil(file, 2);

    // Then
    assertThat(other.read()).isEmpty();
  }

  @Test
  void aBrokenFileIsNoMemory(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("state"), "seed=1\nsentUntil=yesterday\n");

    // When
    SentUntil broken = new SentUntil(file, 1);

    // Then
    assertThat(broken.read()).isEmpty();
    assertThat(new SentUntil(null, 1).read()).isEmpty();
  }
}
