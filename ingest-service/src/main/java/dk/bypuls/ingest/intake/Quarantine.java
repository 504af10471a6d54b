package dk.bypuls.ingest.intake;

import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.intake.Seal.Sealed;
import dk.bypuls.ingest.personal.Redaction;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of a message that is set aside: why, and its sealed original without what is of
 * a person.
 */
final class Quarantine {

  /** In place of an original of which nothing may be kept: this very one. */
  static final byte[] NOTHING = {};

  private final int keptBytes;
  private final Seal seal;

  Quarantine(IntakeSettings settings, Seal seal) {
    keptBytes = settings.bodyBytes();
    this.seal = seal;
  }

  Quarantined of(
      Source source,
      InboundMessage message,
      @Nullable Uplink uplink,
      Rejection rejection,
      byte[] original) {
    Instant at = message.receivedAt();
    // More than is ever read is not worth keeping: no mending makes it readable.
    byte[] read = original.length > keptBytes ? Arrays.copyOf(original, keptBytes) : original;
    byte[] kept =
        original == NOTHING || isBeyondRedaction(uplink, rejection) ? null : Redaction.of(read);
    Original whole = new Original(message.way(), kept == null ? NOTHING : kept);
    Sealed sealed = seal.seal(source.tenant(), source.id(), whole.toBytes(), at);
    return new Quarantined(
        source.tenant(),
        source.id(),
        uplink == null ? null : seal.hashOf(source.tenant(), source.id(), uplink.device(), at),
        rejection.reason(),
        rejection.detail(),
        at,
        kept == read ? origin(uplink, original) : originOf(kept, at),
        about(message, original, read, kept),
        sealed.key(),
        sealed.bytes());
  }

  // What a device said may be in its payload in a form that only its decoder knows.
  private static boolean isBeyondRedaction(@Nullable Uplink uplink, Rejection rejection) {
    return rejection.reason() == Reason.PERSONAL_DATA && uplink != null && uplink.payload() != null;
  }

  // No hash of what was taken out is kept: whoever guesses could tell that the guess is right.
  private static Origin originOf(byte @Nullable [] kept, Instant at) {
    return kept == null
        ? Origin.ofContent("", at, NOTHING)
        : Origin.ofContent("", Instant.EPOCH, kept);
  }

  // The topic is sealed, and not told: it often holds the device's name.
  private static Map<String, String> about(
      InboundMessage message, byte[] original, byte[] read, byte @Nullable [] kept) {
    Map<String, String> about = new HashMap<>(Map.ofEntries(Original.FORM));
    if (message.way().event() != null) {
      about.put("event", message.way().event());
    }
    if (message.way().contentType() != null) {
      about.put("contentType", message.way().contentType());
    }
    if (original.length > read.length) {
      about.put(Original.CUT.getKey(), Original.CUT.getValue());
    }
    if (kept != read) {
      Map.Entry<String, String> told = kept == null ? Original.NOT_KEPT : Original.REDACTED;
      about.put(told.getKey(), told.getValue());
    }
    return about;
  }

  private static Origin origin(@Nullable Uplink uplink, byte[] original) {
    return uplink != null && uplink.origin() != null
        ? uplink.origin()
        : Origin.ofContent("", Instant.EPOCH, original);
  }
}
