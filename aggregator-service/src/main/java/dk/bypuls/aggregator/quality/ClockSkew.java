package dk.bypuls.aggregator.quality;

import dk.bypuls.events.Hint;
import dk.bypuls.events.Readings;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.SourceFormat;
import java.time.Duration;
import java.time.Instant;

/**
 * Readings of a device whose clock is wrong, by when ingest received their message.
 *
 * <p>What was received before it was observed is from a clock that runs ahead. What comes long
 * after may have been kept somewhere, so it is held against a clock only where messages tell of the
 * moment by the device's own clock: they are pushed one by one, not stamped by a network, and the
 * device stores nothing to forward later.
 */
public final class ClockSkew {

  /** As far apart as two sound clocks may be. */
  static final Duration AHEAD = Duration.ofMinutes(1);

  /** So long a message may be on its way, through whatever outage. */
  static final Duration BEHIND = Duration.ofHours(6);

  private ClockSkew() {}

  /** The bit of the hint where the clock is wrong, and no bit where it is not. */
  public static int hint(Readings message, Readings.Reading reading, Registry registry) {
    if (Hint.TIME_OF_ARRIVAL.in(reading.hints())) {
      return 0;
    }
    Instant received = message.receivedAt();
    boolean wrong =
        reading.observedAt().isAfter(received.plus(AHEAD))
            || (reading.observedAt().isBefore(received.minus(BEHIND))
                && tellsOfTheMoment(message, registry));
    return wrong ? Hint.CLOCK_SKEW.bit() : 0;
  }

  private static boolean tellsOfTheMoment(Readings message, Registry registry) {
    boolean stores =
        registry
            .sensor(message.sensor())
            .map(Sensor::profile)
            .flatMap(registry::profile)
            .filter(profile -> profile.stored() == null)
            .isEmpty();
    return !stores && registry.source(message.source()).filter(ClockSkew::pushes).isPresent();
  }

  /** Whether its messages come one by one, when they are sent, with the device's own time. */
  private static boolean pushes(Source source) {
    Source.JsonEnvelope json = source.json();
    boolean inBulk = source.csv() != null || (json != null && json.records() != null);
    return !inBulk
        && (source.mqtt() != null || source.http() != null)
        && SourceFormat.find(source.format()).filter(SourceFormat::isTimedByNetwork).isEmpty();
  }
}
