package dk.bypuls.ingest.credentials;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operator's file of credentials: read anew each time, so that they can be renewed. */
public final class CredentialsFile {

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Optional<Path> file;

  public CredentialsFile(Optional<Path> file) {
    this.file = file;
  }

  /**
   * What stands there now under that name.
   *
   * @throws IOException if there is no such file, or others could read it
   */
  public Named named(String name) throws IOException {
    Path path =
        file.orElseThrow(
            () -> new IOException("no file of credentials is named: set BYPULS_CREDENTIALS"));
    refuseWhatOthersCanRead(path);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return new Named(name, path, properties);
  }

  private static void refuseWhatOthersCanRead(Path path) throws IOException {
    if (Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
      throw new IOException("others can read " + path + ": set its mode to 600");
    }
  }

  /** What stands under one name. */
  public static final class Named {

    private final String name;
    private final Path file;
    private final Properties properties;

    private Named(String name, Path file, Properties properties) {
      this.name = name;
      this.file = file;
      this.properties = properties;
    }

    /** What stands there under {@code NAME.key}; absent if nothing does. */
    public @Nullable String get(String key) {
      return properties.getProperty(name + "." + key);
    }

    /** User and password; absent if there are none. */
    public @Nullable Login login() throws IOException {
      String user = get("username");
      String password = get("password");
      refuseHalf("username", user, "password", password);
      return user == null || password == null ? null : new Login(user, password);
    }

    /** The PEM files of who this instance is behind TLS, and whom it believes. */
    public Papers papers() throws IOException {
      Path certificate = path("certificate");
      Path key = path("key");
      refuseHalf("certificate", certificate, "key", key);
      if (key != null) {
        refuseWhatOthersCanRead(key);
      }
      return new Papers(path("trust"), certificate, key);
    }

    private @Nullable Path path(String key) {
      String written = get(key);
      return written == null ? null : file.toAbsolutePath().resolveSibling(written);
    }

    private void refuseHalf(
        String one, @Nullable Object first, String other, @Nullable Object second)
        throws IOException {
      if ((first == null) != (second == null)) {
        throw new IOException(
            "%s needs both or none of %s.%s and %s.%s".formatted(file, name, one, name, other));
      }
    }

    /** That nothing of use stands under the name. */
    public IOException missing() {
      return new IOException(file + " has no credentials of the name " + name);
    }

    @Override
    public String toString() {
      return "credentials " + name;
    }
  }

  /** A user and a password. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "a login";
    }
  }

  /**
   * PEM files.
   *
   * @param trust the authorities that are believed; absent for all that this Java believes
   */
  public record Papers(@Nullable Path trust, @Nullable Path certificate, @Nullable Path key) {}
}
