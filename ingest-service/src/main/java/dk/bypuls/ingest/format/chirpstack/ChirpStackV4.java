package dk.bypuls.ingest.format.chirpstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dk.bypuls.ingest.format.LorawanMessages;
import dk.bypuls.ingest.format.LorawanUplink;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The format {@code chirpstack-v4}: the events of ChirpStack 4 in the names of its JSON. */
public final class ChirpStackV4 implements LorawanMessages {

  @Override
  public @Nullable Rule droppedUnread(InboundMessage message) {
    return Event.of(message.way()).droppedUnread();
  }

  @Override
  public List<Part> read(JsonNode event, InboundMessage message, Supplier<byte[]> original)
      throws Rejection {
    Part part =
        switch (Event.of(message.way())) {
          case LOG -> new Part.Unread(log(event));
          case STATUS -> new Part.Spoken(status(event), original, Rule.STATUS_UNDECLARED);
          default -> new Part.Spoken(uplink(event), original);
        };
    return List.of(part);
  }

  private static LorawanUplink begin(JsonNode event) throws Rejection {
    return LorawanUplink.of(event.path("deviceInfo").path("devEui"), "/deviceInfo/devEui")
        .observedAt(event.path("time"), "/time");
  }

  private static Uplink uplink(JsonNode event) throws Rejection {
    JsonNode lora = event.path("txInfo").path("modulation").path("lora");
    LorawanUplink uplink =
        begin(event)
            .devAddr(event.path("devAddr"))
            .frameCounter(event.path("fCnt"), "/fCnt")
            .port(event.path("fPort"), "/fPort")
            .base64(event.path("data"), "/data")
            .decoded(event.path("object"))
            .sent(lora.path("spreadingFactor"), event.path("txInfo").path("frequency"));
    for (JsonNode gateway : event.path("rxInfo")) {
      JsonNode snr = gateway.path("snr");
      // What is zero is left out, and only LoRa has it.
      boolean zero = snr.isMissingNode() && lora.isObject();
      uplink.heard(gateway.path("rssi"), zero ? IntNode.valueOf(0) : snr);
    }
    return uplink.uplink();
  }

  private static Uplink status(JsonNode event) throws Rejection {
    LorawanUplink status = begin(event).margin(orZero(event.path("margin")));
    if (!event.path("externalPowerSource").asBoolean()
        && !event.path("batteryLevelUnavailable").asBoolean()) {
      status.battery(orZero(event.path("batteryLevel")));
    }
    String id = event.path("deduplicationId").asText("");
    return status.message(id.isEmpty() ? null : "status " + id);
  }

  // What is zero may be left out.
  private static JsonNode orZero(JsonNode written) {
    return written.isMissingNode() ? IntNode.valueOf(0) : written;
  }

  private static Rule log(JsonNode event) {
    return event.path("level").asText().equals("ERROR") ? Rule.NETWORK_ERROR : Rule.NETWORK_LOG;
  }
}
