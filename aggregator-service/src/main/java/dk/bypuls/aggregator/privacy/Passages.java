package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Rules;

/** How many passages were counted, of whomever: 0 where nobody passed. */
public record Passages(long count) implements Contributions {

  /** More than pass anywhere in a month, and few enough to be added up without care. */
  public static final long MOST = 1L << 40;

  public Passages {
    if (count < 0 || count > MOST) {
      throw new IllegalArgumentException("passages: from 0 to " + MOST + ", not " + count);
    }
  }

  @Override
  public Totals totals(Rules rules) {
    if (rules.unit() != GroupUnit.PASSAGE) {
      throw new IllegalArgumentException("passages do not say how many of " + rules.unit().id());
    }
    return new Totals(count, count);
  }
}
