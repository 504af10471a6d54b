package dk.bypuls.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.intake.FieldPath;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where the bytes are that a device sent, in a message of a gateway that passes them on. */
record MappedPayload(
    FieldPath bytes, boolean hex, @Nullable FieldPath port, @Nullable FieldPath counter) {

  private static final long LARGEST_COUNTER = 0xFFFF_FFFFL;
  private static final long LARGEST_PORT = 255;

  static MappedPayload of(Source.Payload payload) {
    return new MappedPayload(
        FieldPath.of(payload.pointer()),
        payload.encoding().equals("hex"),
        payload.port() == null ? null : FieldPath.of(payload.port()),
        payload.counter() == null ? null : FieldPath.of(payload.counter()));
  }

  /** Whether these are uplinks of LoRaWAN. */
  boolean isUplink() {
    return counter != null;
  }

  /** What the device sent; absent where the message has nothing of it. */
  @Nullable Payload in(MappedRecord record) throws Rejection {
    JsonNode found = record.find(bytes);
    if (found.isMissingNode()) {
      return null;
    }
    if (!found.isTextual()) {
      throw Rejection.undecodable("the payload at " + bytes + " is no text");
    }
    String text = found.textValue().strip();
    try {
      byte[] sent = hex ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text);
      Long at = whole(record, port, LARGEST_PORT);
      return new Payload(sent, at == null ? 0 : at.intValue());
    } catch (IllegalArgumentException e) {
      throw Rejection.undecodable(
          "the payload at "
              + bytes
              + (hex ? " is no text of hexadecimal digits" : " is no base64"));
    }
  }

  /** The frame counter; absent where the message does not say. */
  @Nullable Long counter(MappedRecord record) throws Rejection {
    return whole(record, counter, LARGEST_COUNTER);
  }

  /** How many fields of the record itself are the device's bytes and what belongs to them. */
  int envelope(MappedRecord record) {
    return (record.has(bytes) ? 1 : 0) + (record.has(port) ? 1 : 0) + (record.has(counter) ? 1 : 0);
  }

  private static @Nullable Long whole(MappedRecord record, @Nullable FieldPath path, long largest)
      throws Rejection {
    JsonNode found = path == null ? null : record.find(path);
    if (found == null || found.isMissingNode()) {
      return null;
    }
    boolean counts = found.isIntegralNumber() && found.canConvertToLong();
    if (!counts || found.longValue() < 0 || found.longValue() > largest) {
      throw Rejection.undecodable("what is at " + path + " is no whole number up to " + largest);
    }
    return found.longValue();
  }
}
