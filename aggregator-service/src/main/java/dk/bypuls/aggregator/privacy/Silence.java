package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Rules;

/**
 * That nothing was heard of a leaf where something is said at regular times, whoever is there. It
 * is withheld: 0 would be a lie, and that a sensor was down is no one's secret to protect.
 */
public record Silence() implements Contributions {

  @Override
  public Totals totals(Rules rules) {
    throw new IllegalArgumentException("silence comes to nothing");
  }
}
