package dk.bypuls.ingest.lorawan;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Origin;
import dk.bypuls.ingest.intake.Decoded;
import dk.bypuls.ingest.intake.Decoder;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.json.Times;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The decoder of the format {@code chirpstack-v4}: the uplink events of that network server. */
public final class ChirpStackDecoder implements Decoder {

  public static final String FORMAT = "chirpstack-v4";

  private static final String UPLINK = "up";
  private static final Pattern DEV_EUI = Pattern.compile("[0-9a-fA-F]{16}");
  private static final long LARGEST_FRAME_COUNTER = 0xFFFF_FFFFL;
  private static final byte[] NO_PAYLOAD = {};

  @Override
  public Outcome.@Nullable Rule droppedBy(InboundMessage message) {
    return message.event() == null || message.event().equals(UPLINK)
        ? null
        : Outcome.Rule.NOT_AN_UPLINK;
  }

  @Override
  public String measuredPart() {
    return "/object";
  }

  @Override
  public String deviceName(String registered) {
    return registered.toLowerCase(Locale.ROOT);
  }

  @Override
  public Decoded decode(JsonNode event) throws Rejection {
    JsonNode written = event.path("deviceInfo").path("devEui");
    if (!written.isTextual() || !DEV_EUI.matcher(written.textValue()).matches()) {
      throw Rejection.undecodable("/deviceInfo/devEui is no DevEUI of 16 hexadecimal digits");
    }
    String devEui = deviceName(written.textValue());
    JsonNode time = event.path("time");
    return new Decoded(
        devEui,
        time.isMissingNode() || time.isNull() ? null : Times.read(time, "/time"),
        Origin.ofUplink(devEui, devAddr(event), frameCounter(event), payload(event)),
        0);
  }

  private static String devAddr(JsonNode event) {
    return event.path("devAddr").asText("").toLowerCase(Locale.ROOT);
  }

  // The network server may leave out what is zero or empty.
  private static long frameCounter(JsonNode event) throws Rejection {
    JsonNode counter = event.path("fCnt");
    if (counter.isMissingNode()) {
      return 0;
    }
    boolean counts = counter.isIntegralNumber() && counter.canConvertToLong();
    if (!counts || counter.longValue() < 0 || counter.longValue() > LARGEST_FRAME_COUNTER) {
      throw Rejection.undecodable("/fCnt is no frame counter");
    }
    return counter.longValue();
  }

  private static byte[] payload(JsonNode event) throws Rejection {
    JsonNode data = event.path("data");
    if (data.isMissingNode() || data.isNull()) {
      return NO_PAYLOAD;
    }
    try {
      return Base64.getDecoder().decode(data.asText());
    } catch (IllegalArgumentException e) {
      throw Rejection.undecodable("/data is no base64");
    }
  }
}
