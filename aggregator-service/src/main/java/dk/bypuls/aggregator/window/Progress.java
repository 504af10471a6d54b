package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * How far the windows of a partition are complete: every window that ends at or before it has been
 * told, or had no reading in time.
 */
final class Progress {

  private static final String NO_DATASET = "";

  private final KeyValueStore<Bytes, byte[]> store;
  private final Bytes key;
  private final Gate gate;
  private final int partition;
  private final LocalDays calendar;

  /** What was said; it is said once more after a restart, which does no harm. */
  private final Map<Subject, Long> said = new HashMap<>();

  private long through;
  private @Nullable Registry saidOf;
  private boolean advanced;

  Progress(
      KeyValueStore<Bytes, byte[]> store,
      byte table,
      Gate gate,
      int partition,
      LocalDays calendar) {
    this.store = store;
    this.key = Bytes.wrap(new byte[] {table});
    this.gate = gate;
    this.partition = partition;
    this.calendar = calendar;
    byte[] known = store.get(key);
    this.through = known == null ? 0 : ByteBuffer.wrap(known).getLong();
    this.advanced = known != null;
  }

  long through() {
    return through;
  }

  /** Moves on to the last whole minute at or before that time; never back. */
  void advance(long time) {
    long minute = Slot.at(Resolution.PT1M, time, calendar).start();
    if (minute > through) {
      through = minute;
      advanced = true;
      store.put(key, ByteBuffer.allocate(Long.BYTES).putLong(minute).array());
    }
  }

  /** Says what has not been said yet. */
  void say(Registry registry) {
    if (!advanced && registry == saidOf) {
      return;
    }
    for (Dataset dataset : registry.datasets()) {
      say(dataset.id(), dataset, Resolutions.of(dataset, registry));
    }
    say(NO_DATASET, null, Resolutions.MADE);
    advanced = false;
    saidOf = registry;
  }

  private void say(String id, @Nullable Dataset dataset, List<Resolution> resolutions) {
    for (Resolution resolution : resolutions) {
      long end = Slot.at(resolution, through, calendar).start();
      Long before = said.put(new Subject(id, resolution), end);
      if (before == null || before < end) {
        long newest = Slot.at(resolution, end - 1, calendar).start();
        gate.progress(
            dataset,
            new CompleteThrough(id, partition, resolution, Instant.ofEpochMilli(end)),
            Instant.ofEpochMilli(newest));
      }
    }
  }

  /** What is spoken of. */
  private record Subject(String dataset, Resolution resolution) {}
}
