package dk.bypuls.ingest.format.chirpstack;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.ingest.format.JsonFormat;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two encodings in which ChirpStack 4 writes its events, told apart by the first byte. */
public final class JsonOrProtobuf implements Format {

  private final ChirpStackV4 messages = new ChirpStackV4();
  private final JsonFormat json;
  private final ProtobufReader protobuf;

  public JsonOrProtobuf(IntakeSettings limits) {
    json = new JsonFormat(limits, messages);
    protobuf = new ProtobufReader(limits);
  }

  @Override
  public String deviceName(String registered) {
    return messages.deviceName(registered);
  }

  /** ChirpStack calls its protobuf a stream of octets. */
  @Override
  public boolean takes(String mediaType) {
    return json.takes(mediaType) || mediaType.equals("application/octet-stream");
  }

  @Override
  public Body body(@Nullable String mediaType) {
    return json.body(mediaType);
  }

  @Override
  public List<Part> read(InboundMessage message) throws Rejection {
    if (!isProtobuf(message.body())) {
      return json.read(message);
    }
    Rule rule = messages.droppedUnread(message);
    if (rule != null) {
      return List.of(new Part.Unread(rule));
    }
    JsonNode event = protobuf.read(message.body(), shape(Event.of(message.way())));
    return messages.read(event, message, message::body);
  }

  // Protobuf begins with the mark of its first field, none of which is a letter of JSON but the
  // line feed, and ChirpStack begins no JSON with one.
  private static boolean isProtobuf(byte[] body) {
    return body.length > 0 && body[0] < ' ' && body[0] != '\t' && body[0] != '\r';
  }

  private static Shape shape(Event event) {
    return switch (event) {
      case LOG -> Shape.LOG;
      case STATUS -> Shape.STATUS;
      default -> Shape.UPLINK;
    };
  }
}
