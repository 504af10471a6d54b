package dk.bypuls.ingest.mqtt;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What sources mean by the names of their credentials: read anew each time, so that it can be
 * renewed.
 */
final class Credentials {

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Optional<Path> file;

  Credentials(Optional<Path> file) {
    this.file = file;
  }

  /**
   * The user and the password of that name.
   *
   * @throws IOException if there are none, or others could read them
   */
  Login named(String name) throws IOException {
    Path path =
        file.orElseThrow(
            () -> new IOException("no file of credentials is named: set BYPULS_CREDENTIALS"));
    if (Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
      throw new IOException("others can read " + path + ": set its mode to 600");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    String user = properties.getProperty(name + ".username");
    String password = properties.getProperty(name + ".password");
    if (user == null || password == null) {
      throw new IOException(path + " has no credentials of the name " + name);
    }
    return new Login(user, password);
  }

  /** A user and a password. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return "a login";
    }
  }
}
