package dk.bypuls.ingest.format.sigfox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Origin;
import dk.bypuls.ingest.format.JsonMessages;
import dk.bypuls.ingest.format.Times;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.PayloadDecoder;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code sigfox}: the callbacks DATA UPLINK, DATA BIDIR and SERVICE DATA_ADVANCED, with
 * the body that our page has people paste.
 */
public final class Sigfox implements JsonMessages {

  private static final String MEASURED = "/" + PayloadDecoder.PART;
  private static final Pattern DEVICE = Pattern.compile("[0-9a-f]{1,16}");
  private static final Pattern SEQUENCE = Pattern.compile("\\d{1,10}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");

  // Codecs ask for a port, and Sigfox has none.
  private static final int PORT = 1;
  private static final int MOST_STATIONS = 1_000;

  @Override
  public Set<String> alsoLabelled() {
    return MISLABELLED;
  }

  /** Sigfox writes its ids in capital letters; people do not. */
  @Override
  public String deviceName(String registered) {
    return registered.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Part> read(JsonNode callback, InboundMessage message, Supplier<byte[]> original)
      throws Rejection {
    return read(callback, "device", original);
  }

  /**
   * What a callback says.
   *
   * @param device how the callback's template calls the device
   */
  public List<Part> read(JsonNode callback, String device, Supplier<byte[]> original)
      throws Rejection {
    if (!callback.isObject()) {
      throw Rejection.undecodable("a callback is one JSON object");
    }
    String name = callback.path(device).asText("").toLowerCase(Locale.ROOT);
    if (!DEVICE.matcher(name).matches()) {
      throw Rejection.undecodable("/" + device + " is no Sigfox id in hexadecimal digits");
    }
    JsonNode data = callback.path("data");
    if (data.isMissingNode()) {
      // A status, an acknowledgement or a position.
      return List.of(new Part.Unread(Rule.NOT_AN_UPLINK));
    }
    JsonNode time = callback.path("time");
    Instant observedAt = isAbsent(time) ? null : Times.read(time, "/time");
    Uplink uplink =
        new Uplink(
            name,
            observedAt,
            origin(name, callback.path("seqNumber"), observedAt),
            document(callback),
            MEASURED,
            0,
            payload(data));
    return List.of(new Part.Spoken(uplink, original));
  }

  private static @Nullable Origin origin(
      String device, JsonNode sequence, @Nullable Instant observedAt) throws Rejection {
    if (isAbsent(sequence)) {
      return null;
    }
    if (!SEQUENCE.matcher(sequence.asText()).matches()) {
      throw Rejection.undecodable("/seqNumber is no sequence number");
    }
    // The number alone comes again after 4,096 messages, or a change of battery.
    String at = observedAt == null ? "" : "@" + observedAt.getEpochSecond();
    return Origin.ofMessage(device, Integer.toString(sequence.asInt()) + at);
  }

  private static Payload payload(JsonNode data) throws Rejection {
    try {
      return new Payload(HexFormat.of().parseHex(data.asText("").strip()), PORT);
    } catch (IllegalArgumentException e) {
      throw Rejection.undecodable("/data is no text of hexadecimal digits");
    }
  }

  private static ObjectNode document(JsonNode callback) {
    ObjectNode radio = JsonNodeFactory.instance.objectNode();
    JsonNode best = callback;
    int stations = 0;
    for (JsonNode station : callback.path("duplicates")) {
      BigDecimal strength = number(station.path("rssi"));
      BigDecimal strongest = number(best.path("rssi"));
      if (strength != null && (strongest == null || strength.compareTo(strongest) > 0)) {
        best = station;
      }
      if (++stations == MOST_STATIONS) {
        break;
      }
    }
    put(radio, "rssi", number(best.path("rssi")));
    put(radio, "snr", number(best.path("snr")));
    if (stations > 0) {
      radio.put("gateways", stations);
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    if (!radio.isEmpty()) {
      document.set("radio", radio);
    }
    return document;
  }

  private static void put(ObjectNode into, String name, @Nullable BigDecimal number) {
    if (number != null) {
      into.put(name, number);
    }
  }

  private static @Nullable BigDecimal number(JsonNode written) {
    if (written.isNumber()) {
      return written.decimalValue();
    }
    return written.isTextual() && DECIMAL.matcher(written.textValue()).matches()
        ? new BigDecimal(written.textValue())
        : null;
  }

  private static boolean isAbsent(JsonNode written) {
    return written.isMissingNode() || written.isNull() || written.asText("").equals("null");
  }
}
