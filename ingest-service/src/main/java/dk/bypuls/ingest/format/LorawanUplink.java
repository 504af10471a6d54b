package dk.bypuls.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Origin;
import dk.bypuls.ingest.intake.PayloadDecoder;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a network server says of one uplink, and writes it in the one form that profiles
 * point into, whichever server it was:
 *
 * <pre>{"object": {…}, "radio": {"rssi", "snr", "spreadingFactor", "frequency", "gateways"},
 * "device": {"battery", "margin"}, "port": 2}</pre>
 *
 * <p>Some servers say the same in a vocabulary of their own as well, which is {@code normalized}
 * beside it.
 */
public final class LorawanUplink {

  private static final String MEASURED = "/" + PayloadDecoder.PART;
  private static final Pattern DEV_EUI = Pattern.compile("[0-9a-f]{16}");
  private static final long LARGEST_FRAME_COUNTER = 0xFFFF_FFFFL;
  private static final long UNCOUNTED = -1;
  private static final int LARGEST_PORT = 255;
  private static final byte[] NO_PAYLOAD = {};

  private final String devEui;
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();
  private final ObjectNode radio = JsonNodeFactory.instance.objectNode();
  private final ObjectNode state = JsonNodeFactory.instance.objectNode();
  private String devAddr = "";
  private long frameCounter = UNCOUNTED;
  private int port;
  private byte @Nullable [] payload;
  private @Nullable Instant observedAt;

  private LorawanUplink(String devEui) {
    this.devEui = devEui;
  }

  /**
   * Begins with who speaks.
   *
   * @param written the DevEUI in any usual way of writing
   * @param place where it is written, for the message
   */
  public static LorawanUplink of(JsonNode written, String place) throws Rejection {
    String devEui = written.isTextual() ? deviceName(written.textValue()) : "";
    if (!DEV_EUI.matcher(devEui).matches()) {
      throw Rejection.undecodable(place + " is no DevEUI of 16 hexadecimal digits");
    }
    return new LorawanUplink(devEui);
  }

  /** A DevEUI in small letters without separators. */
  public static String deviceName(String written) {
    String small = written.toLowerCase(Locale.ROOT);
    return small.indexOf('-') < 0 && small.indexOf(':') < 0
        ? small
        : small.replace("-", "").replace(":", "");
  }

  /** When it was received by the network; absent where the server does not say. */
  public LorawanUplink observedAt(JsonNode written, String place) throws Rejection {
    observedAt = isAbsent(written) ? null : Times.read(written, place);
    return this;
  }

  /** The device's address in its network; absent where the server does not say. */
  public LorawanUplink devAddr(JsonNode written) {
    devAddr = written.asText("").toLowerCase(Locale.ROOT);
    return this;
  }

  /**
   * The frame counter. A server may leave out what is zero. Without this call, only the time and
   * the content of the uplink tell it from others.
   */
  public LorawanUplink frameCounter(JsonNode written, String place) throws Rejection {
    frameCounter = whole(written, LARGEST_FRAME_COUNTER, place + " is no frame counter");
    return this;
  }

  /** The port. A server may leave out what is zero. */
  public LorawanUplink port(JsonNode written, String place) throws Rejection {
    port = (int) whole(written, LARGEST_PORT, place + " is no port");
    document.put("port", port);
    return this;
  }

  /** What the device sent, in base64; a server may leave out what is empty. */
  public LorawanUplink base64(JsonNode written, String place) throws Rejection {
    try {
      payload =
          isAbsent(written) ? NO_PAYLOAD : Base64.getDecoder().decode(written.asText().strip());
      return this;
    } catch (IllegalArgumentException e) {
      throw Rejection.undecodable(place + " is no base64");
    }
  }

  /** What the device sent, in hexadecimal digits; a server may leave out what is empty. */
  public LorawanUplink hex(JsonNode written, String place) throws Rejection {
    try {
      payload = isAbsent(written) ? NO_PAYLOAD : HexFormat.of().parseHex(written.asText().strip());
      return this;
    } catch (IllegalArgumentException e) {
      throw Rejection.undecodable(place + " is no text of hexadecimal digits");
    }
  }

