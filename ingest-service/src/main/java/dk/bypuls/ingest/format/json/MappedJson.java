package dk.bypuls.ingest.format.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Origin;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.JsonEnvelope;
import dk.bypuls.ingest.format.JsonMessages;
import dk.bypuls.ingest.format.Times;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The format {@code json}: any JSON, with pointers to who speaks and when. */
public final class MappedJson implements JsonMessages {

  private static final JsonEnvelope USUAL = new JsonEnvelope("/device", "/time", null);

  private final JsonPointer device;
  private final @Nullable JsonPointer time;
  private final @Nullable JsonPointer messageId;

  private MappedJson(JsonEnvelope envelope) {
    device = JsonPointer.compile(envelope.device());
    time = envelope.time() == null ? null : JsonPointer.compile(envelope.time());
    messageId = envelope.messageId() == null ? null : JsonPointer.compile(envelope.messageId());
  }

  /** The format of a source; one that names no pointers means {@code /device} and {@code /time}. */
  public static MappedJson of(Source source) {
    return new MappedJson(source.json() == null ? USUAL : source.json());
  }

  @Override
  public List<Part> read(JsonNode document, InboundMessage message, Supplier<byte[]> original)
      throws Rejection {
    String name = text(document, device);
    if (name == null) {
      throw Rejection.undecodable("no device is named at " + device);
    }
    Instant observedAt = observedAt(document);
    String id = messageId == null ? null : text(document, messageId);
    int envelope = 1 + (observedAt == null ? 0 : 1) + (id == null ? 0 : 1);
    Uplink uplink =
        new Uplink(
            name,
            observedAt,
            id == null ? null : Origin.ofMessage(name, id),
            document,
            "",
            envelope,
            null);
    return List.of(new Part.Spoken(uplink, original));
  }

  private @Nullable Instant observedAt(JsonNode document) throws Rejection {
    if (time == null) {
      return null;
    }
    JsonNode written = document.at(time);
    if (written.isMissingNode() || written.isNull()) {
      throw Rejection.undecodable("no time is written at " + time);
    }
    return Times.read(written, time.toString());
  }

  private static @Nullable String text(JsonNode document, JsonPointer pointer) {
    JsonNode found = document.at(pointer);
    boolean names = found.isTextual() || found.isIntegralNumber();
    return names && !found.asText().isEmpty() ? found.asText() : null;
  }
}
