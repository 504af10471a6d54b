package dk.bypuls.api.history;

import dk.bypuls.events.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes cursors that only this installation can have made. */
final class CursorSeal {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int TAG_BYTES = 12;
  private static final int LONGEST = 1024;
  private static final String ABSENT = "-";

  private final SecretKeySpec key;

  CursorSeal(String secret) {
    this.key = new SecretKeySpec(Sha256.of("cursor " + secret), ALGORITHM);
  }

  String seal(Cursor cursor) {
    Cursor.Key after = cursor.after();
    byte[] text =
        String.join(
                "\n",
                cursor.stamp(),
                Long.toString(cursor.fingerprint(), 36),
                cursor.from().toString(),
                written(cursor.to()),
                written(cursor.asOf()),
                Integer.toString(cursor.horizon().batch()),
                written(cursor.horizon().through()),
                written(cursor.horizon().areasThrough()),
                after.start().toString(),
                after.place(),
                after.sensor(),
                after.quantity(),
                after.area(),
                Long.toString(cursor.times(), 36))
            .getBytes(StandardCharsets.UTF_8);
    byte[] sealed = Arrays.copyOf(tag(text), TAG_BYTES + text.length);
    System.arraycopy(text, 0, sealed, TAG_BYTES, text.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The cursor, unless it was not made here. */
  Optional<Cursor> open(String written) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(written);
      if (sealed.length <= TAG_BYTES) {
        return Optional.empty();
      }
      byte[] text = Arrays.copyOfRange(sealed, TAG_BYTES, sealed.length);
      byte[] tag = Arrays.copyOf(sealed, TAG_BYTES);
      return MessageDigest.isEqual(tag, Arrays.copyOf(tag(text), TAG_BYTES))
          ? Optional.of(read(new String(text, StandardCharsets.UTF_8).split("\n", -1)))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Cursor read(String[] parts) {
    return new Cursor(
        parts[0],
        Long.parseLong(parts[1], 36),
        Instant.parse(parts[2]),
        instant(parts[3]),
        instant(parts[4]),
        new Horizon(Integer.parseInt(parts[5]), instant(parts[6]), instant(parts[7])),
        new Cursor.Key(Instant.parse(parts[8]), parts[9], parts[10], parts[11], parts[12]),
        Long.parseLong(parts[13], 36));
  }

  private static String written(@Nullable Instant instant) {
    return instant == null ? ABSENT : instant.toString();
  }

  private static @Nullable Instant instant(String written) {
    return written.equals(ABSENT) ? null : Instant.parse(written);
  }

  private byte[] tag(byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] whole = mac.doFinal(text);
      return Arrays.copyOf(whole, TAG_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }
}
