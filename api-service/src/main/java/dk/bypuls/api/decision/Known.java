package dk.bypuls.api.decision;

import dk.bypuls.api.registry.proposal.Proposal;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Where a dataset stands.
 *
 * @param proposal the last that was asked for, whatever was decided about it
 */
record Known(Dataset inForce, @Nullable Proposal proposal) {

  /** The proposal that somebody has to decide about. */
  @Nullable Proposal waiting() {
    return proposal != null && proposal.isWaiting() ? proposal : null;
  }

  /** What a decision would be about: the dataset as it is wanted, else as it is. */
  Dataset about() {
    Proposal waiting = waiting();
    return waiting == null ? inForce : waiting.wanted();
  }

  /** What waits for its first decision is assessed. */
  Stage stage() {
    boolean isFirst = waiting() != null && inForce.stage() == Stage.INVENTORIED;
    return isFirst ? Stage.ASSESSED : inForce.stage();
  }
}
