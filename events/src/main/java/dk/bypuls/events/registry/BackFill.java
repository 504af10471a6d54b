package dk.bypuls.events.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An order to make the windows of one sensor and range once more, of the readings of files.
 *
 * <p>Ingest has read the files by then: the order names what it made of them, so it is only given
 * when all of it is there.
 *
 * @param from windows that start at or after it …
 * @param to … and end at or before it; both are the beginning of a local day
 * @param replace whether the files are all there is for the range, so that windows which were made
 *     of other readings are revised too
 */
public record BackFill(
    String id, String sensor, Instant from, Instant to, boolean replace, List<Readings> files)
    implements Entity {

  /** How much longer than its lateness the stream may still touch a day. */
  private static final Duration FAREWELL = Duration.ofHours(2);

  public BackFill {
    files = List.copyOf(files);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a range ends after it starts");
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a back-fill is made of a file at least");
    }
  }

  /**
   * What ingest made of a file.
   *
   * @param file the key of its records in {@link dk.bypuls.events.Topics#BACK_FILL}
   * @param records so many there are
   */
  public record Readings(String file, int records) {}

  /** From when on the stream touches no window of a range any more. */
  public static Instant settledAt(Instant to, Duration lateness) {
    return to.plus(lateness).plus(FAREWELL);
  }

  /** Whether it is about some of the same windows. */
  public boolean overlaps(String otherSensor, Instant start, Instant end) {
    return sensor.equals(otherSensor) && start.isBefore(to) && from.isBefore(end);
  }
}
