package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.PolicyHistory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the adversary has before it: something that answers for leaves of counted passages. */
interface Publisher {

  /**
   * The answer for a leaf that came to so much, if there is one.
   *
   * @param time how often it was answered for before: after late data, a restart, a new policy
   */
  Optional<Answer> answer(Leaf leaf, long exact, int time);

  /** Our engine, with its memory, and a new version of the policy each time. */
  static Publisher ours() {
    Map<String, Memory> memories = new HashMap<>();
    return (leaf, exact, time) -> {
      Engine engine = version(time + 1, leaf.grain());
      String name = engine.releasesName(leaf);
      Memory before = memories.getOrDefault(name, Memory.NONE);
      Optional<Engine.Said> said =
          engine.answer(leaf, new Passages(exact), before, Examples.LONG_AFTER);
      said.ifPresent(answered -> memories.put(name, answered.after()));
      return said.map(Engine.Said::answer);
    };
  }

  /** Our engine on a day on which all that it remembers was lost. */
  static Publisher withoutMemory() {
    return (leaf, exact, time) ->
        Optional.of(Examples.answer(version(time + 1, leaf.grain()), leaf, new Passages(exact)));
  }

  private static Engine version(int version, Grain grain) {
    return new Engine(
        PolicyHistory.of(Examples.policy(version, Instant.EPOCH, grain, Weakened.RULES)),
        Examples.KEY);
  }
}
