package dk.bypuls.ingest.quarantine;

import com.google.protobuf.ByteString;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Settled.How;
import dk.bypuls.ingest.intake.Original;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in quarantine.
 *
 * @param setAsideAt when Kafka had it
 * @param settled what became of it; absent as long as nothing did
 */
public record Entry(EntryName name, Instant setAsideAt, Quarantined what, @Nullable How settled) {

  /** Whether ingest sealed it; the aggregator seals nothing and points to where it is. */
  public boolean isSealed() {
    return !what.seal().equals(Quarantined.UNSEALED);
  }

  /** Why it cannot be replayed, whatever is mended; absent if it can. */
  public @Nullable String whyNotReplayable() {
    if (!isSealed()) {
      return switch (what.reason()) {
        case TOO_LATE -> "its windows are final; a back-fill may enter it";
        case IMPLAUSIBLE_CLOCK -> "its readings were published before; their time stays wrong";
        default -> "it is no message but a record that the aggregator could not work on";
      };
    }
    if (is(Original.NOT_KEPT)) {
      return "its original was not kept, as it holds data of a person";
    }
    return is(Original.CUT) ? "it was longer than what is kept of a message" : null;
  }

  private boolean is(Map.Entry<String, String> told) {
    return told.getValue().equals(what.about().get(told.getKey()));
  }

  /** The same without the sealed bytes, for a list. */
  Entry withoutOriginal() {
    Quarantined all = what;
    Quarantined told =
        new Quarantined(
            all.tenant(),
            all.source(),
            all.device(),
            all.reason(),
            all.detail(),
            all.receivedAt(),
            all.origin(),
            all.about(),
            all.seal(),
            ByteString.EMPTY);
    return new Entry(name, setAsideAt, told, settled);
  }

  /** What is held of it in memory, about. */
  int heldBytes() {
    return what.sealed().size() + 500;
  }
}
