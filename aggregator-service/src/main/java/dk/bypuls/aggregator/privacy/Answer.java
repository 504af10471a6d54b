package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Quality;

/** What the open side is told of one leaf, and all that it is told. */
public sealed interface Answer {

  /** A value with noise, rounded, in the last decimal place of its quantity. */
  record Value(long value, Quality quality) implements Answer {}

  /**
   * Between which bounds a value with noise is.
   *
   * @param from the lowest value of the band
   * @param below the bound it does not reach; {@link Long#MAX_VALUE} where there is none
   */
  record Band(long from, long below, Quality quality) implements Answer {}

  /**
   * Nothing is told; the one reason that is given is {@code protected}. Not told is whether there
   * was much, little or nothing.
   */
  record Withheld() implements Answer {}

  Answer WITHHELD = new Withheld();
}
