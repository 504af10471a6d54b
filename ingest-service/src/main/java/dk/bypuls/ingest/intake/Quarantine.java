package dk.bypuls.ingest.intake;

import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.intake.Seal.Sealed;
import java.time.Instant;
import java.util.Arrays;
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
      @Nullable Decoded decoded,
      Rejection rejection,
      byte[] original) {
    Instant at = message.receivedAt();
    // More than is ever read is not worth keeping: no mending makes it readable.
    byte[] kept = original.length > keptBytes ? Arrays.copyOf(original, keptBytes) : original;
    Sealed sealed = seal.seal(source.tenant(), source.id(), kept, at);
    return new Quarantined(
        source.tenant(),
        source.id(),
        decoded == null ? null : seal.hashOf(source.tenant(), source.id(), decoded.device(), at),
        rejection.reason(),
        rejection.detail(),
        at,
        origin(decoded, original),
        message.event() == null ? Map.of() : Map.of("event", message.event()),
        sealed.key(),
        sealed.bytes());
  }

  private static Origin origin(@Nullable Decoded decoded, byte[] original) {
    return decoded != null && decoded.origin() != null
        ? decoded.origin()
        : Origin.ofContent("", Instant.EPOCH, original);
  }
}
