package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Rules;

/** All that was contributed to a leaf, exactly. It never leaves the inner side. */
public sealed interface Contributions permits Contributors, Distinct, Passages, Silence, TooMany {

  /**
   * What it comes to under those rules.
   *
   * @throws IllegalArgumentException if it does not know the unit of their groups
   */
  Totals totals(Rules rules);
}
