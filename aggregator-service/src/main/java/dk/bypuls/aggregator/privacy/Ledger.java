package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.util.Optional;

/**
 * What was told, in epsilon, of those who contribute within one scope.
 *
 * <p>Withheld leaves cost as much as others: that they are withheld was read off the same noise.
 *
 * @param spent the most that was told of any one of them
 */
public record Ledger(Ratio spent) {

  public static final Ledger UNTOUCHED = new Ledger(Ratio.ZERO);

  /**
   * The name of the scope that a leaf belongs to, under which its ledger is kept: the local day of
   * an area, whose households are in all of its leaves; the local day of the whole tree for hashes,
   * which go from area to area.
   */
  public static String scope(String family, Leaf leaf, GroupUnit unit) {
    String day = " " + leaf.day();
    String tree = family + " " + leaf.grain().tree();
    return unit == GroupUnit.HOUSEHOLD ? tree + " " + leaf.area() + day : tree + day;
  }

  /** After one leaf more; absent where the day's budget does not allow for it. */
  Optional<Ledger> after(Rules rules) {
    Daily daily = rules.daily();
    Ledger after = new Ledger(with(rules, daily == null ? 0 : daily.leaves()));
    return daily != null && after.spent.compareTo(daily.budget()) > 0
        ? Optional.empty()
        : Optional.of(after);
  }

  private Ratio with(Rules rules, int leaves) {
    Ratio epsilon = rules.noise().epsilon();
    return switch (rules.unit()) {
      case HOUSEHOLD -> spent.plus(epsilon);
      // Nobody is in more leaves of the day than that, whichever those are.
      case HASH -> spent.max(epsilon.times(leaves));
      // A passage is in one leaf only, so what is told of it is the leaf's epsilon.
      case PASSAGE -> spent.max(epsilon);
    };
  }
}
