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
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, day, nonce, tenant, source);
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
   * @throws GeneralSecurityException if it was sealed by another key, or for another source, or
   *     changed since
   */
  public byte[] open(String tenant, String source, Sealed sealed) throws GeneralSecurityException {
    byte[] bytes = sealed.bytes().toByteArray();
    byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
    Cipher cipher =
        cipher(Cipher.DECRYPT_MODE, LocalDate.parse(sealed.key()), nonce, tenant, source);
    return cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, LocalDate day, byte[] nonce, String tenant, String source)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(
        mode, new SecretKeySpec(keys.of(day), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(text(tenant, source));
    return cipher;
  }

  @Override
  public String hashOf(String tenant, String source, String device, Instant at) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(keys.of(dayOf(at)), MAC));
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
