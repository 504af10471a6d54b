package dk.bypuls.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.quarantine.Filter.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackwardsTest {

  private static final TopicPartition PARTITION = new TopicPartition("quarantine", 3);
  private static final int RECORDS = 1_200;
  private static final int ORIGINAL_BYTES = 1_000;

  private int largest;

  private static Optional<Entry> entry(ConsumerRecord<byte[], byte[]> record) {
    Instant at = Instant.ofEpochMilli(record.timestamp());
    Quarantined what =
        new Quarantined(
            "havnstrup",
            "havnstrup-http",
            null,
            record.offset() % 2 == 0 ? Reason.UNDECODABLE : Reason.UNKNOWN_DEVICE,
            "",
            at,
            new Origin(0, record.offset()),
            Map.of(),
            "2026-11-21",
            ByteString.copyFrom(new byte[ORIGINAL_BYTES]));
    return Optional.of(new Entry(new EntryName(3, record.offset()), at, what, null));
  }

  /** Offsets from 0, one in each millisecond. */
  private void read(
      TopicPartition partition,
      long from,
      long below,
      Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    largest = Math.max(largest, (int) (below - from));
    for (long offset = from; offset < below; offset++) {
      taker.accept(
          new ConsumerRecord<>(
              partition.topic(),
              partition.partition(),
              offset,
              offset,
              TimestampType.LOG_APPEND_TIME,
              0,
              0,
              new byte[0],
              new byte[0],
              new RecordHeaders(),
              Optional.empty()));
    }
  }

  private List<Long> all(Backwards backwards) {
    List<Long> offsets = new ArrayList<>();
    while (backwards.mayHaveMore()) {
      while (backwards.needsMore()) {
        backwards.readBlock(this::read);
      }
      if (backwards.mayHaveMore()) {
        offsets.add(backwards.take().name().offset());
      }
    }
    return offsets;
  }

  private static Backwards backwards(@Nullable Instant from, boolean whole, int mostHeld) {
    Filter filter = new Filter(Reason.UNDECODABLE, null, null, from, null, State.OPEN);
    return new Backwards(
        PARTITION, 0, RECORDS, filter, what -> true, BackwardsTest::entry, whole, mostHeld);
  }

  @Test
  void givesOutWhatFitsFromTheNewestToTheOldest() {
    // When
    List<Long> offsets = all(backwards(null, false, 10_000_000));

    // Then
    assertThat(offsets).hasSize(600).startsWith(1_198L, 1_196L).endsWith(2L, 0L);
    assertThat(largest).isEqualTo(500);
  }

  @Test
  void losesNothingWhenItMayHoldLittle() {
    // When
    List<Long> offsets = all(backwards(null, true, 20 * ORIGINAL_BYTES));

    // Then
    assertThat(offsets).hasSize(600).doesNotHaveDuplicates().startsWith(1_198L).endsWith(0L);
  }

  @Test
  void stopsWhereEverythingIsOlderThanIsAskedFor() {
    // Given
    Backwards backwards = backwards(Instant.ofEpochMilli(1_100), false, 10_000_000);

    // When
    List<Long> offsets = all(backwards);

    // Then
    assertThat(offsets).hasSize(50).endsWith(1_100L);
    assertThat(backwards.scanned()).isEqualTo(500);
  }

  @Test
  void saysWhereToGoOn() {
    // Given
    Backwards backwards = backwards(null, false, 10_000_000);
    backwards.readBlock(this::read);

    // When
    backwards.take();

    // Then
    assertThat(backwards.below()).isEqualTo(1_197);
    assertThat(backwards.mayHaveMore()).isTrue();
  }
}
