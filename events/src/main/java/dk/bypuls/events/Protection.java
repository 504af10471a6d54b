package dk.bypuls.events;

import dk.bypuls.events.policy.Quality;
import org.jspecify.annotations.Nullable;

/**
 * What a window about people says of itself, instead of how many readings and sensors it is made
 * of.
 *
 * @param quality how far off its value may be; absent where there is none, and of sums
 * @param leaves how many answers it is the sum of; 0 where it is an answer itself
 * @param withheld how many of these are not in the sum, because they were withheld
 */
public record Protection(@Nullable Quality quality, int leaves, int withheld) {

  /** Of an answer that is withheld. */
  public static final Protection WITHHELD = new Protection(null, 0, 0);

  public Protection {
    if (withheld < 0 || withheld > leaves) {
      throw new IllegalArgumentException("of " + leaves + " leaves " + withheld + " are withheld");
    }
  }
}
