package dk.bypuls.ingest.quarantine;

import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import dk.bypuls.events.codec.UnreadableEventException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where the record is that the aggregator set aside: it copies nothing, so that what it could not
 * use is kept no longer than what it could.
 *
 * @param which which of the record's readings are meant, by their order; empty for the whole record
 */
record Pointer(TopicPartition partition, long offset, Set<Integer> which) {

  // Whatever a record says, nothing but the aggregator's own input is read for it.
  private static final Set<String> INPUTS =
      Set.of(Topics.READINGS.name(), Topics.AREA_PARTS.name());

  /** What that one says; nothing where it says none. */
  static Optional<Pointer> of(Quarantined what) {
    String[] record = what.about().getOrDefault(Quarantined.RECORD, "").split("/", -1);
    if (record.length != 3 || !INPUTS.contains(record[0])) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Pointer(
              new TopicPartition(record[0], Integer.parseInt(record[1])),
              Long.parseLong(record[2]),
              which(what.about().get(Quarantined.WHICH))));
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  private static Set<Integer> which(@Nullable String numbers) {
    return numbers == null
        ? Set.of()
        : Stream.of(numbers.split(","))
            .map(Integer::valueOf)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The bytes that are meant; nothing if they are no longer kept. */
  Optional<byte[]> follow(QuarantineLog.Reader reader) {
    return reader.record(partition, offset).map(record -> meant(record.value()));
  }

  private byte[] meant(byte[] record) {
    if (which.isEmpty()) {
      return record;
    }
    try {
      if (Topics.READINGS.codec().decode(record) instanceof Readings all) {
        List<Readings.Reading> some =
            IntStream.range(0, all.readings().size())
                .filter(which::contains)
                .mapToObj(all.readings()::get)
                .toList();
        return Topics.READINGS
            .codec()
            .encode(
                new Readings(
                    all.tenant(),
                    all.sensor(),
                    all.source(),
                    all.origin(),
                    all.receivedAt(),
                    some.isEmpty() ? all.readings() : some));
      }
    } catch (UnreadableEventException poison) {
      // As it is, then.
    }
    return record;
  }
}
