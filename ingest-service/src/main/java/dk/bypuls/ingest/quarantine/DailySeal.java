package dk.bypuls.ingest.quarantine;

import com.google.protobuf.UnsafeByteOperations;
import dk.bypuls.ingest.intake.Seal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals with AES-256-GCM and the key of the day in UTC: the bytes are a nonce, then what was
 * sealed.
 *
 * <p>The seal also covers tenant and source, so that nothing sealed opens as another's.
 */
public final class DailySeal implements Seal {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HASH_BYTES = 16;
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String MAC = "HmacSHA256";

  private final DailyKeys keys;
  private final SecureRandom random = new SecureRandom();

  public DailySeal(DailyKeys keys) {
    this.keys = keys;
  }

  @Override
  public Sealed seal(String tenant, String source, byte[] original, Instant at) {
    LocalDate day = dayOf(at);
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.of(day), nonce, tenant, source);
      byte[] sealed = new byte[NONCE_BYTES + cipher.getOutputSize(original.length)];
      System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
      cipher.doFinal(original, 0, original.length, sealed, NONCE_BYTES);
      return new Sealed(day.toString(), UnsafeByteOperations.unsafeWrap(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + CIPHER, e);
    }
  }

  /**
   * What was sealed.
   *
   * @throws GeneralSecurityException if its key is erased, or it was sealed by another key or for
   *     another source, or changed since
   */
  public byte[] open(String tenant, String source, Sealed sealed) throws GeneralSecurityException {
    byte[] bytes = sealed.bytes().toByteArray();
    byte[] key = keys.find(LocalDate.parse(sealed.key()));
    if (key == null || bytes.length < NONCE_BYTES) {
      throw new GeneralSecurityException("there is no key of " + sealed.key());
    }
    byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
    Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, tenant, source);
    return cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, String tenant, String source)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(text(tenant, source));
    return cipher;
  }

  @Override
  public String hashOf(String tenant, String source, String device, Instant at) {
    return hash(keys.of(dayOf(at)), tenant, source, device);
  }

  /** Whether what was sealed with that key can still be opened. */
  boolean hasKey(String key) {
    return keys.find(LocalDate.parse(key)) != null;
  }

  /** The hash that a device had on that day; absent if the day's key is erased. */
  @Nullable String knownHashOf(String tenant, String source, String device, Instant at) {
    byte[] key = keys.find(dayOf(at));
    return key == null ? null : hash(key, tenant, source, device);
  }

  private static String hash(byte[] key, String tenant, String source, String device) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      byte[] hash = mac.doFinal(text("device", tenant, source, device));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  // Ids hold no zero byte, so parts cannot run into each other.
  private static byte[] text(String... parts) {
    return String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
  }

  private static LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
