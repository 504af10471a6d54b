package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.registry.Profile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a message has what its device measured earlier, made ready. */
record StoredPlan(FieldPath records, FieldPath time, WrittenTime written) {

  /**
   * Makes it ready.
   *
   * @throws IllegalArgumentException if this Bypuls does not know how the times are written
   */
  static StoredPlan of(Profile.Stored stored) {
    return new StoredPlan(
        FieldPath.of(stored.records()),
        FieldPath.of(stored.time()),
        WrittenTime.of(stored.timeFormat(), stored.zone()));
  }

  /** The list of what was stored; absent if the message has none. */
  @Nullable JsonNode in(JsonNode document) {
    JsonNode list = records.in(document);
    return list.isArray() ? list : null;
  }

  /** When one of them was measured. */
  Instant time(JsonNode element, Instant message) throws Rejection {
    JsonNode said = time.in(element);
    if (said.isMissingNode() || said.isNull()) {
      throw Rejection.undecodable("no time is written at " + time + " of what was stored");
    }
    return written.read(said, message, time.toString());
  }
}
