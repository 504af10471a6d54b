package dk.bypuls.events;

import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.util.List;

/**
 * That someone's device was seen in a leaf of a protected dataset. To say it again changes nothing.
 *
 * @param tree the name of the tree of areas within the dataset
 * @param path the areas, from the largest to the leaf
 * @param start when the leaf starts
 * @param number whose device it was: the same all day in all leaves of the dataset, another
 *     tomorrow and elsewhere. It is not the hash that ingest made, and only who has the noise key
 *     can tell which hash it is of
 */
public record AreaSighting(
    String dataset, String tree, List<String> path, Quantity quantity, Instant start, long number)
    implements AreaEvent {

  public AreaSighting {
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a sighting is in an area");
    }
  }

  /** Says where and when, not who. */
  @Override
  public String toString() {
    return "AreaSighting[%s/%s %s %s]".formatted(dataset, tree, path, start);
  }
}
