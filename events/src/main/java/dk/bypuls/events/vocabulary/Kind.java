package dk.bypuls.events.vocabulary;

/** What sort of number a quantity is, and so which statistics of it make sense. */
public enum Kind {
  /** A level at an instant, such as a temperature: mean, smallest, largest, spread. */
  GAUGE,
  /** What came since the previous reading, such as rain or people: the sum is the answer. */
  AMOUNT,
  /** A meter that only climbs until it is reset or replaced: the growth is the answer. */
  COUNTER,
  /** A compass bearing: 359° and 1° are neighbours. */
  DIRECTION,
  /** On or off, open or closed, taken or free: the share of time is the answer. */
  STATE,
  /** A sound level in decibel: averages are taken of the energy, not of the figure. */
  SOUND,
  /**
   * The hash of an identifier: how many distinct ones there were in a day or less, and nothing
   * else.
   */
  IDENTITY;

  /** What sort of number is told of it: of hashes how many there were, which is an amount. */
  public Kind told() {
    return this == IDENTITY ? AMOUNT : this;
  }
}
