package dk.bypuls.aggregator.window;

/**
 * How much may be told in one second of append time.
 *
 * <p>What is told in one go is one transaction, and a transaction may not take long: for so long
 * the readers wait when its instance is lost.
 */
final class Turn {

  /** About half a second's work. */
  static final int MOST = 4_000;

  /** It takes as long to look at so many readings as to tell a window. */
  private static final long READINGS = 2_000;

  private static final long SECOND = 1000;

  private long second;
  private int left = MOST;

  /** It is that time now. */
  void at(long now) {
    if (second != now / SECOND) {
      second = now / SECOND;
      left = MOST;
    }
  }

  /** None or less when the second's work is done. */
  int left() {
    return left;
  }

  void use() {
    left--;
  }

  /** What is made of many readings counts for several. */
  void useFor(long readings) {
    left -= (int) (readings / READINGS);
  }
}
