package dk.bypuls.ingest.operator;

import dk.bypuls.events.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The secret that api-service and ingest share, of which ingest remembers a hash. */
final class OperatorSecret {

  private static final int SHORTEST = 16;
  private static final String BEARER = "bearer ";

  private final byte @Nullable [] hash;

  private OperatorSecret(byte @Nullable [] hash) {
    this.hash = hash;
  }

  /**
   * What is in a file; nobody's secret without one.
   *
   * @throws IllegalStateException if the secret is too short to be one, or everybody may read it
   */
  static OperatorSecret in(Optional<Path> file) {
    if (file.isEmpty()) {
      return new OperatorSecret(null);
    }
    try {
      String secret = Files.readString(file.get()).strip();
      if (Files.getPosixFilePermissions(file.get()).contains(PosixFilePermission.OTHERS_READ)) {
        throw new IllegalStateException("others may read it: chmod 600 " + file.get());
      }
      if (secret.length() < SHORTEST) {
        throw new IllegalStateException(
            "the secret in " + file.get() + " must have " + SHORTEST + " characters or more");
      }
      return new OperatorSecret(Sha256.of(secret));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the operator's secret in " + file.get(), e);
    }
  }

  boolean isThere() {
    return hash != null;
  }

  /** Whether a header shows it; in constant time. */
  boolean isIn(@Nullable String authorization) {
    if (hash == null
        || authorization == null
        || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return false;
    }
    return MessageDigest.isEqual(hash, Sha256.of(authorization.substring(BEARER.length()).strip()));
  }
}
