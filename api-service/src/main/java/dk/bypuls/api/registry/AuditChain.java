package dk.bypuls.api.registry;

import dk.bypuls.events.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Seals each row of the audit trail with the row before it: whoever edits one must edit all that
 * follow, and the head that was logged elsewhere gives it away.
 */
final class AuditChain {

  /** What the first row is sealed with. */
  static final String START = "0".repeat(64);

  private static final int ABSENT = -1;

  private AuditChain() {}

  /** The hash of a row that follows one with that hash. */
  static String seal(String previousHash, AuditRow row) {
    MessageDigest digest = Sha256.start();
    add(digest, previousHash);
    add(digest, Long.toString(row.sequence()));
    add(digest, row.at().toString());
    add(digest, row.who());
    add(digest, row.action());
    add(digest, Long.toString(row.generation()));
    add(digest, row.kind());
    add(digest, row.id());
    add(digest, row.message());
    add(digest, row.before());
    add(digest, row.after());
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Each part goes in with its length, so that parts cannot run into each other. */
  private static void add(MessageDigest digest, @Nullable String part) {
    if (part == null) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, ABSENT));
      return;
    }
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
  }
}
