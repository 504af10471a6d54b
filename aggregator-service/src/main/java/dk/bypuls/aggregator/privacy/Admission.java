package dk.bypuls.aggregator.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Under which number a contributor is counted, and in which of the leaves in which it was.
 *
 * <p>Both go by that contributor alone: a rule that looked at others would let one of them change
 * where another counts. And both are a function of the key, so that no leaf comes first for all.
 */
public final class Admission {

  private final NoiseKey key;
  private final String family;

  Admission(NoiseKey key, String family) {
    this.key = key;
    this.family = family;
  }

  /**
   * The number of a hash on its day: the same in all leaves of the family, and another in every
   * other. Who does not have the key cannot tell which hash it is of.
   */
  public long number(LocalDate day, long hash) {
    return key.number("bypuls contributor 1", family, day.toString(), Long.toString(hash));
  }

  /**
   * In which of the areas it counts in which it was in leaves that start then: in all, or in as
   * many as there is room for.
   */
  public List<String> choose(long number, Instant start, List<String> areas, long room) {
    if (areas.size() <= room) {
      return areas;
    }
    List<String> drawn = new ArrayList<>(areas);
    drawn.sort(
        Comparator.comparingLong((String area) -> lot(number, start, area))
            .thenComparing(area -> area));
    return List.copyOf(drawn.subList(0, (int) Math.max(0, room)));
  }

  private long lot(long number, Instant start, String area) {
    return key.number("bypuls lot 1", family, start.toString(), area, Long.toString(number));
  }
}
