package dk.bypuls.events;

import java.util.ArrayList;
import java.util.List;

/** What a reader of a window should know of its quality. The bit of a flag never changes. */
public enum Flag {
  /** Some readings came from a source that cannot tell copies apart. */
  NOT_DEDUPLICATED("not-deduplicated", 1),
  /**
   * Some readings were outside what an instrument can say; they are counted here and did not enter.
   */
  IMPLAUSIBLE("implausible", 1 << 1),
  /**
   * Some readings were outside what the product can say; they are counted here and did not enter.
   */
  OUT_OF_RANGE("out-of-range", 1 << 2),
  /** Some readings carry the time of arrival, because the device gave none. */
  TIME_OF_ARRIVAL("time-of-arrival", 1 << 3),
  /** A counter fell in a way that no wrap explains: it is taken to have started from zero. */
  COUNTER_RESET("counter-reset", 1 << 4),
  /** Some readings are from a device whose clock is wrong. */
  CLOCK_SKEW("clock-skew", 1 << 5),
  /** Some readings repeat what was said before for longer than is plausible. */
  STUCK("stuck", 1 << 6);

  private final String json;
  private final int bit;

  Flag(String json, int bit) {
    this.json = json;
    this.bit = bit;
  }

  public String json() {
    return json;
  }

  public int bit() {
    return bit;
  }

  /** The flags of these bits, in the order in which they are written. */
  public static List<Flag> of(int bits) {
    if (bits == 0) {
      return List.of();
    }
    List<Flag> flags = new ArrayList<>();
    for (Flag flag : values()) {
      if ((bits & flag.bit) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
