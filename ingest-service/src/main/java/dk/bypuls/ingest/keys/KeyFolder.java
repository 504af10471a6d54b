package dk.bypuls.ingest.keys;

import dk.bypuls.ingest.intake.Seal.SealException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One random key for each day, in files of a folder that only its owner can enter. */
public final class KeyFolder {

  private static final int KEY_BYTES = 32;
  private static final String SUFFIX = ".key";

  private final Path folder;
  private final String prefix;
  private final SecureRandom random = new SecureRandom();

  /** Keys in that folder, which is made if it is missing, in files whose names begin so. */
  public KeyFolder(Path folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /**
   * The key of a day, made if nobody has made it yet.
   *
   * @throws SealException if the folder cannot be read or written
   */
  public byte[] readOrMake(LocalDate day) {
    Path file = folder.resolve(prefix + day + SUFFIX);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      byte[] key = read(file);
      return key != null ? key : make(file);
    } catch (IOException e) {
      throw new SealException("the key folder " + folder + " cannot be used: " + e, e);
    }
  }

  /**
   * The key of a day, if somebody has made it and it is not erased yet.
   *
   * @throws SealException if the folder cannot be read
   */
  public byte @Nullable [] find(LocalDate day) {
    try {
      return read(folder.resolve(prefix + day + SUFFIX));
    } catch (IOException e) {
      throw new SealException("the key folder " + folder + " cannot be used: " + e, e);
    }
  }

  private static byte @Nullable [] read(Path file) throws IOException {
    try {
      byte[] key = Files.readAllBytes(file);
      if (key.length != KEY_BYTES) {
        throw new IOException(file.getFileName() + " is no key");
      }
      return key;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Makes a key under a name of its own and then links it: it appears whole, and only once. */
  private byte[] make(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    Path draft =
        Files.createTempFile(
            folder,
            "draft",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      write(draft, key);
      Files.createLink(file, draft);
      return key;
    } catch (FileAlreadyExistsException e) {
      byte[] theirs = read(file);
      if (theirs == null) {
        throw new IOException(file.getFileName() + " came and went", e);
      }
      return theirs;
    } finally {
      Files.delete(draft);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Erases the keys of the days that are over. Answers which. */
  public List<LocalDate> eraseWhere(Predicate<LocalDate> isOver) throws IOException {
    List<LocalDate> erased = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return erased;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        LocalDate day = dayOf(file);
        if (day != null && isOver.test(day)) {
          erase(file);
          erased.add(day);
        }
      }
    }
    return erased;
  }

  private @Nullable LocalDate dayOf(Path file) {
    String name = file.getFileName().toString();
    if (!name.startsWith(prefix) || !name.endsWith(SUFFIX)) {
      return null;
    }
    try {
      return LocalDate.parse(name.substring(prefix.length(), name.length() - SUFFIX.length()));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static void erase(Path file) throws IOException {
    try {
      write(file, new byte[KEY_BYTES]);
    } catch (NoSuchFileException e) {
      // Another instance was faster.
      return;
    }
    Files.deleteIfExists(file);
  }
}
