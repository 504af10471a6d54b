package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

  @Test
  void distrustsWhatAKilledProcessLeft(@TempDir Path folder) throws IOException {
    // Given
    new StateFolder(folder).take();
    Path checkpoint = checkpoint(folder);

    // When
    new StateFolder(folder).take();

    // Then
    assertThat(checkpoint).doesNotExist();
    assertThat(checkpoint.resolveSibling("rocksdb")).exists();
  }

  @Test
  void trustsWhatWasLeftInOrder(@TempDir Path folder) throws IOException {
    // Given
    StateFolder first = new StateFolder(folder);
    first.take();
    Path checkpoint = checkpoint(folder);
    first.leave();

    // When
    new StateFolder(folder).take();

    // Then
    assertThat(checkpoint).exists();
  }

  private static Path checkpoint(Path folder) throws IOException {
    Path task = folder.resolve("bypuls-aggregator").resolve("0_3");
    Files.createDirectories(task.resolve("rocksdb"));
    return Files.createFile(task.resolve(".checkpoint"));
  }
}
