package dk.bypuls.api.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The first admin token, of which only the hash stays in memory. */
final class AdminToken {

  /** What its holder is called in the audit trail. */
  static final String NAME = "admin";

  private static final int SHORTEST = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final String sha256;

  private AdminToken(String sha256) {
    this.sha256 = sha256;
  }

  /**
   * Reads it.
   *
   * @throws IllegalStateException if the file is not there, not safe or no token
   */
  static AdminToken read(Path file) {
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalStateException(
            "others may read the admin token in %s; run: chmod 600 %s".formatted(file, file));
      }
      String token = Files.readString(file).strip();
      if (token.length() < SHORTEST) {
        throw new IllegalStateException(
            "the admin token in %s is shorter than %d letters; write a longer random one"
                .formatted(file, SHORTEST));
      }
      return new AdminToken(Token.sha256(token));
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot read the admin token in %s (BYPULS_ADMIN_TOKEN_FILE): %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  Optional<Caller> match(String hash) {
    return Token.sameHash(sha256, hash)
        ? Optional.of(new Caller(NAME, Role.ADMIN))
        : Optional.empty();
  }
}
