package dk.bypuls.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A city's data folder: where each kind of file of it lies. */
public record CityFolder(Path path) {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  public CityFolder {
    path = path.toAbsolutePath().normalize();
  }

  public Path log(String part) {
    return path.resolve("logs").resolve(part + ".log");
  }

  public Path pid(String part) {
    return path.resolve("run").resolve(part + ".pid");
  }

  public Path ready(String part) {
    return path.resolve("run").resolve(part + ".ready");
  }

  public Path data(String part) {
    return path.resolve(part);
  }

  public Path secrets() {
    return path.resolve("secrets");
  }

  public Path adminToken() {
    return path.resolve("admin-token");
  }

  /** Creates a folder that only its owner can read, with what is above it. */
  static Path ownerOnly(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder.getParent());
        Files.createDirectory(folder, OWNER_ONLY_FOLDER);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the folder " + folder, e);
    }
  }

  /** Writes a file that only its owner can read, whole or not at all. */
  static void writeOwnerOnly(Path file, String text) {
    try {
      Path draft = Files.createTempFile(file.getParent(), "draft", "", OWNER_ONLY_FILE);
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
