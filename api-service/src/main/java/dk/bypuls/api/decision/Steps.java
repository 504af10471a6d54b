package dk.bypuls.api.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.registry.code.Requirements;
import dk.bypuls.api.registry.proposal.Proposal;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Stage;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be done about a dataset as it stands, who may, and what is expected next. */
final class Steps {

  private static final String OF_PUBLICATION = "publication.";

  private final Known known;
  private final boolean fiction;
  private final Caller caller;

  /**
   * What one person may do.
   *
   * @param fiction whether its tenant is simulated, whose decisions come with files
   */
  Steps(Known known, boolean fiction, Caller caller) {
    this.known = known;
    this.fiction = fiction;
    this.caller = caller;
  }

  /**
   * Something that can be done now.
   *
   * @param roles who may, as far as roles tell
   * @param may whether who asks may
   * @param why they may not: it takes another role, {@code proposer} (they proposed it, so another
   *     person decides) or {@code fiction}; absent where they may
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(String step, List<String> roles, boolean may, @Nullable String why) {}

  /**
   * What has to be done next.
   *
   * @param step describe (an engineer says more of it), propose, decide, open (to pilot or public)
   *     or end (its sunset is over)
   * @param mine whether who asks may do it
   */
  public record Next(String step, List<String> roles, boolean mine) {}

  /** All that can be done, by anyone. */
  List<Step> all() {
    List<Step> steps = new ArrayList<>();
    if (known.inForce().privacyClass() != PrivacyClass.INTERNAL) {
      steps.add(step("propose", Right.PROPOSE, fiction ? "fiction" : null));
    }
    Proposal waiting = known.waiting();
    if (waiting != null) {
      String why = isProposer(waiting) ? "proposer" : null;
      steps.add(step("approve", Right.DECIDE, why));
      steps.add(step("reject", Right.DECIDE, why));
    }
    for (Stage to : Stage.values()) {
      if (Advance.ways(known.inForce().stage()).contains(to)) {
        steps.add(step(to.id(), Right.ADVANCE, null));
      }
    }
    addOrders(steps);
    return List.copyOf(steps);
  }

  private void addOrders(List<Step> steps) {
    Dataset dataset = known.inForce();
    if (isOfPeople(known.about())) {
      steps.add(step("simulate", Right.SIMULATE, null));
      steps.add(step("see-simulations", Right.SEE_SIMULATIONS, null));
    }
    if (dataset.publication() != null) {
      steps.add(step("recall", Right.RECALL, null));
      steps.add(step("invite", Right.INVITE, null));
    }
    if (dataset.letsWindowsOut()) {
      steps.add(step("publish-back", Right.PUBLISH_BACK, null));
    }
    steps.add(step("see-keys", Right.SEE_TOKENS, null));
    steps.add(step("see-audit", Right.SEE_AUDIT, null));
    steps.add(step("see-feedback", Right.SEE_FEEDBACK, null));
    steps.add(step("answer-feedback", Right.ANSWER_FEEDBACK, null));
  }

  /** What is expected of somebody; nothing where all is as it shall be. */
  @Nullable Next next(Instant now) {
    Proposal waiting = known.waiting();
    if (waiting != null) {
      return next("decide", Right.DECIDE, !isProposer(waiting));
    }
    return switch (known.inForce().stage()) {
      case INVENTORIED -> ofInventoried();
      case APPROVED, PILOT -> next("open", Right.ADVANCE, true);
      case DEPRECATED -> isOver(now) ? next("end", Right.ADVANCE, true) : null;
      case ASSESSED, PUBLIC, WITHDRAWN -> null;
    };
  }

  private @Nullable Next ofInventoried() {
    Dataset dataset = known.inForce();
    if (dataset.privacyClass() == PrivacyClass.INTERNAL) {
      return null;
    }
    boolean saysTooLittle =
        Decisions.missing(dataset).stream().anyMatch(key -> !key.startsWith(OF_PUBLICATION))
            || Requirements.refusal(dataset.privacyClass(), dataset.policies() != null).isPresent();
    return fiction || saysTooLittle
        ? next("describe", Right.APPLY, true)
        : next("propose", Right.PROPOSE, true);
  }

  private boolean isOver(Instant now) {
    Dataset.Publication decided = known.inForce().publication();
    Dataset.Standing standing = decided == null ? null : decided.standing();
    Instant sunset = standing == null ? null : standing.sunset();
    return sunset != null && sunset.isBefore(now);
  }

  private boolean isProposer(Proposal proposal) {
    return proposal.proposedBy().equals(caller.name());
  }

  static boolean isOfPeople(Dataset dataset) {
    return dataset.privacyClass() == PrivacyClass.CROWD
        || dataset.privacyClass() == PrivacyClass.HOUSEHOLD;
  }

  private Next next(String step, Right right, boolean unlessProposer) {
    return new Next(step, right.roles(), unlessProposer && caller.has(right));
  }

  private Step step(String step, Right right, @Nullable String obstacle) {
    String why = caller.has(right) ? obstacle : "role";
    return new Step(step, right.roles(), why == null, why);
  }
}
