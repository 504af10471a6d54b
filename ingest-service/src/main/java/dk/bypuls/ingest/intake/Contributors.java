package dk.bypuls.ingest.intake;

import dk.bypuls.events.Origin;
import dk.bypuls.events.vocabulary.Identifier;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What makes identifiers of people's devices unreadable for all, and soon for us too. */
public interface Contributors {

  /** For intakes without a key folder: of no day is there a key. */
  Contributors NONE =
      new Contributors() {
        @Override
        public OptionalLong hash(String tenant, Identifier kind, String identifier, Instant at) {
          return OptionalLong.empty();
        }

        @Override
        public @Nullable Origin hidden(String tenant, Origin origin, Instant at) {
          return null;
        }
      };

  /**
   * A hash of an identifier, of 63 bits; empty if the key of that day is erased, or not made yet.
   *
   * @param identifier in its plain form
   * @throws Seal.SealException if there should be a key and it cannot be read or made
   */
  OptionalLong hash(String tenant, Identifier kind, String identifier, Instant observedAt);

  /**
   * An origin that tells nothing of what it was made of, to anybody without the key of that day;
   * absent if that key is erased, or not made yet.
   *
   * @throws Seal.SealException if there should be a key and it cannot be read or made
   */
  @Nullable Origin hidden(String tenant, Origin origin, Instant observedAt);
}
