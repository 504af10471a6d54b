package dk.bypuls.aggregator.stream;

import dk.bypuls.aggregator.privacy.NoiseKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The file that the noise of what is told of people comes from: made once, shared by all instances,
 * and backed up, since nobody can tell the same noise without it.
 */
final class NoiseKeyFile {

  private static final Logger LOG = Logger.getLogger(NoiseKeyFile.class);
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");

  private NoiseKeyFile() {}

  /** The key in that file, which is made if it is not there. */
  static NoiseKey at(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalStateException(
            "others may read the noise key " + file + ": chmod 600 it, or take a new one");
      }
      return new NoiseKey(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("the noise key " + file + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      // Its message would show what is in the file.
      throw new IllegalStateException(
          file + " is no noise key: it has 64 hexadecimal digits; bring it back from the backup");
    }
  }

  /** Another instance may be making it at the same moment: one of them wins, for both. */
  private static void make(Path file) throws IOException {
    byte[] secret = new byte[NoiseKey.BYTES];
    new SecureRandom().nextBytes(secret);
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path made =
        Files.createTempFile(
            folder, ".noise", ".key", PosixFilePermissions.asFileAttribute(OWNERS));
    try {
      Files.writeString(made, HexFormat.of().formatHex(secret) + "\n");
      Files.createLink(file, made);
      LOG.infof("a noise key was made: %s; back it up, and show it to nobody", file);
    } catch (FileAlreadyExistsException e) {
      LOG.debug("another instance made the noise key");
    } finally {
      Files.delete(made);
    }
  }
}
