package dk.bypuls.bench;

import java.util.Map;

/** A figure for each candidate. */
record Figures(Map<String, Double> byCandidate) {

  double of(String candidate) {
    Double figure = byCandidate.get(candidate);
    if (figure == null) {
      throw new IllegalArgumentException(candidate + " was not measured");
    }
    return figure;
  }

  double ratio(String ours, String peer) {
    return of(ours) / of(peer);
  }
}
