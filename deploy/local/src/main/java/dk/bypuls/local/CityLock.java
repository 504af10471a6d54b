package dk.bypuls.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to run the city in one folder. The system takes it back when its holder dies, however.
 */
final class CityLock implements AutoCloseable {
  private final FileChannel channel;

  private CityLock(FileChannel channel) {
    this.channel = channel;
  }

  /** The lock, unless another process holds it. */
  static Optional<CityLock> take(CityFolder city) {
    Path file = city.path().resolve("run").resolve("lock");
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new CityLock(channel));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }

  /** Whether some process runs the city in that folder. */
  static boolean isTaken(CityFolder city) {
    if (!Files.exists(city.path().resolve("run").resolve("lock"))) {
      return false;
    }
    Optional<CityLock> lock = take(city);
    lock.ifPresent(CityLock::close);
    return lock.isEmpty();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock the city", e);
    }
  }
}
