package dk.bypuls.ingest.format.thingsstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dk.bypuls.ingest.format.LorawanMessages;
import dk.bypuls.ingest.format.LorawanUplink;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code things-stack-v3}: the messages of The Things Stack, the same by MQTT and by
 * webhook. What is empty or zero it leaves out.
 */
public final class ThingsStack implements LorawanMessages {

  private static final String UPLINK = "uplink_message";
  private static final Map<String, Rule> OTHERS =
      Map.of(
          "join_accept", Rule.JOIN,
          "downlink_ack", Rule.DOWNLINK,
          "downlink_nack", Rule.DOWNLINK,
          "downlink_sent", Rule.DOWNLINK,
          "downlink_failed", Rule.DOWNLINK,
          "downlink_queued", Rule.DOWNLINK,
          "downlink_queue_invalidated", Rule.DOWNLINK,
          "location_solved", Rule.LOCATION,
          "service_data", Rule.INTEGRATION,
          "uplink_normalized", Rule.NORMALIZED_COPY);
  private static final Pattern HERTZ = Pattern.compile("\\d{1,12}");

  @Override
  public List<Part> read(JsonNode message, InboundMessage way, Supplier<byte[]> original)
      throws Rejection {
    Rule rule = dropped(message);
    return List.of(
        rule != null ? new Part.Unread(rule) : new Part.Spoken(uplink(message), original));
  }

  private static @Nullable Rule dropped(JsonNode message) throws Rejection {
    if (message.path("simulated").asBoolean()) {
      return Rule.SIMULATED;
    }
    if (message.path(UPLINK).isObject()) {
      return null;
    }
    for (Map.Entry<String, Rule> other : OTHERS.entrySet()) {
      if (message.path(other.getKey()).isObject()) {
        return other.getValue();
      }
    }
    throw Rejection.undecodable("there is no /uplink_message");
  }

  private static Uplink uplink(JsonNode message) throws Rejection {
    JsonNode device = message.path("end_device_ids");
    JsonNode said = message.path(UPLINK);
    JsonNode settings = said.path("settings");
    JsonNode lora = settings.path("data_rate").path("lora");
    LorawanUplink uplink =
        LorawanUplink.of(device.path("dev_eui"), "/end_device_ids/dev_eui")
            .devAddr(device.path("dev_addr"))
            .frameCounter(said.path("f_cnt"), "/uplink_message/f_cnt")
            .port(said.path("f_port"), "/uplink_message/f_port")
            .base64(said.path("frm_payload"), "/uplink_message/frm_payload")
            .decoded(said.path("decoded_payload"))
            .normalized(said.path("normalized_payload"))
            .sent(lora.path("spreading_factor"), hertz(settings.path("frequency")))
            .battery(said.path("last_battery_percentage").path("value"));
    // The network's own clock; the outer one is that of the application server behind it.
    if (said.has("received_at")) {
      uplink.observedAt(said.path("received_at"), "/uplink_message/received_at");
    } else {
      uplink.observedAt(message.path("received_at"), "/received_at");
    }
    for (JsonNode gateway : said.path("rx_metadata")) {
      JsonNode snr = gateway.path("snr");
      boolean zero = snr.isMissingNode() && lora.isObject();
      uplink.heard(gateway.path("rssi"), zero ? IntNode.valueOf(0) : snr);
    }
    return uplink.uplink();
  }

  // It is large enough to be written as text.
  private static JsonNode hertz(JsonNode written) {
    return written.isTextual() && HERTZ.matcher(written.textValue()).matches()
        ? LongNode.valueOf(Long.parseLong(written.textValue()))
        : written;
  }
}
