package dk.bypuls.events.policy;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The least that protects a privacy class. A dataset's policy may be stricter, never looser.
 *
 * @param smallestGroups for each unit that groups may be of, how large they are at least
 * @param largestShare in thousandths
 * @param finest the finest resolution of leaves
 * @param epsilon the most for one leaf
 * @param dailyEpsilon the most for one contributor and day, where contributions are bounded
 * @param mustBound whether contributions of a day have to be bounded, if there are contributors;
 *     those of hashes always are
 * @param mayTellZero whether nothing may be told as 0
 */
public record Floor(
    PrivacyClass privacyClass,
    Map<GroupUnit, Integer> smallestGroups,
    int largestShare,
    Resolution finest,
    Ratio epsilon,
    Ratio dailyEpsilon,
    boolean mustBound,
    boolean mayTellZero) {

  private static final Floor CROWD =
      new Floor(
          PrivacyClass.CROWD,
          groups(5, 10),
          500,
          Resolution.PT15M,
          Ratio.of(1, 1),
          Ratio.of(8, 1),
          false,
          true);

  private static final Floor HOUSEHOLD =
      new Floor(
          PrivacyClass.HOUSEHOLD,
          Map.of(GroupUnit.HOUSEHOLD, 10),
          250,
          Resolution.PT1H,
          Ratio.of(1, 1),
          Ratio.of(2, 1),
          true,
          false);

  private static final Floor OPEN =
      new Floor(
          PrivacyClass.OPEN,
          Map.of(GroupUnit.HASH, 1, GroupUnit.PASSAGE, 1, GroupUnit.HOUSEHOLD, 1),
          Rules.WHOLE,
          Resolution.PT1M,
          Ratio.of(Long.MAX_VALUE, 1),
          Ratio.of(Long.MAX_VALUE, 1),
          false,
          true);

  /** Nobody's group is large enough, so that no policy passes. */
  private static final Floor INTERNAL =
      new Floor(
          PrivacyClass.INTERNAL, Map.of(), 1, Resolution.P1M, Ratio.ZERO, Ratio.ZERO, true, false);

  public Floor {
    smallestGroups = Map.copyOf(smallestGroups);
  }

  private static Map<GroupUnit, Integer> groups(int hashes, int passages) {
    Map<GroupUnit, Integer> groups = new EnumMap<>(GroupUnit.class);
    groups.put(GroupUnit.HASH, hashes);
    groups.put(GroupUnit.PASSAGE, passages);
    return groups;
  }

  /** The floor of a class; that of open datasets is met by any policy. */
  public static Floor of(PrivacyClass privacyClass) {
    return switch (privacyClass) {
      case CROWD -> CROWD;
      case HOUSEHOLD -> HOUSEHOLD;
      case INTERNAL -> INTERNAL;
      case OPEN -> OPEN;
    };
  }

  /** All that is too loose in a policy for this class; nothing where it may be used. */
  public List<TooLoose> check(Policy policy) {
    if (privacyClass == PrivacyClass.INTERNAL) {
      return List.of(new TooLoose("privacyClass", "internal datasets are never published"));
    }
    List<TooLoose> found = new ArrayList<>();
    Rules rules = policy.rules();
    checkGroup(rules, found);
    Noise noise = rules.noise();
    demand(
        rules.largestShare() <= largestShare,
        "largestShare",
        "at most " + largestShare + " thousandths, not " + rules.largestShare(),
        found);
    demand(
        policy.grain().resolution().compareTo(finest) >= 0,
        "grain.resolution",
        "no finer than " + finest + ", unlike " + policy.grain().resolution(),
        found);
    demand(
        noise.epsilon().compareTo(epsilon) <= 0,
        "noise.epsilon",
        "at most " + epsilon + ", not " + noise.epsilon(),
        found);
    demand(mayTellZero || !rules.tellsZero(), "tellsZero", "zero is withheld", found);
    checkDay(rules, found);
    return List.copyOf(found);
  }

  private void checkGroup(Rules rules, List<TooLoose> found) {
    Integer smallest = smallestGroups.get(rules.unit());
    if (smallest == null) {
      Set<GroupUnit> units = smallestGroups.keySet();
      found.add(new TooLoose("unit", "one of " + ids(units) + ", not " + rules.unit().id()));
      return;
    }
    demand(
        rules.smallestGroup() >= smallest,
        "smallestGroup",
        "at least " + smallest + " (" + rules.unit().id() + "), not " + rules.smallestGroup(),
        found);
  }

  private static List<String> ids(Set<GroupUnit> units) {
    return units.stream().sorted().map(GroupUnit::id).toList();
  }

  private void checkDay(Rules rules, List<TooLoose> found) {
    Daily daily = rules.daily();
    if (daily == null) {
      demand(
          !isBounded(rules.unit()),
          "daily",
          "a budget for a contributor's day of at most " + dailyEpsilon,
          found);
      return;
    }
    demand(
        daily.budget().compareTo(dailyEpsilon) <= 0,
        "daily.budget",
        "at most " + dailyEpsilon + ", not " + daily.budget(),
        found);
  }

  /** Whoever can be told apart all day can be followed, so in how much of it is bounded. */
  private boolean isBounded(GroupUnit unit) {
    return switch (unit) {
      case HOUSEHOLD -> mustBound;
      case HASH -> privacyClass != PrivacyClass.OPEN;
      case PASSAGE -> false;
    };
  }

  private static void demand(boolean holds, String field, String message, List<TooLoose> found) {
    if (!holds) {
      found.add(new TooLoose(field, message));
    }
  }
}
