package dk.bypuls.aggregator.window;

import java.time.Duration;

/**
 * The times that windows keep, all counted in append time.
 *
 * @param settle how long after its end a window waits for readings that are on their way
 * @param gatherQuiet a correction is told when no further late reading came for so long …
 * @param gatherLongest … or so long after the first of them
 * @param runningEvery how often a running window is told at most
 * @param ahead how far ahead of its append time a reading may claim to be
 */
public record WindowRules(
    Duration settle,
    Duration gatherQuiet,
    Duration gatherLongest,
    Duration runningEvery,
    Duration ahead) {

  public static final WindowRules DEFAULT =
      new WindowRules(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofSeconds(1),
          Duration.ofHours(24));

  public WindowRules {
    for (Duration duration : new Duration[] {settle, gatherQuiet, runningEvery, ahead}) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("a time of the windows is below zero: " + duration);
      }
    }
    if (gatherLongest.compareTo(gatherQuiet) < 0) {
      throw new IllegalArgumentException(
          "late readings cannot be gathered for "
              + gatherLongest
              + " at most when each waits "
              + gatherQuiet);
    }
  }
}
