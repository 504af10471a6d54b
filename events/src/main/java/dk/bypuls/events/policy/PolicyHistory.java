package dk.bypuls.events.policy;

import dk.bypuls.events.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All versions of a dataset's policy, oldest first. */
public record PolicyHistory(List<Policy> versions) {

  public PolicyHistory {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("a history of policies has one at least");
    }
    for (int i = 1; i < versions.size(); i++) {
      checkSuccession(versions.get(i - 1), versions.get(i));
    }
  }

  public static PolicyHistory of(Policy... versions) {
    return new PolicyHistory(List.of(versions));
  }

  private static void checkSuccession(Policy earlier, Policy later) {
    if (!later.family().equals(earlier.family())) {
      throw new IllegalArgumentException(
          "family: stays " + earlier.family() + ", else noise would be drawn anew");
    }
    if (later.version() <= earlier.version() || !later.from().isAfter(earlier.from())) {
      throw new IllegalArgumentException(
          "version " + later.version() + " does not come after version " + earlier.version());
    }
    // Else leaves of both would overlap, and what they have in common would be told twice; and a
    // day that has areas of both kinds would have two budgets.
    if (!later.grain().equals(earlier.grain())
        && !(starts(Resolution.P1D, later.from())
            && starts(earlier.grain().resolution(), later.from())
            && starts(later.grain().resolution(), later.from()))) {
      throw new IllegalArgumentException(
          "from: another grain begins at midnight, where a period of both does, not at "
              + later.from());
    }
  }

  private static boolean starts(Resolution resolution, Instant instant) {
    return resolution.spanAt(instant).start().equals(instant);
  }

  /**
   * These with the first in force since an earlier instant, for a job that publishes the past: what
   * it tells is under the strictest until the day of the job.
   */
  public PolicyHistory backTo(Instant instant) {
    Policy first = versions.get(0);
    Instant from = instant.isBefore(first.from()) ? instant : first.from();
    List<Policy> reaching = new ArrayList<>(versions);
    reaching.set(
        0, new Policy(first.family(), first.version(), from, first.grain(), first.rules()));
    return new PolicyHistory(reaching);
  }

  public String family() {
    return versions.get(0).family();
  }

  /**
   * What holds for a leaf.
   *
   * @param unit what its groups are of, by the policy in force when it starts
   * @param scheduled when it is told
   * @param rules the strictest of all that are in force at any instant from its start until then;
   *     none where nothing may be told
   */
  public record InForce(GroupUnit unit, Instant scheduled, Optional<Rules> rules) {}

  /** What holds for a leaf that is told as soon as it is due. */
  public Optional<InForce> over(Leaf leaf) {
    return over(leaf, leaf.start());
  }

  /**
   * What holds for a leaf; absent where it is not declared: nobody decided on it before it started,
   * its grain was another, or its category was dropped.
   *
   * @param told when it is told, where that is later than it is due
   */
  public Optional<InForce> over(Leaf leaf, Instant told) {
    int first = inForceAt(leaf.start());
    if (first < 0
        || !versions.get(first).grain().equals(leaf.grain())
        || versions.get(first).rules().dropped().contains(leaf.category())) {
      return Optional.empty();
    }
    Instant scheduled = leaf.span().end();
    Optional<Rules> strictest = Optional.of(versions.get(first).rules());
    for (int i = first; i < versions.size(); i++) {
      Policy policy = versions.get(i);
      if (policy.from().isAfter(scheduled) && policy.from().isAfter(told)) {
        break;
      }
      strictest =
          leaf.grain().isNoFinerThan(policy.grain())
              ? strictest.flatMap(policy.rules()::strictest)
              : Optional.empty();
      // A longer delay lets in further versions, so what is scheduled grows as we go.
      Instant due = leaf.span().end().plus(policy.rules().delay());
      scheduled = due.isAfter(scheduled) ? due : scheduled;
    }
    return Optional.of(
        new InForce(
            versions.get(first).rules().unit(),
            scheduled,
            strictest.filter(rules -> !rules.dropped().contains(leaf.category()))));
  }

  /** How fine the leaves are that start at an instant; absent where nothing was decided yet. */
  public Optional<Grain> grainAt(Instant instant) {
    int inForce = inForceAt(instant);
    return inForce < 0 ? Optional.empty() : Optional.of(versions.get(inForce).grain());
  }

  /** What groups are of in leaves that start at an instant, of which something was decided. */
  public GroupUnit unitAt(Instant instant) {
    return versions.get(inForceAt(instant)).rules().unit();
  }

  /**
   * The versions that made what starts then stricter after it had begun, oldest first. What was
   * told before one of them came into force is told anew: as it was, coarser, or not at all.
   *
   * @param now those that are in force by then
   */
  public List<Policy> tightenings(Instant start, Instant now) {
    List<Policy> found = new ArrayList<>();
    for (int i = 1; i < versions.size(); i++) {
      Instant from = versions.get(i).from();
      if (from.isAfter(start) && !from.isAfter(now) && isStricter(i)) {
        found.add(versions.get(i));
      }
    }
    return found;
  }

  /**
   * The revision that a window has which starts then and is told by now. It says which versions it
   * was told under, so a window with a lower one is not told any more.
   */
  public int revisionOf(Instant start, Instant now) {
    return 1 + tightenings(start, now).size();
  }

  /** Whether a version is stricter in anything than any before it: what is out does not stay. */
  public boolean tightens(Policy version) {
    return isStricter(versions.indexOf(version));
  }

  private boolean isStricter(int index) {
    Policy later = versions.get(index);
    return versions.subList(0, index).stream()
        .anyMatch(
            earlier ->
                !earlier.grain().isNoFinerThan(later.grain())
                    || !earlier
                        .rules()
                        .strictest(later.rules())
                        .equals(Optional.of(earlier.rules())));
  }

  /** The version in force when something starts; the first, before any was. */
  public Policy at(Instant start) {
    return versions.get(Math.max(0, inForceAt(start)));
  }

  private int inForceAt(Instant instant) {
    int newest = -1;
    for (int i = 0; i < versions.size() && !versions.get(i).from().isAfter(instant); i++) {
      newest = i;
    }
    return newest;
  }
}
