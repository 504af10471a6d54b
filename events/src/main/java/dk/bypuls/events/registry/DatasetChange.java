package dk.bypuls.events.registry;

import java.time.Instant;
import java.util.List;

/**
 * That what people build on changed in a public dataset: kept, so that they can be told what and
 * when for as long as the dataset is public.
 *
 * @param at when it came into force
 */
public record DatasetChange(String id, String dataset, Instant at, List<Alteration> alterations)
    implements Entity {

  /** What may be done with it. */
  public static final String LICENCE = "licence";

  /** What it tells of, each in the one unit that the quantity has. */
  public static final String QUANTITIES = "quantities";

  /** How long its windows are. */
  public static final String RESOLUTIONS = "resolutions";

  public DatasetChange {
    alterations = List.copyOf(alterations);
  }

  /**
   * One thing that is another now.
   *
   * @param what one of those above; a newer Bypuls may know more
   */
  public record Alteration(String what, List<String> before, List<String> after) {
    public Alteration {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }
}
