package dk.bypuls.aggregator.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The folders of tests: in memory where the system has room there, because the state of a stream
 * waits for the disk so often that tests take three times as long on it.
 */
public final class MemoryFolders implements TempDirFactory {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final String PREFIX = "bypuls-test";
  private static final long ENOUGH = 2L * 1024 * 1024 * 1024;

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
      throws IOException {
    return create();
  }

  /** One that its caller deletes. */
  public static Path create() throws IOException {
    boolean room = Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() > ENOUGH;
    return room ? Files.createTempDirectory(MEMORY, PREFIX) : Files.createTempDirectory(PREFIX);
  }
}
