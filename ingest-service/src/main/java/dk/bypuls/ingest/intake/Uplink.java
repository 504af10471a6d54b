package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Origin;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of one device, whoever brought it.
 *
 * @param device the device's name in its source
 * @param observedAt when it was observed; absent where the sender does not say
 * @param origin where it began; absent where only its time and content tell
 * @param document what profiles point into
 * @param measuredPart the JSON pointer of the part that holds measurements, where undeclared fields
 *     are noticed
 * @param envelope how many fields of the measured part say who and when, and measure nothing
 * @param payload what the device itself sent, for a profile's own decoder; absent where the sender
 *     does not pass it on
 * @param units in which unit the field at a pointer is, by UCUM code, as far as the message says;
 *     empty for one that is not known
 */
public record Uplink(
    String device,
    @Nullable Instant observedAt,
    @Nullable Origin origin,
    JsonNode document,
    String measuredPart,
    int envelope,
    @Nullable Payload payload,
    Map<String, String> units) {

  /** A message that does not say its units. */
  public Uplink(
      String device,
      @Nullable Instant observedAt,
      @Nullable Origin origin,
      JsonNode document,
      String measuredPart,
      int envelope,
      @Nullable Payload payload) {
    this(device, observedAt, origin, document, measuredPart, envelope, payload, Map.of());
  }

  /**
   * The bytes that a device sent.
   *
   * @param port which of its kinds of message they are
   */
  @SuppressWarnings("ArrayRecordComponent") // what decoders take, and nobody compares
  public record Payload(byte[] bytes, int port) {}

  /** The same message after its payload was decoded. */
  Uplink decodedTo(JsonNode fields) {
    ObjectNode decoded = JsonNodeFactory.instance.objectNode();
    if (document instanceof ObjectNode said) {
      decoded.setAll(said);
    }
    decoded.set(PayloadDecoder.PART, fields);
    return new Uplink(device, observedAt, origin, decoded, "/" + PayloadDecoder.PART, 0, payload);
  }
}
