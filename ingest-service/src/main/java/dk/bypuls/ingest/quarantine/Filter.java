package dk.bypuls.ingest.quarantine;

import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Quarantined.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for.
 *
 * @param device a device as its source names it
 * @param from only what was set aside at this instant or later
 * @param to only what was set aside before this instant
 */
public record Filter(
    @Nullable Reason reason,
    @Nullable String source,
    @Nullable String device,
    @Nullable Instant from,
    @Nullable Instant to,
    State state) {

  /** Whether entries were dealt with. */
  public enum State {
    OPEN,
    SETTLED,
    ALL
  }

  /** Whether it leaves nothing out but by state. */
  public boolean isEverything() {
    return reason == null && source == null && device == null && from == null && to == null;
  }

  boolean fits(Quarantined what, Instant setAsideAt, boolean isSettled) {
    return (reason == null || reason == what.reason())
        && (source == null || source.equals(what.source()))
        && (from == null || !setAsideAt.isBefore(from))
        && (to == null || setAsideAt.isBefore(to))
        && (state == State.ALL || (state == State.SETTLED) == isSettled);
  }
}
