package dk.bypuls.events;

import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.util.List;

/**
 * What one message said of one sensor: the record of {@link Topics#READINGS}, keyed by the sensor.
 *
 * <p>One uplink carries many readings; they stay together, so that they cost one record and arrive
 * whole.
 *
 * @param source by which way it came; not part of any reading's identity
 * @param origin where it began, the same for every copy of the message
 */
public record Readings(
    String tenant,
    String sensor,
    String source,
    Origin origin,
    Instant receivedAt,
    List<Reading> readings)
    implements InnerEvent {

  public Readings {
    readings = List.copyOf(readings);
    if (readings.isEmpty()) {
      throw new IllegalArgumentException("a message without a reading is not published");
    }
  }

  /** The identity of one of these readings: equal for every copy of it, whichever way it came. */
  public ReadingId idOf(Reading reading) {
    return ReadingId.of(tenant, sensor, reading.quantity(), reading.index(), origin);
  }

  /**
   * One value of one quantity.
   *
   * @param index tells readings of the same quantity in one message apart
   * @param value a whole number of the last decimal place of the quantity
   * @param observedAt when the sensor saw it, to the millisecond
   * @param hints what is known of its quality, as bits of {@link Hint}
   */
  public record Reading(Quantity quantity, int index, long value, Instant observedAt, int hints) {}
}
