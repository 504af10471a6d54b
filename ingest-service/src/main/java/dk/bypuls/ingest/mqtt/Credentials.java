package dk.bypuls.ingest.mqtt;

import dk.bypuls.ingest.credentials.CredentialsFile;
import dk.bypuls.ingest.credentials.CredentialsFile.Login;
import dk.bypuls.ingest.credentials.CredentialsFile.Papers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What sources mean by the names of their credentials.
 *
 * <p>In the file: {@code NAME.username} and {@code NAME.password}; and for a broker behind TLS the
 * PEM files {@code NAME.trust} (whom to believe that it is the broker), {@code NAME.certificate}
 * and {@code NAME.key} (who this instance is), relative to the file itself.
 */
final class Credentials {

  private final CredentialsFile file;

  Credentials(Optional<Path> file) {
    this.file = new CredentialsFile(file);
  }

  /**
   * Who this instance is to a broker, and whom it believes.
   *
   * @throws IOException if nothing is known by that name, or others could read it
   */
  Identity named(String name) throws IOException {
    CredentialsFile.Named named = file.named(name);
    Identity identity = new Identity(named.login(), named.papers());
    if (identity.equals(Identity.NOBODY)) {
      throw named.missing();
    }
    return identity;
  }

  /** Who this instance is to a broker, and whom it believes. */
  record Identity(@Nullable Login login, Papers papers) {

    /** Nobody in particular, who believes all that this Java believes. */
    static final Identity NOBODY = new Identity(null, new Papers(null, null, null));

    /** What makes connections that only a trusted broker can answer. */
    SSLSocketFactory sockets() throws IOException {
      return Tls.sockets(papers.trust(), papers.certificate(), papers.key());
    }
  }
}
