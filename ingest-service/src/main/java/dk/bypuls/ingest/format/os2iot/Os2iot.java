package dk.bypuls.ingest.format.os2iot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Origin;
import dk.bypuls.ingest.format.JsonMessages;
import dk.bypuls.ingest.format.LorawanUplink;
import dk.bypuls.ingest.format.Times;
import dk.bypuls.ingest.format.chirpstack.ChirpStackV4;
import dk.bypuls.ingest.format.sigfox.Sigfox;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.PayloadDecoder;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code os2iot}: what OS2iot's data target HTTP push sends.
 *
 * <p>That is no envelope, but whatever a device's payload decoder returned: by convention its
 * fields beside {@code deviceId}. Without a decoder it is the message as OS2iot got it:
 * ChirpStack's event, the body of a Sigfox callback, or what a generic HTTP device posted.
 */
public final class Os2iot implements JsonMessages {

  private static final String MEASURED = "/" + PayloadDecoder.PART;
  private static final Pattern DEV_EUI = Pattern.compile("[0-9a-f]{16}");
  private static final List<String> DEVICE = List.of("deviceId", "deviceEUI", "devEUI", "devEui");
  private static final List<String> TIME = List.of("time", "observedAt", "timestamp");
  private static final String MESSAGE_ID = "messageId";

  private final ChirpStackV4 chirpStack = new ChirpStackV4();
  private final Sigfox sigfox = new Sigfox();

  /** A name in small letters, and a DevEUI without separators. */
  @Override
  public String deviceName(String registered) {
    String devEui = LorawanUplink.deviceName(registered);
    return DEV_EUI.matcher(devEui).matches() ? devEui : registered.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Part> read(JsonNode pushed, InboundMessage message, Supplier<byte[]> original)
      throws Rejection {
    if (!pushed.at("/deviceInfo/devEui").isMissingNode()) {
      return chirpStack.read(pushed, message, original);
    }
    if (pushed.has("seqNumber") && pushed.has("deviceTypeId") && pushed.has("data")) {
      return sigfox.read(pushed, "deviceId", original);
    }
    if (!(pushed instanceof ObjectNode decoded)) {
      throw Rejection.undecodable("what was decoded is no JSON object");
    }
    return List.of(new Part.Spoken(uplink(decoded, message), original));
  }

  private Uplink uplink(ObjectNode decoded, InboundMessage message) throws Rejection {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.setAll(decoded);
    String device = device(fields, message.way().topic());
    Instant observedAt = observedAt(fields);
    JsonNode id = fields.remove(MESSAGE_ID);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set(PayloadDecoder.PART, fields);
    boolean identified = id != null && id.isValueNode() && !id.asText("").isEmpty();
    return new Uplink(
        device,
        observedAt,
        identified ? Origin.ofMessage(device, id.asText()) : null,
        document,
        MEASURED,
        0,
        null);
  }

  // A generic HTTP device says nothing of itself; then its address does.
  private String device(ObjectNode fields, @Nullable String address) throws Rejection {
    String named = null;
    for (String key : DEVICE) {
      JsonNode written = fields.remove(key);
      boolean names = written != null && (written.isTextual() || written.isIntegralNumber());
      if (named == null && names && !written.asText().isBlank()) {
        named = written.asText();
      }
    }
    if (named == null && address != null) {
      named = address.substring(address.lastIndexOf('/') + 1);
    }
    if (named == null || named.isBlank()) {
      throw Rejection.undecodable(
          "no device is named at /deviceId: let the payload decoder return deviceId, or put the"
              + " device's name at the end of the address");
    }
    return deviceName(named);
  }

  private static @Nullable Instant observedAt(ObjectNode fields) throws Rejection {
    for (String key : TIME) {
      JsonNode written = fields.get(key);
      if (written != null && !written.isNull()) {
        fields.remove(key);
        return Times.read(written, "/" + key);
      }
    }
    return null;
  }
}
