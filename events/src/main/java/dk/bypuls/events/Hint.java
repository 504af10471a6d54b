package dk.bypuls.events;

/** What is known of one reading's quality. The bit of a hint never changes. */
public enum Hint {
  /** Nothing identifies the message, so a copy of it counts again. */
  NOT_DEDUPLICATED(1),
  /** Outside what a sound instrument of this quantity can say. */
  IMPLAUSIBLE(1 << 1),
  /** Outside what the profile declares for this product. */
  OUT_OF_RANGE(1 << 2),
  /** The device gave no time: the network's or the arrival's stands in. */
  TIME_OF_ARRIVAL(1 << 3),
  /**
   * The device's clock is wrong, by when the message was received. The aggregator finds it; {@code
   * 1 << 4} is a flag's.
   */
  CLOCK_SKEW(1 << 5);

  private static final int DISQUALIFYING = IMPLAUSIBLE.bit | OUT_OF_RANGE.bit;

  private final int bit;

  Hint(int bit) {
    this.bit = bit;
  }

  /** The bit of this hint in {@link Readings.Reading#hints()}. */
  public int bit() {
    return bit;
  }

  /** Whether a reading with these hints is counted and enters no figure. */
  public static boolean disqualify(int hints) {
    return (hints & DISQUALIFYING) != 0;
  }

  /** Whether the hint is among these bits. */
  public boolean in(int hints) {
    return (hints & bit) != 0;
  }
}
