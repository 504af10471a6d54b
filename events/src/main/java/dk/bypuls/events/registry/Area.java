package dk.bypuls.events.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named area of a dataset.
 *
 * @param places what is in it, but for what is in the areas within it
 * @param within the area that it is part of; absent if it is part of none
 */
public record Area(String id, Text name, List<String> places, @Nullable String within) {

  /** What is in an area and in none of the areas within it has the area's id with this. */
  public static final String REST = "-rest";

  public Area {
    places = List.copyOf(places);
  }
}
