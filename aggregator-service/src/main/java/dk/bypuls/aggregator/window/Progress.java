package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Resolutions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * How far the windows of a partition are complete: every window that ends at or before it has been
 * told, or had no reading in time.
 */
final class Progress {

  private static final String NO_DATASET = "";
  private static final long MINUTE = 60_000;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Bytes key;
  private final Gate gate;
  private final int partition;
  private final LocalDays calendar;

  /** What was said; it is said once more after a restart, which does no harm. */
  private final Map<Subject, Long> said = new HashMap<>();

  private long through;

  /** The last that was told of the windows that end after {@link #through}. */
  private Agenda.@Nullable Entry reached;

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
    if (known != null) {
      read(ByteBuffer.wrap(known));
      advanced = true;
    }
  }

  /** Whether the completion of that slot has been told, or there was nothing to tell in time. */
  boolean isOver(int series, Slot slot) {
    return isOver(series, slot, "");
  }

  /** The same of one cell, where each cell is told by itself. */
  boolean isOver(int series, Slot slot, String cell) {
    return slot.end() <= through
        || (reached != null
            && new Agenda.Entry(slot.end(), series, slot, cell).compareTo(reached) <= 0);
  }

  /** Every window that ends at or before this has been told. */
  long through() {
    return through;
  }

  /** The last whole minute at or before that time; never earlier than it was. */
  long target(long time) {
    return Math.max(through, Slot.at(Resolution.PT1M, time, calendar).start());
  }

  /** Moves on towards the target, as far as windows were told in the order of the agenda. */
  void advance(long target, Agenda.Drained told) {
    Agenda.Entry last = told.last();
    if (told.all()) {
      boolean further = reached != null && reached.due() > target;
      move(target, further ? reached : null);
    } else if (last != null) {
      // Windows end at whole minutes: those that end a minute earlier have all been told.
      move(Math.max(through, last.due() - MINUTE), last);
    }
  }

  private void move(long next, Agenda.@Nullable Entry last) {
    if (next != through || !Objects.equals(last, reached)) {
      advanced |= next != through;
      through = next;
      reached = last;
      store.put(key, written());
    }
  }

  private void read(ByteBuffer in) {
    through = in.getLong();
    if (in.hasRemaining()) {
      long due = in.getLong();
      int series = in.getInt();
      Resolution resolution = Resolution.numbered(in.get());
      long start = in.getLong();
      String cell = StandardCharsets.UTF_8.decode(in).toString();
      reached = new Agenda.Entry(due, series, resolution, start, cell);
    }
  }

  private byte[] written() {
    Agenda.Entry last = reached;
    if (last == null) {
      return ByteBuffer.allocate(Long.BYTES).putLong(through).array();
    }
    byte[] cell = last.place().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES + 1 + cell.length)
        .putLong(through)
        .putLong(last.due())
        .putInt(last.series())
        .put((byte) last.resolution().number())
        .putLong(last.start())
        .put(cell)
        .array();
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

  /** The same of those trees of areas. */
  void sayOfAreas(Registry registry, Predicate<String> trees) {
    if (!advanced && registry == saidOf) {
      return;
    }
    for (Dataset dataset : registry.datasets()) {
      for (AreaTree tree : registry.areaTreesOf(dataset)) {
        if (trees.test(tree.key())) {
          say(tree.key(), dataset, Resolutions.of(dataset, registry));
        }
      }
    }
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
