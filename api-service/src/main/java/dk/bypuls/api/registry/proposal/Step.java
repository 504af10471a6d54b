package dk.bypuls.api.registry.proposal;

import dk.bypuls.api.registry.Fields;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
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

  /** The fields to decide about, as a file calls them: texts for readers are not among them. */
  public List<String> differing() {
    if (inForce == null) {
      return List.of("publication");
    }
    return Fields.differing(asAsked(inForce), asAsked(wanted.withTextsOf(inForce)));
  }

  /** Where a publication stands is not asked, nor from when on, once it is decided. */
  private Dataset asAsked(Dataset dataset) {
    Publication publication = dataset.publication();
    Publication decided = inForce == null ? null : inForce.publication();
    return publication == null || decided == null
        ? dataset
        : dataset.with(publication.at(decided.from(), null));
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
