package dk.bypuls.events.policy;

import java.util.List;

/**
 * Ordinal classes that stand in for values: few, some, many.
 *
 * @param bounds where one ends and the next begins, ascending; a value at a bound is in the upper
 */
public record Bands(List<Long> bounds) {

  public Bands {
    bounds = List.copyOf(bounds);
    for (int i = 1; i < bounds.size(); i++) {
      if (bounds.get(i - 1) >= bounds.get(i)) {
        throw new IllegalArgumentException("bands: bounds ascend, unlike " + bounds);
      }
    }
    if (!bounds.isEmpty() && bounds.get(0) <= 0) {
      throw new IllegalArgumentException("bands: bounds are above 0, unlike " + bounds.get(0));
    }
  }

  public static Bands at(Long... bounds) {
    return new Bands(List.of(bounds));
  }

  /** Bands that tell no more than either. */
  public Bands strictest(Bands other) {
    return new Bands(bounds.stream().filter(other.bounds::contains).toList());
  }
}
