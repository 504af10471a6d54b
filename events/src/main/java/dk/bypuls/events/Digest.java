package dk.bypuls.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A SHA-256 over parts that cannot run into each other, cut to 128 bits. */
final class Digest {

  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Sha256::start);

  private final MessageDigest digest = SHA_256.get();
  private final byte[] number = new byte[Long.BYTES];

  static Digest start() {
    Digest digest = new Digest();
    digest.digest.reset();
    return digest;
  }

  Digest with(String part) {
    return with(part.getBytes(StandardCharsets.UTF_8));
  }

  Digest with(byte[] part) {
    with(part.length);
    digest.update(part);
    return this;
  }

  Digest with(long part) {
    ByteBuffer.wrap(number).putLong(part);
    digest.update(number);
    return this;
  }

  ByteBuffer finish() {
    return ByteBuffer.wrap(digest.digest());
  }
}
