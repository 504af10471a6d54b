package dk.bypuls.aggregator.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that all noise comes from. Who has it can take the noise off everything that was ever
 * released; who loses it can release nothing more in the same families.
 */
public final class NoiseKey {

  /** As many bytes as the hash has. */
  public static final int BYTES = 32;

  private static final String MAC = "HmacSHA256";

  private final SecretKeySpec secret;
  private final Mac keyed;

  public NoiseKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("a noise key has " + BYTES + " bytes");
    }
    this.secret = new SecretKeySpec(secret, MAC);
    this.keyed = fresh();
  }

  /** The random bits of what has these names: always the same for the same names in their order. */
  KeyedBits bits(String... names) {
    return new KeyedBits(mac(), label(names));
  }

  /** A number of 63 bits of what has these names, which tells nothing of them without the key. */
  long number(String... names) {
    return ByteBuffer.wrap(mac().doFinal(label(names))).getLong() >>> 1;
  }

  private Mac mac() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      // Some certified providers cannot; they look the key up again, which takes longer.
      return fresh();
    }
  }

  private Mac fresh() {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  /** Each name with its length before it, so that no two lists of names are written the same. */
  private static byte[] label(String... names) {
    byte[][] parts = new byte[names.length][];
    int length = 0;
    for (int i = 0; i < names.length; i++) {
      parts[i] = names[i].getBytes(StandardCharsets.UTF_8);
      length += Integer.BYTES + parts[i].length;
    }
    ByteBuffer label = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      label.putInt(part.length).put(part);
    }
    return label.array();
  }

  @Override
  public String toString() {
    return "NoiseKey (secret)";
  }
}
