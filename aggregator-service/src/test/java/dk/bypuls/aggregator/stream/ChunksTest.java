package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.registry.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packed readings cost in Kafka: the open chunk grows in pieces, a sealed one stays. */
class ChunksTest {

  private static final Instant NOON = at("2026-06-01T12:00:00Z");
  private static final String CHANGELOG = "bypuls-aggregator-readings-changelog";
  private static final int READINGS = 900;

  /** Bytes of a reading in a chunk. */
  private static final int ENTRY = 17;

  private static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofSeconds(1))
          .sensor("lille-a", "lille-weather", Town.at("lille-torv"))
          .registry();

  private final TestStream stream;

  ChunksTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void writesEachReadingOnceAndNoSealedChunkAgain() {
    // Given
    for (int second = 0; second < READINGS; second++) {
      Instant now = NOON.plusSeconds(second);
      stream.reading(now, "lille-a", "air-temperature", "" + second % 7, now);
    }

    // When
    stream.tick(NOON.plusSeconds(READINGS + 10));

    // Then
    List<TestRecord<byte[], byte[]>> records = stream.records(CHANGELOG);
    List<TestRecord<byte[], byte[]>> written =
        records.stream().filter(record -> record.value() != null).toList();
    assertThat(written).as("one record per reading").hasSize(READINGS);
    assertThat(rewrittenAfterAnother(written)).isEmpty();
    assertThat(written.stream().mapToInt(record -> record.value().length).sum())
        .as("bytes written per reading: half a piece, and itself in the sealed chunk")
        .isLessThan(READINGS * 10 * ENTRY);
    Map<String, Integer> kept = new HashMap<>();
    records.forEach(record -> kept.put(key(record), bytes(record)));
    assertThat(kept.values().stream().mapToInt(size -> size).sum())
        .as("bytes per reading, with what each chunk and piece says of itself")
        .isBetween(READINGS * ENTRY, READINGS * (ENTRY + 1));
  }

  private static int bytes(TestRecord<byte[], byte[]> record) {
    return record.value() == null ? 0 : record.value().length;
  }

  private static Set<String> rewrittenAfterAnother(List<TestRecord<byte[], byte[]>> written) {
    Set<String> rewritten = new HashSet<>();
    Set<String> sealed = new HashSet<>();
    String open = "";
    for (TestRecord<byte[], byte[]> record : written) {
      String key = key(record);
      if (!key.equals(open)) {
        sealed.add(open);
        open = key;
      }
      if (sealed.contains(key)) {
        rewritten.add(key);
      }
    }
    return rewritten;
  }

  private static String key(TestRecord<byte[], byte[]> record) {
    return Arrays.toString(record.key());
  }
}
