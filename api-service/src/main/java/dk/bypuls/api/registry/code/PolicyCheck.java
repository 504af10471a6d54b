package dk.bypuls.api.registry.code;

import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Sensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks of a dataset's policies what only shows beside its profiles, and what was there before.
 */
final class PolicyCheck {

  private final Findings findings;
  private final Map<EntityKey, Entity> known;
  private final Map<EntityKey, Entity> after;

  PolicyCheck(Findings findings, Map<EntityKey, Entity> known, Map<EntityKey, Entity> after) {
    this.findings = findings;
    this.known = known;
    this.after = after;
  }

  void run(Declaration declaration, Dataset dataset) {
    List<Policy> policies = dataset.policies() == null ? List.of() : dataset.policies();
    for (Profile profile : profilesOf(dataset)) {
      for (Policy policy : policies) {
        Duration leaf = policy.grain().resolution().usualLength();
        if (profile.interval() != null && profile.interval().compareTo(leaf) > 0) {
          findings.add(
              declaration.policies(),
              "%s speaks every %s only, so nothing would be known of leaves of %s; make resolution longer"
                  .formatted(profile.id(), profile.interval(), policy.grain().resolution()));
        }
      }
    }
    if (known.get(declaration.key()) instanceof Dataset before
        && before.publication() != null
        && before.policies() != null
        && !beginsWith(policies, before.policies())) {
      findings.add(
          declaration.policies(),
          "a version that was decided on never changes; add version %d"
              .formatted(before.policies().size() + 1));
    }
  }

  private static boolean beginsWith(List<Policy> policies, List<Policy> earlier) {
    return policies.size() >= earlier.size() && policies.subList(0, earlier.size()).equals(earlier);
  }

  private List<Profile> profilesOf(Dataset dataset) {
    Stream<String> bySensor =
        dataset.sensors().stream()
            .map(id -> after.get(new EntityKey(EntityKind.SENSOR, id)))
            .flatMap(
                entity ->
                    entity instanceof Sensor sensor ? Stream.of(sensor.profile()) : Stream.of());
    return Stream.concat(dataset.profiles().stream(), bySensor)
        .distinct()
        .map(id -> after.get(new EntityKey(EntityKind.PROFILE, id)))
        .flatMap(entity -> entity instanceof Profile profile ? Stream.of(profile) : Stream.of())
        .toList();
  }
}
