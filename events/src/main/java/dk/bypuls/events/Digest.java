package dk.bypuls.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A SHA-256 over parts that cannot run into each other, cut to 128 bits. A thread has one, which it
 * finishes before it starts the next.
 *
 * <p>Parts are put together first: to feed the hash with each by itself costs more than to hash.
 */
final class Digest {

  /** Longer parts are fed by themselves. */
  private static final int ROOM = 512;

  private static final ThreadLocal<Digest> OF_THREAD = ThreadLocal.withInitial(Digest::new);

  private final MessageDigest sha256 = Sha256.start();
  private final ByteBuffer parts = ByteBuffer.allocate(ROOM);

  static Digest start() {
    Digest digest = OF_THREAD.get();
    digest.sha256.reset();
    digest.parts.clear();
    return digest;
  }

  Digest with(String part) {
    return with(part.getBytes(StandardCharsets.UTF_8));
  }

  Digest with(byte[] part) {
    with(part.length);
    if (part.length <= parts.remaining()) {
      parts.put(part);
    } else {
      feed();
      sha256.update(part);
    }
    return this;
  }

  Digest with(long part) {
    if (parts.remaining() < Long.BYTES) {
      feed();
    }
    parts.putLong(part);
    return this;
  }

  ByteBuffer finish() {
    feed();
    return ByteBuffer.wrap(sha256.digest());
  }

  private void feed() {
    sha256.update(parts.array(), 0, parts.position());
    parts.clear();
  }
}
