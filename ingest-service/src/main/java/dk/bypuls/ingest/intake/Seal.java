package dk.bypuls.ingest.intake;

import com.google.protobuf.ByteString;
import java.time.Instant;

/** What makes an original unreadable for all who lack the key of its day. */
public interface Seal {

  /**
   * Seals an original.
   *
   * @throws SealException if there is no key to seal it with
   */
  Sealed seal(String tenant, String source, byte[] original, Instant at);

  /**
   * A hash of a device's name that only the key of the day can make again.
   *
   * @throws SealException if there is no key to make it with
   */
  String hashOf(String tenant, String source, String device, Instant at);

  /**
   * A sealed original.
   *
   * @param key which key it takes to open it
   */
  record Sealed(String key, ByteString bytes) {}

  /** That nothing can be sealed now. */
  final class SealException extends RuntimeException {
    public SealException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
