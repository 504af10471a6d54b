package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Rules;

/**
 * That more came than are told apart. It is withheld: to leave some out would let one of them
 * change in which leaves another counts, which is more than the noise hides.
 */
public record TooMany() implements Contributions {

  @Override
  public Totals totals(Rules rules) {
    throw new IllegalArgumentException("too many come to nothing");
  }
}
