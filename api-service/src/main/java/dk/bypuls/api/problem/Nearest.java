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

  /** The known name that differs least, if it differs by no more than a slip. */
  public static Optional<String> to(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    int slip = Math.max(2, written.length() / 3);
    return known.stream()
        .min(Comparator.comparingInt((String name) -> distance(written, name)))
        .filter(name -> distance(written, name) <= slip);
  }

  /** {@code " Did you mean X?"}, or nothing where nothing is near. */
  public static String question(String written, Collection<String> known) {
    return to(written, known).map(name -> " Did you mean " + name + "?").orElse("");
  }

  /** How many letters must be put in, left out or changed to make one of the other. */
  private static int distance(String written, String name) {
    String left = written.toLowerCase(Locale.ROOT);
    String right = name.toLowerCase(Locale.ROOT);
    int[] above = new int[right.length() + 1];
    for (int column = 0; column < above.length; column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[above.length];
      current[0] = row;
      for (int column = 1; column < above.length; column++) {
        int changed = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(above[column - 1] + changed, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[right.length()];
  }
}
