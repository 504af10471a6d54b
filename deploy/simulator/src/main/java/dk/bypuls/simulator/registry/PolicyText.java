package dk.bypuls.simulator.registry;

import java.time.Instant;

/**
 * How the municipality protects a dataset about people.
 *
 * @param cells the smallest squares that there are windows of
 * @param rules what is done to them, as it is written in a file
 */
record PolicyText(String cells, String rules) {

  /** Counts of those who pass, whoever they are: by the quarter of an hour. */
  static final PolicyText PASSAGES =
      new PolicyText(
          "250m",
          "unit: passage, smallestGroup: 20, epsilon: 1/2, cell: 250m, resolution: PT15M, delay: PT1M");

  /** What households use together: by the day, in squares that have enough of them. */
  static final PolicyText HOUSEHOLDS =
      new PolicyText(
          "250m",
          "unit: household, smallestGroup: 10, epsilon: 1, cap: 80, dailyEpsilon: 1, cell: 10km, resolution: P1D, delay: PT3H");

  void write(Yaml yaml, Instant from) {
    yaml.line("cells", cells);
    yaml.verbatim("policies", "[{version: 1, from: " + from + ", " + rules + "}]");
  }
}
