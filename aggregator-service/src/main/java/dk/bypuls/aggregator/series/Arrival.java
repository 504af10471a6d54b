package dk.bypuls.aggregator.series;

import java.util.List;

/**
 * What the arrival of a reading does to its series, given what came before.
 *
 * @param known whether the very same reading is there already
 * @param foundCopy whether another with its id was observed within an hour of it
 * @param counts whether it counts
 * @param displaced readings that counted and now turn out to be copies
 */
public record Arrival(
    boolean known, boolean foundCopy, boolean counts, List<Observation> displaced) {

  static final Arrival FRESH = new Arrival(false, false, true, List.of());
  static final Arrival KNOWN = new Arrival(true, true, false, List.of());

  public Arrival {
    displaced = List.copyOf(displaced);
  }

  /** What the reading does among those of the same id near it. */
  static Arrival among(List<Observation> copies, Observation next) {
    if (copies.contains(next)) {
      return KNOWN;
    }
    List<Observation> displaced =
        copies.stream()
            .filter(copy -> copy.yieldsTo(next) && copies.stream().noneMatch(copy::yieldsTo))
            .toList();
    return new Arrival(false, true, copies.stream().noneMatch(next::yieldsTo), displaced);
  }
}
