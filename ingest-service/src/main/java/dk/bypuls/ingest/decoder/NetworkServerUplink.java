package dk.bypuls.ingest.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.ingest.intake.Uplink;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What OS2iot's decoders get: the uplink as its network server tells it, as far as it is known
 * here.
 */
final class NetworkServerUplink {

  private static final String STYLE = "os2iot";
  private static final Pattern FUNCTION = Pattern.compile("\\bdecode\\b");
  private static final Pattern DEV_EUI = Pattern.compile("[0-9a-f]{16}");

  private NetworkServerUplink() {}

  /** Whether a codec may ask for it. Making it costs as much as many a codec does. */
  static boolean isAskedForBy(String style, String script) {
    return style.equals(STYLE) || (style.isEmpty() && FUNCTION.matcher(script).find());
  }

  static String of(Payload payload, Uplink uplink) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    told.put("data", payload.bytes());
    told.put("fPort", payload.port());
    if (DEV_EUI.matcher(uplink.device()).matches()) {
      told.put("devEUI", uplink.device());
    }
    ObjectNode received = told.putArray("rxInfo").addObject();
    Instant observedAt = uplink.observedAt();
    if (observedAt != null) {
      received.put("time", observedAt.toString()).put("nsTime", observedAt.toString());
    }
    JsonNode radio = uplink.document().path("radio");
    if (radio.has("rssi")) {
      received.set("rssi", radio.get("rssi"));
    }
    if (radio.has("snr")) {
      received.set("loRaSNR", radio.get("snr"));
    }
    return told.toString();
  }
}
