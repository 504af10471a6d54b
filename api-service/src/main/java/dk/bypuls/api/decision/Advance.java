package dk.bypuls.api.decision;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
import dk.bypuls.events.registry.Dataset.Standing;
import dk.bypuls.events.registry.Stage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From which stage a publication may be brought to which, and what that makes of it. */
final class Advance {

  private static final Map<Stage, Set<Stage>> WAYS =
      new EnumMap<>(
          Map.of(
              Stage.APPROVED, EnumSet.of(Stage.PILOT, Stage.PUBLIC, Stage.WITHDRAWN),
              Stage.PILOT, EnumSet.of(Stage.PUBLIC, Stage.WITHDRAWN),
              Stage.PUBLIC, EnumSet.of(Stage.DEPRECATED, Stage.WITHDRAWN),
              Stage.DEPRECATED, EnumSet.of(Stage.WITHDRAWN)));

  private Advance() {}

  /** Where a stage leads to, without another proposal. */
  static Set<Stage> ways(Stage from) {
    return WAYS.getOrDefault(from, Set.of());
  }

  /** Refuses a way that does not exist. */
  static void demandWay(Stage from, Stage to) {
    Set<Stage> ways = ways(from);
    if (!ways.contains(to)) {
      String there =
          ways.isEmpty()
              ? "propose it, and have it approved"
              : "from there it goes to "
                  + ways.stream().map(Stage::id).collect(Collectors.joining(" or "));
      throw Problem.of(
              409,
              "The dataset is %s and cannot become %s; %s.".formatted(from.id(), to.id(), there))
          .asException();
    }
  }

  /**
   * Refuses a further version of how people are protected that would have begun already: what waits
   * to be told would be told under it alone, and so may be told more loosely than was decided.
   */
  static void demandPoliciesAhead(Dataset inForce, Dataset wanted, Instant now) {
    List<Policy> known = Objects.requireNonNullElse(inForce.policies(), List.of());
    List<Policy> asked = Objects.requireNonNullElse(wanted.policies(), List.of());
    if (!inForce.letsWindowsOut()) {
      return;
    }
    for (Policy policy : asked) {
      if (!known.contains(policy) && policy.from().isBefore(now)) {
        throw Problem.of(
                422,
                "Version %d of the policy begins at %s, which is over. Apply it with a \"from\" to come, and propose it again."
                    .formatted(policy.version(), policy.from()))
            .asException();
      }
    }
  }

  /** The decision for a proposal: what it was, or a new one that begins now. */
  static Publication approved(Publication asked, @Nullable Publication inForce, Instant now) {
    Standing standing = inForce == null ? null : inForce.standing();
    if (inForce == null || (standing != null && standing.stage() == Stage.WITHDRAWN)) {
      Instant publicSince = standing == null ? null : standing.publicSince();
      Instant from = later(asked.from(), now);
      return asked.at(
          from,
          new Standing(Stage.APPROVED, now, publicSince, null, back(asked.from(), from, null)));
    }
    if (standing == null) {
      standing = new Standing(Stage.PUBLIC, inForce.from(), inForce.from(), null, null);
    }
    return asked.at(
        inForce.from(),
        new Standing(
            standing.stage(),
            standing.since(),
            standing.publicSince(),
            standing.sunset(),
            back(asked.from(), inForce.from(), standing.reachesBackTo())));
  }

  /** The same publication at another stage. What has not left yet leaves from now on only. */
  static Publication at(
      Publication decided, Stage from, Stage to, Instant now, @Nullable Instant sunset) {
    Standing before = decided.standing();
    Instant start = from == Stage.APPROVED ? later(decided.from(), now) : decided.from();
    Instant reach = before == null ? null : before.reachesBackTo();
    Instant publicSince = before == null ? decided.from() : before.publicSince();
    return decided.at(
        start,
        new Standing(
            to,
            now,
            publicSince == null && to == Stage.PUBLIC ? now : publicSince,
            sunset,
            back(decided.from(), start, reach)));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** How far an order for the past may reach: to the earliest start that anyone approved. */
  private static @Nullable Instant back(Instant asked, Instant from, @Nullable Instant known) {
    Instant earliest = known == null || asked.isBefore(known) ? asked : known;
    return earliest.isBefore(from) ? earliest : null;
  }
}
