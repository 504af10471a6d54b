package dk.bypuls.api.access;

import dk.bypuls.events.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes and hashes tokens. A token is random and long, so its hash needs neither salt nor time. */
public final class Token {

  public static final String PREFIX = "byp_";

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Token() {}

  /** A token that nobody had before: 256 random bits. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is kept of a token, in lower-case hexadecimal. */
  public static String sha256(String token) {
    return Sha256.hex(token);
  }

  /** Whether two hashes are equal, in a time that does not tell how equal. */
  static boolean sameHash(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.US_ASCII), right.getBytes(StandardCharsets.US_ASCII));
  }
}
