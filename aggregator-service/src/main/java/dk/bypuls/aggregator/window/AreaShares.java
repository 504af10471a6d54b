package dk.bypuls.aggregator.window;

import com.google.protobuf.ByteString;
import dk.bypuls.aggregator.figure.Figures;
import dk.bypuls.aggregator.series.Series;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.Window.Status;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What a partition's sensors have to say of areas: each complete window of theirs is a part. */
final class AreaShares {

  /** Only corrections wait for it: a beat that completes windows is sent at once. */
  private static final long BEAT_EVERY = 5_000;

  private final AreaParts parts;
  private final Supplier<Registry> registry;
  private final int partition;

  /** Only the rhythm: after a restart it is said once more. */
  private long saidThrough = Long.MIN_VALUE;

  private long lastBeat = Long.MIN_VALUE;

  AreaShares(AreaParts parts, Supplier<Registry> registry, int partition) {
    this.parts = parts;
    this.registry = registry;
    this.partition = partition;
  }

  /** Passes on what was told of a sensor's cell, if it is of any area. */
  void tell(Series series, Plan plan, Dataset dataset, Slot slot, Told told) {
    Registry current = registry.get();
    List<AreaTree> trees = current.areaTreesOf(dataset);
    if (trees.isEmpty() || told.status() != Status.COMPLETE) {
      return;
    }
    Place place = current.place(told.place()).orElse(null);
    if (place == null) {
      return;
    }
    Figures figures = told.figures();
    ByteString bytes = figures.isEmpty() ? null : ByteString.copyFrom(figures.toBytes());
    for (AreaTree tree : trees) {
      List<String> path = tree.pathTo(place);
      if (!path.isEmpty()) {
        parts.part(
            new AreaPart(
                dataset.id(),
                tree.name(),
                path,
                place.id(),
                series.sensor(),
                series.quantity(),
                slot.resolution(),
                Instant.ofEpochMilli(slot.start()),
                Duration.ofMillis(plan.lateness()),
                plan.expected(slot),
                bytes));
      }
    }
  }

  /** Says how far all has been told: every few seconds of append time, and when it is further. */
  void beat(long through, long now) {
    boolean news = through != saidThrough || now / BEAT_EVERY != lastBeat;
    if (news && registry.get().anyAreas()) {
      saidThrough = through;
      lastBeat = now / BEAT_EVERY;
      parts.beat(new AreaBeat(partition, Instant.ofEpochMilli(through), Instant.ofEpochMilli(now)));
    }
  }
}
