package dk.bypuls.adversary;

/**
 * What anyone can read about how a dataset is protected, as far as attacks make use of it.
 *
 * @param smallestGroup what is withheld is less than that, but for noise
 * @param rounding what is told is a multiple of it
 */
public record Known(long smallestGroup, long rounding) {

  /** The most that what is told is off for its rounding. */
  long half() {
    return rounding / 2;
  }
}
