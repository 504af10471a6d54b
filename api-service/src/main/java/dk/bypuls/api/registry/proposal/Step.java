package dk.bypuls.api.registry.proposal;

import dk.bypuls.api.registry.Fields;
import dk.bypuls.events.registry.Dataset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an apply means for a dataset that nobody may publish, or change once it is decided on, by a
 * file alone.
 *
 * @param inForce the dataset as it is and stays; absent where it was not registered
 * @param wanted the dataset as the file, or a proposal, wants it
 */
public record Step(Kind kind, @Nullable Dataset inForce, Dataset wanted) {

  /** The fields in which the two differ, as a file calls them. */
  public List<String> differing() {
    return inForce == null ? List.of() : Fields.differing(inForce, wanted);
  }

  /** What it means. */
  public enum Kind {
    /** It is asked for now, and waits for a decision. */
    PROPOSED,
    /** It was asked for before, and waits for a decision. */
    STILL_WAITS,
    /** It was asked for before, and refused. */
    WAS_REJECTED,
    /** What was asked for before is no longer wanted. */
    DROPPED,
    /** It is fiction, and was approved by a fictional reviewer. */
    APPROVED_AS_FICTION
  }
}
