package dk.bypuls.ingest.intake;

import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.intake.Seal.Sealed;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the record of a message that is set aside: why, and its sealed original. */
final class Quarantine {

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
    byte[] kept = original.length > keptBytes ? Arrays.copyOf(original, keptBytes) : original;
    Sealed sealed =
        seal.seal(source.tenant(), source.id(), new Original(message.way(), kept).toBytes(), at);
    return new Quarantined(
        source.tenant(),
        source.id(),
        uplink == null ? null : seal.hashOf(source.tenant(), source.id(), uplink.device(), at),
        rejection.reason(),
        rejection.detail(),
        at,
        origin(uplink, original),
        about(message, kept.length < original.length),
        sealed.key(),
        sealed.bytes());
  }

  // The topic is sealed, and not told: it often holds the device's name.
  private static Map<String, String> about(InboundMessage message, boolean cut) {
    Map<String, String> about = new HashMap<>(Map.ofEntries(Original.FORM));
    if (message.way().event() != null) {
      about.put("event", message.way().event());
    }
    if (message.way().contentType() != null) {
      about.put("contentType", message.way().contentType());
    }
    if (cut) {
      about.put(Original.CUT.getKey(), Original.CUT.getValue());
    }
    return about;
  }

  private static Origin origin(@Nullable Uplink uplink, byte[] original) {
    return uplink != null && uplink.origin() != null
        ? uplink.origin()
        : Origin.ofContent("", Instant.EPOCH, original);
  }
}
