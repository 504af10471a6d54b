package dk.bypuls.aggregator.recompute;

import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.store.ToldWindow;
import dk.bypuls.aggregator.window.Aggregation;
import dk.bypuls.aggregator.window.AppendTime;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.Cell;
import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The windows that one partition's readings give, by the very classes that make them in the stream,
 * over stores that are thrown away. What they tell goes nowhere but here.
 */
final class Recomputation {

  private final Asked asked;
  private final Registry registry;
  private final Dataset dataset;
  private final int most;
  private final HeardParts parts;
  private final Aggregation aggregation;
  private final Map<String, ToldWindow> told = new TreeMap<>();
  private final Map<String, Boolean> wanted = new HashMap<>();
  private long newest;
  private long now;

  Recomputation(
      Asked asked, Registry registry, Dataset dataset, WindowRules rules, int partition, int most) {
    this.asked = asked;
    this.registry = registry;
    this.dataset = dataset;
    this.most = most;
    this.parts = new HeardParts(asked, most, () -> now);
    this.aggregation =
        new Aggregation(
            rules,
            () -> registry,
            new Aggregation.Stores(store("series"), store("readings"), store("windows")),
            new Gate(new Ear(this::hear), partition, () -> registry),
            parts,
            null,
            partition);
  }

  private static KeyValueStore<Bytes, byte[]> store(String name) {
    return Stores.inMemoryKeyValueStore(name).get();
  }

  /** Takes the next record of the partition. */
  void take(InnerEvent event, long appendedAt) {
    newest = Math.max(newest, appendedAt);
    now = AppendTime.at(appendedAt, newest);
    aggregation.advance(now);
    if (event instanceof Readings message
        && wanted.computeIfAbsent(message.sensor(), this::isWanted)) {
      for (Readings.Reading reading : message.readings()) {
        if (dataset.quantities().contains(reading.quantity().id())) {
          aggregation.take(message, reading, now);
        }
      }
    }
    aggregation.tellRunning(now);
  }

  /** Windows of a series are made of its readings alone, so others need not be looked at. */
  private boolean isWanted(String sensor) {
    return asked.isAbout(sensor)
        && registry.sensor(sensor).stream()
            .anyMatch(
                known -> dataset.quantities().stream().anyMatch(id -> dataset.covers(known, id)));
  }

  /** The last revision of each window that was told, by its cell. */
  Map<String, ToldWindow> told() {
    return told;
  }

  /** Those that were told since this was asked before. */
  Map<String, ToldWindow> toldSince() {
    Map<String, ToldWindow> since = new TreeMap<>(told);
    told.clear();
    return since;
  }

  /** What its sensors have to say of areas. */
  HeardParts parts() {
    return parts;
  }

  /** Append time of the last record. */
  Instant reached() {
    return Instant.ofEpochMilli(now);
  }

  private void hear(WindowEvent event) {
    if (event instanceof Window window
        && window.cell() instanceof Cell.SensorCell
        && asked.isAbout(window)) {
      ToldWindow next = new ToldWindow(window, Instant.ofEpochMilli(now));
      told.put(next.cell(), next);
      Limits.demandFew(told.size(), most);
    }
  }
}
