package dk.bypuls.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.PolicyCode;
import dk.bypuls.api.registry.code.RefusedFilesException;
import dk.bypuls.api.registry.code.RegistryFile;
import dk.bypuls.events.policy.Floor;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may be tried for a dataset: nothing that may not be decided either. */
final class TrialPolicies {

  /** Each is as much work as the policy itself. */
  private static final int MOST_GROUPS = 10;

  private static final int LARGEST_GROUP = 1_000_000;

  private final Dataset dataset;
  private final Function<EntityKey, @Nullable Entity> registered;

  TrialPolicies(Dataset dataset, Function<EntityKey, @Nullable Entity> registered) {
    this.dataset = dataset;
    this.registered = registered;
  }

  /** The one that is written, or the version that the dataset has. */
  Policy policy(@Nullable JsonNode written, @Nullable Integer version) {
    JsonNode keys = written == null || written.isNull() ? null : written;
    if (keys != null && version == null) {
      return tried(read(keys));
    }
    if (keys != null || version == null) {
      throw Problem.badRequest(
              "Send either \"policy\", its keys as in a registry file, or \"version\", the number of"
                  + " one that the dataset has.")
          .asException();
    }
    return tried(version(version));
  }

  /** Of whom was seen nothing is kept, so that there is nothing to try it on. */
  private static Policy tried(Policy policy) {
    if (policy.rules().unit() == GroupUnit.HASH) {
      throw Orders.refused(
          "Who was seen is forgotten as soon as it is counted, so a policy of unit hash cannot be"
              + " tried on the past. Try one of unit passage on what the same places count.");
    }
    return policy;
  }

  private Policy read(JsonNode keys) {
    // JSON is YAML; it is written over lines, so that a finding says in which.
    String text = keys.isTextual() ? keys.asText() : keys.toPrettyString();
    try {
      return PolicyCode.read(new RegistryFile("policy", text), dataset, registered);
    } catch (RefusedFilesException e) {
      throw Problem.of(
              422, "The policy has mistakes; nothing was ordered. Mend them, then order again.")
          .with("errors", e.findings())
          .asException();
    }
  }

  private Policy version(int version) {
    List<Policy> policies = dataset.policies() == null ? List.of() : dataset.policies();
    return policies.stream()
        .filter(policy -> policy.version() == version)
        .findFirst()
        .orElseThrow(
            () ->
                Orders.refused(
                    "The dataset has %d versions of a policy, and no version %d. Send \"policy\" to"
                            .formatted(policies.size(), version)
                        + " try one that it does not have."));
  }

  /** What is asked for, or some that are larger; the policy's own is always there. */
  List<Integer> smallestGroups(Policy policy, @Nullable List<Integer> asked) {
    int own = policy.rules().smallestGroup();
    TreeSet<Integer> groups = new TreeSet<>();
    Stream.ofNullable(asked).flatMap(List::stream).filter(Objects::nonNull).forEach(groups::add);
    if (groups.isEmpty()) {
      Stream.of(2, 5).map(times -> Math.min(LARGEST_GROUP, own * times)).forEach(groups::add);
    }
    int least =
        Floor.of(dataset.privacyClass())
            .smallestGroups()
            .getOrDefault(policy.rules().unit(), LARGEST_GROUP);
    if (groups.size() > MOST_GROUPS || groups.first() < least || groups.last() > LARGEST_GROUP) {
      throw Orders.refused(
          "\"smallestGroups\" are at most %d, each from %d (the floor of the dataset's class) to %d."
              .formatted(MOST_GROUPS, least, LARGEST_GROUP));
    }
    groups.add(own);
    return List.copyOf(groups);
  }
}
