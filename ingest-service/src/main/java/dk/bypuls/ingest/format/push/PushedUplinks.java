package dk.bypuls.ingest.format.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.ingest.format.LorawanMessages;
import dk.bypuls.ingest.format.LorawanUplink;
import dk.bypuls.ingest.format.push.Envelope.Encoding;
import dk.bypuls.ingest.format.push.Envelope.Field;
import dk.bypuls.ingest.format.push.Envelope.Kind;
import dk.bypuls.ingest.format.push.Envelope.Sealed;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the uplinks of a network server by its envelope. */
final class PushedUplinks implements LorawanMessages {

  private static final String ENCRYPTED =
      "the payload is encrypted: give the network server the device's AppSKey, so that it decrypts"
          + " before it sends";

  // No gateway list is longer than what a city has; what follows is not counted.
  private static final int MOST_GATEWAYS = 1_000;

  private final Envelope envelope;

  PushedUplinks(Envelope envelope) {
    this.envelope = envelope;
  }

  @Override
  public Set<String> alsoLabelled() {
    return MISLABELLED;
  }

  @Override
  public @Nullable Rule droppedUnread(InboundMessage message) {
    if (envelope.events.isEmpty()) {
      return null;
    }
    String event = event(message.way());
    return event == null || envelope.events.contains(event) ? null : Rule.NOT_AN_UPLINK;
  }

  private static @Nullable String event(Way way) {
    String topic = way.topic();
    return topic == null ? way.event() : topic.substring(topic.lastIndexOf('/') + 1);
  }

  @Override
  public List<Part> read(JsonNode document, InboundMessage message, Supplier<byte[]> original)
      throws Rejection {
    if (isOtherReport(document)) {
      return List.of(new Part.Unread(Rule.NOT_AN_UPLINK));
    }
    JsonNode report = envelope.root.in(document);
    if (!report.isObject()) {
      throw Rejection.undecodable("no uplink is at " + name(envelope.root));
    }
    for (Kind kind : envelope.kinds) {
      JsonNode written = kind.field().in(report);
      if (!written.isMissingNode() && !kind.uplinks().contains(written.asText())) {
        return List.of(new Part.Unread(Rule.NOT_AN_UPLINK));
      }
    }
    return List.of(new Part.Spoken(uplink(report).uplink(), original));
  }

  private boolean isOtherReport(JsonNode document) {
    Iterator<String> names = document.fieldNames();
    String first = names.hasNext() ? "/" + names.next() : "";
    return !envelope.rootsOfOthers.isEmpty()
        && first.startsWith(envelope.rootsOfOthers)
        && !first.equals(envelope.root.place());
  }

  private static String name(Field field) {
    return field.place().isEmpty() ? "the top of the document" : field.place();
  }

  private LorawanUplink uplink(JsonNode report) throws Rejection {
    LorawanUplink uplink =
        LorawanUplink.of(
                Written.after(envelope.devEuiPrefix, envelope.devEui.in(report)),
                envelope.devEui.place())
            .observedAt(time(report), envelope.time.place())
            .devAddr(Written.devAddr(envelope.devAddr.in(report)))
            .port(Written.number(envelope.port.in(report)), envelope.port.place())
            .sent(
                Written.spreadingFactor(envelope.spreadingFactor.in(report)),
                Written.hertz(envelope.frequency.in(report)));
    JsonNode counter = envelope.counter.in(report);
    if (!counter.isMissingNode()) {
      uplink.frameCounter(Written.number(counter), envelope.counter.place());
    }
    payload(report, uplink);
    JsonNode decoded = envelope.decoded.in(report);
    if (decoded instanceof ObjectNode fields) {
      uplink.decoded(withoutPayload(fields));
    }
    radio(report, uplink);
    return uplink.battery(Written.percent(envelope.batteryLevel.in(report)));
  }

  private JsonNode time(JsonNode report) {
    JsonNode written = envelope.time.in(report);
    return envelope.zonelessIsUtc ? Written.inUtc(written) : written;
  }

  // Some servers put what they decoded beside what they did not.
  private JsonNode withoutPayload(ObjectNode decoded) {
    String beside = envelope.decoded.place() + "/";
    String place = envelope.payload.place();
    if (!place.startsWith(beside)) {
      return decoded;
    }
    ObjectNode fields = decoded.objectNode().setAll(decoded);
    fields.remove(place.substring(beside.length()));
    return fields.isEmpty() ? MissingNode.getInstance() : fields;
  }

  private void payload(JsonNode report, LorawanUplink uplink) throws Rejection {
    JsonNode written = envelope.payload.in(report);
    for (Sealed sealed : envelope.sealed) {
      JsonNode found = sealed.field().in(report);
      boolean encrypted =
          sealed.isFlag()
              ? Written.isTrueOrFalse(found) && Written.isTrue(found) == sealed.when()
              : found.isTextual() && !found.textValue().isEmpty() && written.isMissingNode();
      if (encrypted) {
        throw Rejection.undecodable(ENCRYPTED);
      }
    }
    if (!written.isMissingNode() && !written.isTextual()) {
      throw Rejection.undecodable(envelope.payload.place() + " is no text");
    }
    if (encoding(report) == Encoding.HEX) {
      uplink.hex(written, envelope.payload.place());
    } else {
      uplink.base64(written, envelope.payload.place());
    }
  }

  private Encoding encoding(JsonNode report) throws Rejection {
    String name = envelope.encodingName.in(report).asText("").toUpperCase(Locale.ROOT);
    return switch (name) {
      case "" -> envelope.encoding;
      case "HEXA", "HEX" -> Encoding.HEX;
      case "BASE64" -> Encoding.BASE64;
      default ->
          throw Rejection.undecodable(
              envelope.encodingName.place() + " is neither HEXA nor BASE64");
    };
  }

  private void radio(JsonNode report, LorawanUplink uplink) {
    JsonNode gateways = envelope.gateways.in(report);
    int heard = 0;
    if (gateways.isContainerNode()) {
      for (JsonNode gateway : gateways.isArray() ? gateways : List.of(gateways)) {
        if (heard++ < MOST_GATEWAYS) {
          uplink.heard(
              Written.number(envelope.gatewayRssi.in(gateway)),
              Written.number(envelope.gatewaySnr.in(gateway)));
        }
      }
    }
    JsonNode rssi = Written.number(envelope.rssi.in(report));
    if (heard == 0 && rssi.isNumber()) {
      uplink.heard(rssi, Written.number(envelope.snr.in(report)));
    }
    uplink.heardBy(Written.number(envelope.gatewayCount.in(report)));
  }
}
