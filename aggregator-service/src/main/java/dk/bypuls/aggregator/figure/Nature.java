package dk.bypuls.aggregator.figure;

import dk.bypuls.events.vocabulary.Kind;
import dk.bypuls.events.vocabulary.Quantity;
import java.util.Arrays;

/** What must be known of a series to make figures of its readings. */
public final class Nature {

  /** For a counter that never wraps, and for what is no counter. */
  public static final long NO_WRAP = 0;

  private final Quantity quantity;
  private final long hold;
  private final long wrap;
  private final long[] breaks;

  /**
   * What is known of a series.
   *
   * @param hold for how long a state holds that nothing more is heard of, in milliseconds
   * @param wrap at which value a counter starts again from zero
   * @param breaks when the sensor was moved or replaced: nothing is carried across
   */
  public Nature(Quantity quantity, long hold, long wrap, long... breaks) {
    this.quantity = quantity;
    this.hold = hold;
    this.wrap = wrap;
    this.breaks = breaks.clone();
    Arrays.sort(this.breaks);
  }

  Kind kind() {
    return quantity.kind();
  }

  int scale() {
    return quantity.scale();
  }

  public long hold() {
    return hold;
  }

  long wrap() {
    return wrap;
  }

  /** Whether a reading matters to windows after its own. */
  public boolean carries() {
    return kind() == Kind.COUNTER || kind() == Kind.STATE;
  }

  /** Whether a reading speaks for the time after it. */
  public boolean holds() {
    return kind() == Kind.STATE;
  }

  /** Whether the sensor was moved or replaced after the one instant, and by the other. */
  public boolean isBroken(long after, long by) {
    return nextBreak(after) <= by;
  }

  /** When the sensor was moved or replaced next; at the end of all time if it was not. */
  public long nextBreak(long after) {
    for (long each : breaks) {
      if (each > after) {
        return each;
      }
    }
    return Long.MAX_VALUE;
  }
}
