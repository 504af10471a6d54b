package dk.bypuls.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one system writes in JSON. */
public interface JsonMessages {

  /** What careless senders call the JSON that they push. */
  Set<String> MISLABELLED =
      Set.of(
          "text/plain",
          "text/json",
          "application/x-www-form-urlencoded",
          "application/octet-stream");

  /**
   * What a document says: one message mostly, several where the system packs them.
   *
   * @param original the document's own bytes
   * @throws Rejection if it does not say who speaks
   */
  List<Part> read(JsonNode document, InboundMessage message, Supplier<byte[]> original)
      throws Rejection;

  /** The declared rule by which a body is dropped unread; absent for one that is to be read. */
  default @Nullable Rule droppedUnread(InboundMessage message) {
    return null;
  }

  /** What its senders call JSON beside {@code application/json}. */
  default Set<String> alsoLabelled() {
    return Set.of();
  }

  /** A device's name in the form in which it is compared with what messages say. */
  default String deviceName(String registered) {
    return registered;
  }
}
