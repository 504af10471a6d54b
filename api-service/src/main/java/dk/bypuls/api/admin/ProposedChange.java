package dk.bypuls.api.admin;

import dk.bypuls.api.registry.proposal.Fiction;
import dk.bypuls.api.registry.proposal.Step;
import java.util.List;
import java.util.Locale;

/**
 * What an apply asks for and does not do, as it is answered.
 *
 * @param state proposed, still-waits, was-rejected, dropped or approved-as-fiction
 * @param fields what it would change
 * @param detail what that means, and whom it waits for
 */
public record ProposedChange(String dataset, String state, List<String> fields, String detail) {

  static ProposedChange of(Step step) {
    return new ProposedChange(
        step.wanted().id(),
        step.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        step.differing(),
        detail(step));
  }

  private static String detail(Step step) {
    String stays =
        step.inForce() == null || step.inForce().publication() == null
            ? "not published"
            : "stays as it is (" + step.inForce().stage().id() + ")";
    return switch (step.kind()) {
      case PROPOSED, STILL_WAITS ->
          stays + "; waits for a reviewer other than its proposer: ./bypuls gate " + id(step);
      case WAS_REJECTED ->
          stays
              + "; the same was rejected before, and is not asked again: ./bypuls gate "
              + id(step);
      case DROPPED -> stays + "; what waited for a decision is no longer wanted";
      case APPROVED_AS_FICTION -> "approved by the " + Fiction.reviewerOf(step.wanted().tenant());
    };
  }

  private static String id(Step step) {
    return step.wanted().id();
  }
}
