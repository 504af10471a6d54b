package dk.bypuls.ingest.format.chirpstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dk.bypuls.ingest.format.LorawanMessages;
import dk.bypuls.ingest.format.LorawanUplink;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.StrictJson;
import dk.bypuls.ingest.intake.Uplink;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code chirpstack-v3}: the events of ChirpStack's application server 3 in JSON.
 *
 * <p>It writes them in two ways: {@code json} has identifiers in base64 and the decoded object as a
 * text of JSON, {@code json_v3} has identifiers in hexadecimal digits and the object itself.
 */
public final class ChirpStackV3 implements LorawanMessages {

  private static final int EUI_BYTES = 8;
  private static final int ADDRESS_BYTES = 4;

  private final StrictJson json;

  public ChirpStackV3(IntakeSettings limits) {
    json = new StrictJson(limits);
  }

  @Override
  public @Nullable Rule droppedUnread(InboundMessage message) {
    Event event = Event.of(message.way());
    // The log came with version 4.
    return event == Event.LOG ? Rule.NETWORK_LOG : event.droppedUnread();
  }

  @Override
  public List<Part> read(JsonNode event, InboundMessage message, Supplier<byte[]> original)
      throws Rejection {
    boolean isStatus = Event.of(message.way()) == Event.STATUS;
    Part part =
        isStatus
            ? new Part.Spoken(status(event), original, Rule.STATUS_UNDECLARED)
            : new Part.Spoken(uplink(event), original);
    return List.of(part);
  }

  private static LorawanUplink begin(JsonNode event) throws Rejection {
    JsonNode published = event.path("publishedAt");
    LorawanUplink message = LorawanUplink.of(hex(event.path("devEUI"), EUI_BYTES), "/devEUI");
    if (!published.isMissingNode() && !published.isNull()) {
      return message.observedAt(published, "/publishedAt");
    }
    for (JsonNode gateway : event.path("rxInfo")) {
      if (gateway.path("time").isTextual()) {
        return message.observedAt(gateway.path("time"), "/rxInfo/…/time");
      }
    }
    return message;
  }

  private Uplink uplink(JsonNode event) throws Rejection {
    LorawanUplink uplink =
        begin(event)
            .devAddr(hex(event.path("devAddr"), ADDRESS_BYTES))
            .frameCounter(event.path("fCnt"), "/fCnt")
            .port(event.path("fPort"), "/fPort")
            .base64(event.path("data"), "/data")
            .decoded(object(event))
            .sent(
                event.path("txInfo").path("loRaModulationInfo").path("spreadingFactor"),
                event.path("txInfo").path("frequency"));
    for (JsonNode gateway : event.path("rxInfo")) {
      uplink.heard(gateway.path("rssi"), gateway.path("loRaSNR"));
    }
    return uplink.uplink();
  }

  private JsonNode object(JsonNode event) throws Rejection {
    JsonNode written = event.path("objectJSON");
    if (!written.isTextual()) {
      return event.path("object");
    }
    if (written.textValue().isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return json.parse(written.textValue().getBytes(StandardCharsets.UTF_8));
    } catch (Rejection rejection) {
      throw Rejection.undecodable("/objectJSON: " + rejection.detail());
    }
  }

  private static Uplink status(JsonNode event) throws Rejection {
    LorawanUplink status = begin(event).margin(event.path("margin"));
    if (!event.path("externalPowerSource").asBoolean()
        && !event.path("batteryLevelUnavailable").asBoolean()) {
      status.battery(event.path("batteryLevel"));
    }
    // It has no id: its time and what it says tell a copy from a new one.
    return status.message(null);
  }

  /** An identifier in hexadecimal digits; what is no base64 of so many bytes stays as it is. */
  private static JsonNode hex(JsonNode written, int bytes) {
    if (!written.isTextual() || !written.textValue().endsWith("=")) {
      return written;
    }
    try {
      byte[] id = Base64.getDecoder().decode(written.textValue());
      return id.length == bytes ? TextNode.valueOf(HexFormat.of().formatHex(id)) : written;
    } catch (IllegalArgumentException e) {
      return written;
    }
  }
}
