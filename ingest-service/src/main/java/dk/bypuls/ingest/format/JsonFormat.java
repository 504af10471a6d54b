package dk.bypuls.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A format in JSON: a body is one document, or a list of them. */
public final class JsonFormat implements Format {

  /** What a body is called that has a document in each line. */
  private static final Set<String> LINES =
      Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");

  private final StrictJson json;
  private final int mostInList;
  private final JsonMessages messages;

  public JsonFormat(IntakeSettings limits, JsonMessages messages) {
    json = new StrictJson(limits);
    mostInList = limits.messagesPerBody();
    this.messages = messages;
  }

  @Override
  public String deviceName(String registered) {
    return messages.deviceName(registered);
  }

  @Override
  public boolean takes(String mediaType) {
    return Format.super.takes(mediaType)
        || LINES.contains(mediaType)
        || messages.alsoLabelled().contains(mediaType);
  }

  @Override
  public Body body(@Nullable String mediaType) {
    return mediaType != null && LINES.contains(mediaType) ? Body.LINES : Body.WHOLE;
  }

  @Override
  public List<Part> read(InboundMessage message) throws Rejection {
    Rule rule = messages.droppedUnread(message);
    if (rule != null) {
      return List.of(new Part.Unread(rule));
    }
    if (isXml(message.body())) {
      throw Rejection.undecodable("the body is XML: let the sender write JSON");
    }
    JsonNode document = json.parse(message.body());
    if (!document.isArray()) {
      return messages.read(document, message, message::body);
    }
    if (document.isEmpty()) {
      throw new Rejection(Reason.NOTHING_DECLARED, "the body is an empty list");
    }
    if (document.size() > mostInList) {
      throw new Rejection(
          Reason.TOO_LARGE, document.size() + " messages; at most " + mostInList + " in one body");
    }
    List<Part> parts = new ArrayList<>(document.size());
    for (JsonNode element : document) {
      parts.addAll(listed(element, message));
    }
    return parts;
  }

  private static boolean isXml(byte[] body) {
    int at = 0;
    while (at < body.length && body[at] <= ' ' && body[at] > 0) {
      at++;
    }
    return at < body.length && body[at] == '<';
  }

  private List<Part> listed(JsonNode element, InboundMessage message) {
    try {
      return messages.read(element, message, () -> bytes(element));
    } catch (Rejection rejection) {
      return List.of(new Part.Unreadable(rejection, () -> bytes(element)));
    }
  }

  private static byte[] bytes(JsonNode element) {
    return element.toString().getBytes(StandardCharsets.UTF_8);
  }
}