  /** The fields that the network server's own decoder made. */
  public LorawanUplink decoded(JsonNode fields) {
    if (!isAbsent(fields)) {
      document.set(PayloadDecoder.PART, fields);
    }
    return this;
  }

  /** The fields in the network server's own vocabulary, which is the same for all devices. */
  public LorawanUplink normalized(JsonNode records) {
    if (!isAbsent(records)) {
      document.set("normalized", records);
    }
    return this;
  }

  /** One gateway's reception; the strongest is kept, and how many there were. */
  public LorawanUplink heard(JsonNode rssi, JsonNode snr) {
    radio.put("gateways", radio.path("gateways").intValue() + 1);
    BigDecimal strength = number(rssi);
    if (strength != null
        && (!radio.has("rssi") || strength.compareTo(radio.get("rssi").decimalValue()) > 0)) {
      radio.put("rssi", strength);
      BigDecimal ratio = number(snr);
      if (ratio == null) {
        radio.remove("snr");
      } else {
        radio.put("snr", ratio);
      }
    }
    return this;
  }

  /** How many gateways heard it, where the server lists some of them only. */
  public LorawanUplink heardBy(JsonNode gateways) {
    if (gateways.isIntegralNumber()
        && gateways.canConvertToInt()
        && gateways.intValue() > radio.path("gateways").intValue()) {
      radio.put("gateways", gateways.intValue());
    }
    return this;
  }

  /** How it was sent. */
  public LorawanUplink sent(JsonNode spreadingFactor, JsonNode frequencyInHertz) {
    put(radio, "spreadingFactor", spreadingFactor);
    put(radio, "frequency", frequencyInHertz);
    return this;
  }

  /** How full the device's battery is, in percent, as the network server was told. */
  public LorawanUplink battery(JsonNode percent) {
    put(state, "battery", percent);
    return this;
  }

  /** How far above the noise the device hears its gateways, in decibels. */
  public LorawanUplink margin(JsonNode decibels) {
    put(state, "margin", decibels);
    return this;
  }

  /** The message that was gathered. */
  public Uplink uplink() {
    byte[] sent = payload == null ? NO_PAYLOAD : payload;
    return message(
        frameCounter == UNCOUNTED ? null : Origin.ofUplink(devEui, devAddr, frameCounter, sent));
  }

  /**
   * The message that was gathered, where it is no uplink but what the server says of the device.
   *
   * @param id what identifies it to the server; absent where nothing does
   */
  public Uplink message(@Nullable String id) {
    return message(id == null ? null : Origin.ofMessage(devEui, id));
  }

  private Uplink message(@Nullable Origin origin) {
    if (!radio.isEmpty()) {
      document.set("radio", radio);
    }
    if (!state.isEmpty()) {
      document.set("device", state);
    }
    return new Uplink(
        devEui,
        observedAt,
        origin,
        document,
        MEASURED,
        0,
        payload == null ? null : new Payload(payload, port));
  }

  private static void put(ObjectNode into, String name, JsonNode written) {
    BigDecimal number = number(written);
    if (number != null) {
      into.put(name, number);
    }
  }

  private static @Nullable BigDecimal number(JsonNode written) {
    return written.isNumber() ? written.decimalValue() : null;
  }

  private static long whole(JsonNode written, long largest, String otherwise) throws Rejection {
    if (isAbsent(written)) {
      return 0;
    }
    boolean counts = written.isIntegralNumber() && written.canConvertToLong();
    if (!counts || written.longValue() < 0 || written.longValue() > largest) {
      throw Rejection.undecodable(otherwise);
    }
    return written.longValue();
  }

  private static boolean isAbsent(JsonNode written) {
    return written.isMissingNode() || written.isNull();
  }
}
