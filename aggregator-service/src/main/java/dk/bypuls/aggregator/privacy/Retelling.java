package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is said of leaves that were answered, after stricter policies have come. It is made of the
 * answers as they were told; each policy is taken as it was when it came into force, so it is the
 * same whenever it is asked for.
 */
public record Retelling(PolicyHistory policies) {

  /**
   * What is said of a leaf now.
   *
   * @param revision that the answer was told with, by which it is known what it was told under
   * @param now the policies that are in force by then are applied
   */
  public Answer of(Leaf leaf, Answer told, int revision, Instant now) {
    Optional<Rules> under = Optional.of(policies.at(leaf.start()).rules());
    Answer answer = told;
    List<Policy> later = policies.tightenings(leaf.start(), now);
    for (int i = 0; i < later.size(); i++) {
      Policy policy = later.get(i);
      if (i + 1 >= revision) {
        answer =
            under.isPresent()
                ? new Tightening(under.get(), policy).of(leaf, answer, policy.from())
                : Answer.WITHHELD;
      }
      under = under.flatMap(policy.rules()::strictest);
    }
    return answer;
  }
}
