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
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What sources mean by the names of their credentials: read anew each time, so that it can be
 * renewed.
 *
 * <p>A file of properties: {@code NAME.username} and {@code NAME.password}; and for a broker behind
 * TLS the PEM files {@code NAME.trust} (whom to believe that it is the broker), {@code
 * NAME.certificate} and {@code NAME.key} (who this instance is), relative to the file itself.
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
   * Who this instance is to a broker, and whom it believes.
   *
   * @throws IOException if nothing is known by that name, or others could read it
   */
  Identity named(String name) throws IOException {
    Path path =
        file.orElseThrow(
            () -> new IOException("no file of credentials is named: set BYPULS_CREDENTIALS"));
    refuseWhatOthersCanRead(path);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    Login login = login(properties, name, path);
    Path trust = path(properties, name + ".trust", path);
    Path certificate = path(properties, name + ".certificate", path);
    Path key = path(properties, name + ".key", path);
    if (login == null && trust == null && certificate == null) {
      throw new IOException(path + " has no credentials of the name " + name);
    }
    if ((certificate == null) != (key == null)) {
      throw new IOException(
          path + " needs both or none of " + name + ".certificate and " + name + ".key");
    }
    if (key != null) {
      refuseWhatOthersCanRead(key);
    }
    return new Identity(login, trust, certificate, key);
  }

  private static @Nullable Login login(Properties properties, String name, Path path)
      throws IOException {
    String user = properties.getProperty(name + ".username");
    String password = properties.getProperty(name + ".password");
    if ((user == null) != (password == null)) {
      throw new IOException(
          path + " needs both or none of " + name + ".username and " + name + ".password");
    }
    return user == null || password == null ? null : new Login(user, password);
  }

  private static @Nullable Path path(Properties properties, String key, Path beside) {
    String named = properties.getProperty(key);
    return named == null ? null : beside.toAbsolutePath().resolveSibling(named);
  }

  private static void refuseWhatOthersCanRead(Path path) throws IOException {
    if (Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
      throw new IOException("others can read " + path + ": set its mode to 600");
    }
  }

  /**
   * Who this instance is to a broker, and whom it believes.
   *
   * @param trust the file with whom it believes; absent for all that this Java believes
   */
  record Identity(
      @Nullable Login login, @Nullable Path trust, @Nullable Path certificate, @Nullable Path key) {

    /** Nobody in particular, who believes all that this Java believes. */
    static final Identity NOBODY = new Identity(null, null, null, null);

    /** What makes connections that only a trusted broker can answer. */
    SSLSocketFactory sockets() throws IOException {
      return Tls.sockets(trust, certificate, key);
    }
  }

  /** A user and a password. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return "a login";
    }
  }
}
