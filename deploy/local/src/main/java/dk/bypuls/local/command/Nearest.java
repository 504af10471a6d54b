package dk.bypuls.local.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that a mistyped one was most likely meant to be. */
final class Nearest {
  private static final int MOST_MISTAKES = 3;

  private Nearest() {}

  static String hint(String word, Collection<String> known) {
    Optional<String> nearest =
        known.stream()
            .min(Comparator.comparingInt(candidate -> mistakes(word, candidate)))
            .filter(candidate -> mistakes(word, candidate) <= MOST_MISTAKES);
    return nearest.map(candidate -> ", perhaps " + candidate).orElse("");
  }

  /** How many letters must be changed, added or taken away. */
  private static int mistakes(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= other.length(); column++) {
        int change = one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1;
        int least = Math.min(diagonal + change, 1 + Math.min(row[column], row[column - 1]));
        diagonal = row[column];
        row[column] = least;
      }
    }
    return row[other.length()];
  }
}
