package dk.bypuls.aggregator.recompute;

/** How much is compared at one go: all of it is held in memory, at about a kilobyte a window. */
final class Limits {

  static final int MOST_WINDOWS = 250_000;

  private Limits() {}

  static void demandFew(int windows, int most) {
    if (windows > most) {
      throw new RefusedException(
          "more than %d windows: ask for a shorter range, or for one sensor".formatted(most));
    }
  }
}
