package dk.bypuls.ingest.format.chirpstack;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.ingest.format.JsonMessages;
import dk.bypuls.ingest.format.LorawanUplink;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The format {@code chirpstack-v4}: the uplink events of ChirpStack 4 in JSON. */
public final class ChirpStack implements JsonMessages {

  private static final String UPLINK = "up";
  private static final String EVENT = "/event/";

  @Override
  public @Nullable Rule droppedUnread(InboundMessage message) {
    String event = event(message.way());
    return event == null || event.equals(UPLINK) ? null : Rule.NOT_AN_UPLINK;
  }

  // The topic ends with it, or the address has it as a parameter.
  private static @Nullable String event(Way way) {
    String topic = way.topic();
    int at = topic == null ? -1 : topic.lastIndexOf(EVENT);
    return topic == null || at < 0 ? way.event() : topic.substring(at + EVENT.length());
  }

  @Override
  public String deviceName(String registered) {
    return LorawanUplink.deviceName(registered);
  }

  @Override
  public List<Part> read(JsonNode event, InboundMessage message, Supplier<byte[]> original)
      throws Rejection {
    LorawanUplink uplink =
        LorawanUplink.of(event.path("deviceInfo").path("devEui"), "/deviceInfo/devEui")
            .observedAt(event.path("time"), "/time")
            .devAddr(event.path("devAddr"))
            .frameCounter(event.path("fCnt"), "/fCnt")
            .port(event.path("fPort"), "/fPort")
            .base64(event.path("data"), "/data")
            .decoded(event.path("object"))
            .sent(
                event.path("txInfo").path("modulation").path("lora").path("spreadingFactor"),
                event.path("txInfo").path("frequency"));
    for (JsonNode gateway : event.path("rxInfo")) {
      uplink.heard(gateway.path("rssi"), gateway.path("snr"));
    }
    return List.of(new Part.Spoken(uplink.uplink(), original));
  }
}
