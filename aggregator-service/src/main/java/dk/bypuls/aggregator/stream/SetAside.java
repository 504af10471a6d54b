package dk.bypuls.aggregator.stream;

import com.google.protobuf.ByteString;
import dk.bypuls.aggregator.window.Aggregation.Outcome;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Makes quarantined events of what the aggregator cannot use.
 *
 * <p>They copy nothing of it, since the keys that seal originals are ingest's: they say which
 * record it is, and ingest shows that as long as its topic keeps it.
 */
final class SetAside {

  private SetAside() {}

  /** A record that cannot be read or not be worked on. */
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
        Map.of(Quarantined.RECORD, name(from)),
        Quarantined.UNSEALED,
        ByteString.EMPTY);
  }

  /** Those readings of a message that came too late, or are from a time that has yet to come. */
  static Quarantined readings(
      Readings message, List<Integer> which, Outcome why, RecordMetadata from) {
    boolean late = why == Outcome.TOO_LATE;
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
        Map.of(
            "sensor",
            message.sensor(),
            "readings",
            Integer.toString(which.size()),
            Quarantined.RECORD,
            name(from),
            Quarantined.WHICH,
            which.stream().map(String::valueOf).collect(Collectors.joining(","))),
        Quarantined.UNSEALED,
        ByteString.EMPTY);
  }

  private static String name(RecordMetadata from) {
    return from.topic() + "/" + from.partition() + "/" + from.offset();
  }
}
