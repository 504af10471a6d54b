package dk.bypuls.api.registry.proposal;

import dk.bypuls.events.registry.Dataset;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks a dataset to become; the last one of each dataset is kept.
 *
 * @param number grows with each: who decides names it, so that nobody decides on what they have not
 *     seen
 * @param wanted the dataset, with a publication that has no standing
 * @param message why, in the words of who proposed it
 * @param reason why, in the words of who decided
 */
public record Proposal(
    long number,
    Dataset wanted,
    String proposedBy,
    Instant proposedAt,
    @Nullable String message,
    State state,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String reason) {

  /** What became of it. */
  public enum State {
    WAITING,
    APPROVED,
    REJECTED
  }

  /** One that was just made; its number comes with the table. */
  public static Proposal made(Dataset wanted, String by, Instant at, @Nullable String message) {
    return new Proposal(0, wanted, by, at, message, State.WAITING, null, null, null);
  }

  public Proposal decided(State how, String by, Instant at, @Nullable String why) {
    return new Proposal(number, wanted, proposedBy, proposedAt, message, how, by, at, why);
  }

  public boolean isWaiting() {
    return state == State.WAITING;
  }

  /** Whether it asks for the same: texts for readers need no decision. */
  boolean asksFor(Dataset dataset) {
    return wanted.withTextsOf(dataset).equals(dataset);
  }
}
