package dk.bypuls.api.web;

import java.util.List;
import java.util.stream.LongStream;

/** What something has grown by, from stretch to stretch. */
final class Growth {

  private Growth() {}

  /**
   * The middle one of the growths: what leaks grows in each stretch, and what a browser keeps for
   * itself comes and goes.
   */
  static long typical(long before, List<Long> after) {
    long[] growths =
        LongStream.range(0, after.size())
            .map(i -> after.get((int) i) - (i == 0 ? before : after.get((int) i - 1)))
            .sorted()
            .toArray();
    return growths[growths.length / 2];
  }
}
