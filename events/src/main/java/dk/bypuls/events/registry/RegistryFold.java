package dk.bypuls.events.registry;

import dk.bypuls.events.registry.RegistryRecord.Applied;
import dk.bypuls.events.registry.RegistryRecord.Changed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes registries of registry records, in the order of the topic.
 *
 * <p>Changes take effect as a whole when their apply has been told to its end. A record that is
 * older than what is known changes nothing. Not for several threads.
 */
public final class RegistryFold {

  private final Map<String, Changed> inForce = new HashMap<>();
  private final List<Changed> waiting = new ArrayList<>();
  private Registry registry = Registry.EMPTY;
  private long epoch;
  private long generation;

  /** Takes the next record. Answers whether there is a new {@link #registry()}. */
  public boolean accept(RegistryRecord next) {
    if (next.epoch() < epoch) {
      return false;
    }
    if (next instanceof Changed changed) {
      waiting.add(changed);
      return false;
    }
    return apply((Applied) next);
  }

  /** All that is registered after the last apply that was told whole. */
  public Registry registry() {
    return registry;
  }

  /** The last apply that was told whole. */
  public long generation() {
    return generation;
  }

  /** By the ids of that kind, which apply changed each last: another one, another stamp. */
  public Map<String, String> stamps(EntityKind kind) {
    return inForce.values().stream()
        .filter(changed -> changed.kind() == kind)
        .collect(
            Collectors.toUnmodifiableMap(
                Changed::id, changed -> changed.epoch() + "." + changed.generation()));
  }

  private boolean apply(Applied applied) {
    if (applied.epoch() > epoch) {
      // A database that starts anew tells everything again: what it does not tell is gone.
      inForce.values().removeIf(known -> known.epoch() < applied.epoch());
      waiting.removeIf(known -> known.epoch() < applied.epoch());
    }
    epoch = applied.epoch();
    generation = applied.generation();
    for (Changed changed : waiting) {
      inForce.merge(changed.key(), changed, RegistryFold::newer);
    }
    waiting.clear();
    registry =
        new Registry(
            inForce.values().stream()
                .map(Changed::entity)
                .filter(entity -> entity != null)
                .toList());
    return true;
  }

  private static Changed newer(Changed known, Changed next) {
    boolean isNewer =
        next.epoch() > known.epoch()
            || (next.epoch() == known.epoch() && next.version() >= known.version());
    return isNewer ? next : known;
  }
}
