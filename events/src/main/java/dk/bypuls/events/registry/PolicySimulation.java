package dk.bypuls.events.registry;

import dk.bypuls.events.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * An order to find out what a policy would have told of a dataset's past. It decides nothing and
 * lets nothing leave.
 *
 * @param from leaves that start at or after it …
 * @param to … and end at or before it
 * @param smallestGroups what each of these would cost beside the policy's own, ascending
 */
public record PolicySimulation(
    String id,
    String dataset,
    Policy policy,
    Instant from,
    Instant to,
    List<Integer> smallestGroups)
    implements Entity {

  public PolicySimulation {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a range ends after it starts");
    }
    smallestGroups = List.copyOf(new TreeSet<>(smallestGroups));
  }
}
