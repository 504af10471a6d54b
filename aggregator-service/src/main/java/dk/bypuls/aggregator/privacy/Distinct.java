package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Rules;

/**
 * How many distinct contributors count in a leaf: 0 where nobody was seen. Who they are stays with
 * whoever counts them, and each is in no more leaves of a day than it may be.
 */
public record Distinct(long count) implements Contributions {

  public Distinct {
    if (count < 0) {
      throw new IllegalArgumentException("nobody is less than nobody: " + count);
    }
  }

  @Override
  public Totals totals(Rules rules) {
    if (rules.unit() != GroupUnit.HASH) {
      throw new IllegalArgumentException("hashes do not say how many of " + rules.unit().id());
    }
    return new Totals(count, count);
  }
}
