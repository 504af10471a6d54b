package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.vocabulary.Identifier;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The identifiers in one message: what became a hash, and how many were dropped. */
final class Identified {

  private final Contributors contributors;
  private final String tenant;
  private int dropped;

  Identified(Contributors contributors, String tenant) {
    this.contributors = contributors;
    this.tenant = tenant;
  }

  /**
   * The hash of what was found in a field; absent, and counted, where its day has no key or where
   * it is no identifier of that kind: the rest of the message stays.
   */
  @Nullable Reading read(
      FieldPlan field, Identifier kind, JsonNode found, int record, Instant observedAt, int hints) {
    Optional<String> plain =
        found.isTextual() || found.isIntegralNumber()
            ? kind.plain(found.asText())
            : Optional.empty();
    OptionalLong hash =
        plain.isPresent()
            ? contributors.hash(tenant, kind, plain.get(), observedAt)
            : OptionalLong.empty();
    if (hash.isEmpty()) {
      dropped++;
      return null;
    }
    return field.of(hash.getAsLong(), record, observedAt, hints);
  }

  /** What may be known of where the message began: its plain hash is made of the identifiers. */
  @Nullable Origin hidden(Origin origin, Instant observedAt) {
    return contributors.hidden(tenant, origin, observedAt);
  }

  int dropped() {
    return dropped;
  }
}
