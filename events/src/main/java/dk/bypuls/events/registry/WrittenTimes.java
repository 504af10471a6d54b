package dk.bypuls.events.registry;

import java.util.List;

/** The words by which the registry says how times are written; anything else is a pattern. */
public final class WrittenTimes {

  /** ISO 8601, with its zone or in the declared one. */
  public static final String ISO = "iso";

  public static final String EPOCH_SECONDS = "epoch-seconds";
  public static final String EPOCH_MILLIS = "epoch-millis";

  /** How many seconds before the message itself. */
  public static final String SECONDS_BEFORE = "seconds-before";

  /** All words. */
  public static final List<String> FORMATS =
      List.of(ISO, EPOCH_SECONDS, EPOCH_MILLIS, SECONDS_BEFORE);

  private WrittenTimes() {}
}
