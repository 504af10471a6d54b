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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    for (Policy policy : policies) {
      checkLength(findings, declaration.policies(), policy, profilesOf(dataset, after::get));
    }
    if (known.get(declaration.key()) instanceof Dataset before
        && before.publication() != null
        && before.policies() != null
        && !beginsWith(policies, before.policies())) {
      findings.add(declaration.policies(), Wrong.DECIDED_VERSION.of(before.policies().size() + 1));
    }
  }

  /** Whether sensors of these profiles speak at least once in each of its leaves. */
  static void checkLength(Findings findings, Spot spot, Policy policy, List<Profile> profiles) {
    Duration leaf = policy.grain().resolution().usualLength();
    for (Profile profile : profiles) {
      if (profile.interval() != null && profile.interval().compareTo(leaf) > 0) {
        findings.add(
            spot,
            Wrong.SPEAKS_SELDOM.of(profile.id(), profile.interval(), policy.grain().resolution()));
      }
    }
  }

  private static boolean beginsWith(List<Policy> policies, List<Policy> earlier) {
    return policies.size() >= earlier.size() && policies.subList(0, earlier.size()).equals(earlier);
  }

  /** Those of a dataset's sensors, as far as they are registered. */
  static List<Profile> profilesOf(
      Dataset dataset, Function<EntityKey, @Nullable Entity> registered) {
    Stream<String> bySensor =
        dataset.sensors().stream()
            .flatMap(
                id ->
                    registered.apply(new EntityKey(EntityKind.SENSOR, id)) instanceof Sensor sensor
                        ? Stream.of(sensor.profile())
                        : Stream.of());
    return Stream.concat(dataset.profiles().stream(), bySensor)
        .distinct()
        .flatMap(
            id ->
                registered.apply(new EntityKey(EntityKind.PROFILE, id)) instanceof Profile profile
                    ? Stream.of(profile)
                    : Stream.of())
        .toList();
  }
}
