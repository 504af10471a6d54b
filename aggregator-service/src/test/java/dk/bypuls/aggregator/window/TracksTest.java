package dk.bypuls.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.series.History;
import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.aggregator.series.MemoryStore;
import dk.bypuls.aggregator.series.Observation;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** What is held of series in memory has a bound in bytes, and all of it can be read again. */
class TracksTest {

  private static final Quantity TEMPERATURE = Quantities.of("air-temperature");
  private static final long NOON = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();
  private static final int SENSORS = 300;
  private static final int READINGS = 50;
  private static final int MOST = 200_000;

  private final KeyValueStore<Bytes, byte[]> series = MemoryStore.create();
  private final KeyValueStore<Bytes, byte[]> readings = MemoryStore.create();
  private final Tracks tracks =
      new Tracks(series, readings, new LocalDays(), () -> Registry.EMPTY, MOST);

  @Test
  void holdsThoseThatSpokeLastAndReadsTheOthersAgain() {
    // When
    for (int second = 0; second < READINGS; second++) {
      for (int sensor = 0; sensor < SENSORS; sensor++) {
        Track track = tracks.named("lille", "lille-" + sensor, TEMPERATURE);
        add(track.history(), second, sensor);
        tracks.weigh(track);
      }
    }

    // Then
    assertThat(tracks.size()).isBetween(MOST / 5_000, MOST / 1_000);
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      History history = tracks.named("lille", "lille-" + sensor, TEMPERATURE).history();
      assertThat(history.inOrder(NOON, NOON + 86_400_000, reading -> true)).hasSize(READINGS);
    }
  }

  @Test
  void weighsNothingThatItDoesNotHold() {
    // Given
    Track forgotten = tracks.named("lille", "lille-a", TEMPERATURE);
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      tracks.named("lille", "lille-" + sensor, TEMPERATURE);
    }
    int held = tracks.size();

    // When
    for (int second = 0; second < 2_000; second++) {
      add(forgotten.history(), second, 0);
    }
    tracks.weigh(forgotten);

    // Then
    assertThat(tracks.size()).isEqualTo(held);
  }

  private static void add(History history, int second, int sensor) {
    long id = 1_000_003L * second + sensor;
    Observation next = new Observation(NOON + 1_000L * second, second, id, 0);
    history.add(next, history.judge(next));
  }
}
