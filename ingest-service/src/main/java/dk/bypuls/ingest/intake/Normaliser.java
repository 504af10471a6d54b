package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.vocabulary.Identifier;
import dk.bypuls.events.vocabulary.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes readings of a message: the declared fields only, in the units of their quantities. */
final class Normaliser {

  private static final int BYTES_PER_READING = 2 * Integer.BYTES + Long.BYTES;

  private final Duration clockAhead;
  private final Duration clockBehind;
  private final int mostReadings;

  Normaliser(IntakeSettings settings) {
    clockAhead = settings.clockAhead();
    clockBehind = settings.clockBehind();
    mostReadings = settings.readingsPerMessage();
  }

  /**
   * The readings in a message; absent where all that it declares is identifiers, and all of them
   * were dropped.
   *
   * @param identified what takes the identifiers of this message
   * @throws Rejection if its clock is wrong, or nothing in it is declared, or what is declared
   *     cannot be read
   */
  @Nullable Readings readings(
      Source source, SensorPlan sensor, Uplink uplink, Instant receivedAt, Identified identified)
      throws Rejection {
    Instant observedAt = checked(uplink.observedAt(), receivedAt);
    int hints = source.deduplicate() ? 0 : Hint.NOT_DEDUPLICATED.bit();
    List<Reading> readings = new ArrayList<>(sensor.fields().size());
    StoredPlan stored = sensor.stored();
    JsonNode records = stored == null ? null : stored.in(uplink.document());
    if (stored != null && records != null) {
      addStored(stored, records, sensor, observedAt, receivedAt, hints, identified, readings);
    }
    boolean hasStored = !readings.isEmpty();
    if (uplink.observedAt() == null) {
      hints |= Hint.TIME_OF_ARRIVAL.bit();
    }
    for (FieldPlan field : sensor.fields()) {
      JsonNode found = field.in(uplink.document());
      if (found != null) {
        field.checkUnit(uplink.units().get(field.pointer().toString()));
        add(field, found, 0, observedAt, hints, identified, readings);
      }
    }
    if (readings.isEmpty() && identified.dropped() > 0) {
      return null;
    }
    if (readings.isEmpty()) {
      throw new Rejection(
          Reason.NOTHING_DECLARED, "the sensor's profile declares nothing that is in the message");
    }
    // The time of arrival is another for each copy; that of what was stored is not.
    boolean timed = uplink.observedAt() != null || !hasStored;
    Instant begun = timed ? observedAt : readings.get(0).observedAt();
    return new Readings(
        source.tenant(),
        sensor.sensor(),
        source.id(),
        sensor.identifies()
            ? hiddenOrigin(uplink, begun, readings, identified)
            : origin(uplink, begun, readings),
        receivedAt,
        readings);
  }

  private void addStored(
      StoredPlan stored,
      JsonNode records,
      SensorPlan sensor,
      Instant message,
      Instant receivedAt,
      int hints,
      Identified identified,
      List<Reading> readings)
      throws Rejection {
    if ((long) records.size() * sensor.fields().size() > mostReadings) {
      throw new Rejection(
          Reason.TOO_LARGE,
          records.size()
              + " stored records; at most "
              + mostReadings
              + " readings may be in one message");
    }
    // What the message says of the moment is its record 0.
    int number = 1;
    for (JsonNode record : records) {
      Instant at = checked(stored.time(record, message), receivedAt);
      for (FieldPlan field : sensor.fields()) {
        JsonNode found = field.in(record);
        if (found != null) {
          add(field, found, number, at, hints, identified, readings);
        }
      }
      number++;
    }
  }

  private static void add(
      FieldPlan field,
      JsonNode found,
      int record,
      Instant at,
      int hints,
      Identified identified,
      List<Reading> readings)
      throws Rejection {
    Identifier kind = field.identifier();
    Reading reading =
        kind == null
            ? field.read(found, record, at, hints)
            : identified.read(field, kind, found, record, at, hints);
    if (reading != null) {
      readings.add(reading);
    }
  }

  private Instant checked(@Nullable Instant observedAt, Instant receivedAt) throws Rejection {
    if (observedAt == null) {
      return receivedAt;
    }
    if (observedAt.isAfter(receivedAt.plus(clockAhead))) {
      throw new Rejection(
          Reason.IMPLAUSIBLE_CLOCK, "observed more than " + clockAhead + " after it arrived");
    }
    if (observedAt.isBefore(receivedAt.minus(clockBehind))) {
      throw new Rejection(
          Reason.IMPLAUSIBLE_CLOCK, "observed more than " + clockBehind + " before it arrived");
    }
    return observedAt;
  }

  // An origin is a hash of the payload, or of the hashes: guesses at an identifier could be tried
  // out on it. What remains without the key of the day tells nothing of identifiers.
  private static Origin hiddenOrigin(
      Uplink uplink, Instant observedAt, List<Reading> readings, Identified identified) {
    Origin hidden = identified.hidden(origin(uplink, observedAt, readings), observedAt);
    if (hidden != null) {
      return hidden;
    }
    List<Reading> measured =
        readings.stream().filter(reading -> reading.quantity().kind() != Kind.IDENTITY).toList();
    return Origin.ofContent(uplink.device(), observedAt, content(measured));
  }

  private static Origin origin(Uplink uplink, Instant observedAt, List<Reading> readings) {
    Origin origin = uplink.origin();
    return origin != null
        ? origin
        : Origin.ofContent(uplink.device(), observedAt, content(readings));
  }

  // Of what was measured, not of the bytes: another way may write the same message differently.
  private static byte[] content(List<Reading> readings) {
    ByteBuffer content = ByteBuffer.allocate(readings.size() * BYTES_PER_READING);
    for (Reading reading : readings) {
      content.putInt(reading.quantity().number()).putInt(reading.index()).putLong(reading.value());
    }
    return content.array();
  }
}
