package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.util.concurrent.CompletionStage;

/** Makes fields of the bytes that a device sent. */
public interface PayloadDecoder {

  /** Where the fields that a decoder made are in the document that profiles point into. */
  String PART = "object";

  /**
   * The fields in a message's payload.
   *
   * @param uplink all that is known of the message
   * @return fails with a {@link Rejection} where the payload cannot be decoded, with a {@link
   *     NotDecodedException} where that cannot be told for now
   */
  CompletionStage<JsonNode> decode(Payload payload, Uplink uplink);
}
