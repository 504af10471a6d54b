package dk.bypuls.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one hash of the house. */
public final class Sha256 {

  private Sha256() {}

  /** The hash of a text. */
  public static byte[] of(String text) {
    return start().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of a text in lower-case hexadecimal: what is kept of a token. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }

  /** A hash that is still to be fed. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
