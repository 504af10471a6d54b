package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How the messages of one source are understood. */
public interface Decoder {

  /** The declared rule by which a message is dropped unread; absent for one that is to be read. */
  default Outcome.@Nullable Rule droppedBy(InboundMessage message) {
    return null;
  }

  /**
   * Finds out who speaks, when, and where it began.
   *
   * @throws Rejection if the document does not say
   */
  Decoded decode(JsonNode document) throws Rejection;

  /** The JSON pointer of the part that holds measurements, where undeclared fields are noticed. */
  default String measuredPart() {
    return "";
  }

  /** A device's name in the form in which it is compared with what messages say. */
  default String deviceName(String registered) {
    return registered;
  }
}
