package dk.bypuls.events.registry;

import java.time.Instant;

/**
 * An order to publish what a public dataset kept inside before it was decided that it is public.
 *
 * <p>It decides nothing: only windows that {@link Dataset#releases} lets go leave.
 *
 * @param from windows that start at or after it …
 * @param to … and before it
 */
public record BackPublication(String id, String dataset, Instant from, Instant to)
    implements Entity {

  public BackPublication {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a range ends after it starts");
    }
  }
}
