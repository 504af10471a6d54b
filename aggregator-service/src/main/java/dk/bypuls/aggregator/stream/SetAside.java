package dk.bypuls.aggregator.stream;

import com.google.protobuf.ByteString;
import dk.bypuls.aggregator.window.Aggregation.Outcome;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Makes quarantined events of what the aggregator cannot use.
 *
 * <p>The originals stay as they came: they are on the inner side already, and ingest has dropped
 * what may not be kept.
 */
final class SetAside {

  private static final String UNSEALED = "none";

  private SetAside() {}

  /** A record that cannot be read or not be worked on; of its content only the bytes go along. */
  static Quarantined poison(byte[] record, RecordMetadata from, long appendedAt) {
    Instant time = Instant.ofEpochMilli(appendedAt);
    return new Quarantined(
        "",
        "",
        null,
        Quarantined.Reason.POISON,
        "the aggregator cannot work on this record",
        time,
        Origin.ofContent(from.topic(), time, record),
        Map.of(
            "topic", from.topic(),
            "partition", Integer.toString(from.partition()),
            "offset", Long.toString(from.offset())),
        UNSEALED,
        ByteString.copyFrom(record));
  }

  /** Those readings of a message that came too late, or are from a time that has yet to come. */
  static Quarantined readings(Readings message, List<Readings.Reading> readings, Outcome why) {
    boolean late = why == Outcome.TOO_LATE;
    Readings rest =
        new Readings(
            message.tenant(),
            message.sensor(),
            message.source(),
            message.origin(),
            message.receivedAt(),
            readings);
    return new Quarantined(
        message.tenant(),
        message.source(),
        null,
        late ? Quarantined.Reason.TOO_LATE : Quarantined.Reason.IMPLAUSIBLE_CLOCK,
        late
            ? "came after the lateness of its windows was over; a back-fill may enter it"
            : "observed further ahead of its arrival than a clock may be",
        message.receivedAt(),
        message.origin(),
        Map.of("sensor", message.sensor(), "readings", Integer.toString(readings.size())),
        UNSEALED,
        ByteString.copyFrom(Topics.READINGS.codec().encode(rest)));
  }
}
