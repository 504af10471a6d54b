package dk.bypuls.ingest.contributor;

import dk.bypuls.events.Origin;
import dk.bypuls.events.vocabulary.Identifier;
import dk.bypuls.ingest.intake.Contributors;
import dk.bypuls.ingest.keys.KeyFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hashes with HMAC-SHA256 and the key of the local day: the same identifier has the same hash all
 * day and for all instances that share the folder, and another on any other day and for any other
 * tenant.
 */
public final class DailyContributors implements Contributors {

  /** How long after the end of its day a key is kept, for what arrives late. */
  static final Duration KEPT = Duration.ofHours(2);

  private static final String FOLDER = "contributors";
  private static final String MAC = "HmacSHA256";
  private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

  private final KeyFolder files;
  private final Duration clockAhead;
  private final InstantSource clock;
  private final Map<LocalDate, byte[]> known = new ConcurrentHashMap<>();

  /**
   * Reads and makes keys below that folder.
   *
   * @param clockAhead how far ahead the day of a message may be
   */
  public DailyContributors(Path folder, Duration clockAhead, InstantSource clock) {
    this.files = new KeyFolder(folder.resolve(FOLDER), "contributors-");
    this.clockAhead = clockAhead;
    this.clock = clock;
  }

  @Override
  public OptionalLong hash(String tenant, Identifier kind, String identifier, Instant observedAt) {
    byte[] key = key(observedAt);
    return key == null
        ? OptionalLong.empty()
        : OptionalLong.of(digest(key, "identifier", tenant, kind.id(), identifier).getLong() >>> 1);
  }

  @Override
  public @Nullable Origin hidden(String tenant, Origin origin, Instant observedAt) {
    byte[] key = key(observedAt);
    if (key == null) {
      return null;
    }
    String written = origin.high() + " " + origin.low();
    ByteBuffer hash = digest(key, "origin", tenant, written);
    return new Origin(hash.getLong(), hash.getLong());
  }

  private byte @Nullable [] key(Instant observedAt) {
    LocalDate day = LocalDate.ofInstant(observedAt, ZONE);
    Instant now = clock.instant();
    if (isOver(day, now) || day.atStartOfDay(ZONE).toInstant().isAfter(now.plus(clockAhead))) {
      return null;
    }
    byte[] key = known.get(day);
    return key != null ? key : known.computeIfAbsent(day, files::readOrMake);
  }

  private static boolean isOver(LocalDate day, Instant now) {
    return !now.isBefore(day.plusDays(1).atStartOfDay(ZONE).toInstant().plus(KEPT));
  }

  // No part holds a zero byte, so parts cannot run into each other.
  private static ByteBuffer digest(byte[] key, String... parts) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return ByteBuffer.wrap(
          mac.doFinal(String.join("\0", parts).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  /** Erases the keys of days that are over. Answers which. */
  public List<LocalDate> erase() throws IOException {
    Instant now = clock.instant();
    known.keySet().removeIf(day -> isOver(day, now));
    return files.eraseWhere(day -> isOver(day, now));
  }
}
