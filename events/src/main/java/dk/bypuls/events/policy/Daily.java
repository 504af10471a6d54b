package dk.bypuls.events.policy;

/**
 * What may be told of one contributor in one local day.
 *
 * @param budget the most epsilon
 * @param leaves in how many leaves of a day a contributor counts at most; whoever collects
 *     contributions sees to that
 */
public record Daily(Ratio budget, int leaves) {

  public Daily {
    if (leaves < 1) {
      throw new IllegalArgumentException("daily.leaves: 1 or more, not " + leaves);
    }
  }

  /** The lower budget, for as many leaves as either allows. */
  public Daily strictest(Daily other) {
    return new Daily(budget.min(other.budget), Math.max(leaves, other.leaves));
  }
}
