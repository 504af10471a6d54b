package dk.bypuls.aggregator.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of the local state: trusted after a stop in order, and after no other.
 *
 * <p>Kafka Streams 4.1 leaves a task's checkpoint in place while the task runs. After a kill it
 * would take a store for restored that holds writes of a transaction that was never committed
 * (KAFKA-20685). Without the checkpoint it wipes such a store and restores it from its changelog.
 */
final class StateFolder {

  private static final String CHECKPOINT = ".checkpoint";
  private static final int DEPTH_OF_TASKS = 3;

  private final Path folder;
  private final Path inUse;

  StateFolder(Path folder) {
    this.folder = folder;
    inUse = folder.resolve("in-use");
  }

  /** Takes the folder into use; distrusts what is in it unless it was left in order. */
  void take() {
    try {
      Files.createDirectories(folder);
      if (Files.exists(inUse)) {
        for (Path checkpoint : checkpoints()) {
          Files.delete(checkpoint);
        }
      } else {
        Files.createFile(inUse);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder " + folder + " cannot be used", e);
    }
  }

  /** Everything in the folder was written to its end. */
  void leave() {
    try {
      Files.deleteIfExists(inUse);
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder " + folder + " cannot be left", e);
    }
  }

  private List<Path> checkpoints() throws IOException {
    try (Stream<Path> files = Files.walk(folder, DEPTH_OF_TASKS)) {
      return files.filter(file -> file.endsWith(CHECKPOINT)).toList();
    }
  }
}
