package dk.bypuls.ingest.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Origin;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.JsonEnvelope;
import dk.bypuls.ingest.intake.Decoded;
import dk.bypuls.ingest.intake.Decoder;
import dk.bypuls.ingest.intake.Rejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The decoder of the format {@code json}: any JSON, with pointers to who speaks and when. */
public final class JsonDecoder implements Decoder {

  public static final String FORMAT = "json";

  private static final JsonEnvelope USUAL = new JsonEnvelope("/device", "/time", null);

  private final JsonPointer device;
  private final @Nullable JsonPointer time;
  private final @Nullable JsonPointer messageId;

  private JsonDecoder(JsonEnvelope envelope) {
    device = JsonPointer.compile(envelope.device());
    time = envelope.time() == null ? null : JsonPointer.compile(envelope.time());
    messageId = envelope.messageId() == null ? null : JsonPointer.compile(envelope.messageId());
  }

  /**
   * The decoder of a source; one that names no pointers means {@code /device} and {@code /time}.
   */
  public static JsonDecoder of(Source source) {
    return new JsonDecoder(source.json() == null ? USUAL : source.json());
  }

  @Override
  public Decoded decode(JsonNode document) throws Rejection {
    String name = text(document, device);
    if (name == null) {
      throw Rejection.undecodable("no device is named at " + device);
    }
    Instant observedAt = observedAt(document);
    String id = messageId == null ? null : text(document, messageId);
    int envelope = 1 + (observedAt == null ? 0 : 1) + (id == null ? 0 : 1);
    return new Decoded(name, observedAt, id == null ? null : Origin.ofMessage(name, id), envelope);
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
