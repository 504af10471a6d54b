package dk.bypuls.api.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Nearest {

  /** Longer words are not compared: nobody mistypes a name of ours at such a length. */
  private static final int LONGEST = 128;

  private Nearest() {}

  /** {@code "; did you mean X?"}, or nothing when none is near. */
  public static String hint(String written, Collection<String> known) {
    return to(written, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** {@code " Did you mean X?"}, or nothing when none is near. */
  public static String question(String written, Collection<String> known) {
    return to(written, known).map(name -> " Did you mean " + name + "?").orElse("");
  }

  /** The known name that differs least, if it differs by no more than a slip. */
  public static Optional<String> to(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    int limit = Math.min(Math.max(2, written.length() / 3), written.length() / 2) + 1;
    return known.stream()
        .filter(name -> distance(written, name, limit) < limit)
        .min(
            Comparator.comparingInt((String name) -> distance(written, name, limit))
                .thenComparingInt(name -> Math.abs(name.length() - written.length())));
  }

  /** How many letters differ (case does not count); the limit when it is at least that many. */
  private static int distance(String left, String right, int limit) {
    if (Math.abs(left.length() - right.length()) >= limit) {
      return limit;
    }
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
