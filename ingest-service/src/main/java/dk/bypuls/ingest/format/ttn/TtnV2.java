package dk.bypuls.ingest.format.ttn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dk.bypuls.ingest.format.LorawanMessages;
import dk.bypuls.ingest.format.LorawanUplink;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The format {@code ttn-v2}: the uplinks of The Things Network 2, by MQTT and by HTTP. */
public final class TtnV2 implements LorawanMessages {

  private static final String EVENTS = "/events/";
  private static final String JOIN = "activations";
  private static final Pattern DATA_RATE = Pattern.compile("SF(\\d{1,2})BW\\d{1,4}");
  private static final BigDecimal MEGAHERTZ = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal LARGEST_MEGAHERTZ = BigDecimal.valueOf(10_000);
  private static final int LARGEST_SCALE = 40;

  @Override
  public @Nullable Rule droppedUnread(InboundMessage message) {
    String topic = message.way().topic();
    int at = topic == null ? -1 : topic.indexOf(EVENTS);
    if (topic == null || at < 0) {
      return null;
    }
    return topic.startsWith(JOIN, at + EVENTS.length()) ? Rule.JOIN : Rule.DOWNLINK;
  }

  @Override
  public List<Part> read(JsonNode message, InboundMessage way, Supplier<byte[]> original)
      throws Rejection {
    JsonNode metadata = message.path("metadata");
    LorawanUplink uplink =
        LorawanUplink.of(message.path("hardware_serial"), "/hardware_serial")
            .observedAt(metadata.path("time"), "/metadata/time")
            .frameCounter(message.path("counter"), "/counter")
            .port(message.path("port"), "/port")
            .base64(message.path("payload_raw"), "/payload_raw")
            .decoded(message.path("payload_fields"))
            .sent(spreadingFactor(metadata.path("data_rate")), hertz(metadata.path("frequency")));
    for (JsonNode gateway : metadata.path("gateways")) {
      uplink.heard(gateway.path("rssi"), gateway.path("snr"));
    }
    return List.of(new Part.Spoken(uplink.uplink(), original));
  }

  private static JsonNode spreadingFactor(JsonNode dataRate) {
    Matcher matcher = DATA_RATE.matcher(dataRate.asText(""));
    return matcher.matches()
        ? IntNode.valueOf(Integer.parseInt(matcher.group(1)))
        : MissingNode.getInstance();
  }

  private static JsonNode hertz(JsonNode megahertz) {
    BigDecimal written = megahertz.isNumber() ? megahertz.decimalValue() : BigDecimal.ZERO;
    // Rounding a number with an exponent without end would cost memory and time without end.
    if (written.signum() <= 0
        || written.compareTo(LARGEST_MEGAHERTZ) > 0
        || written.scale() > LARGEST_SCALE) {
      return MissingNode.getInstance();
    }
    return DecimalNode.valueOf(written.multiply(MEGAHERTZ).setScale(0, RoundingMode.HALF_UP));
  }
}
