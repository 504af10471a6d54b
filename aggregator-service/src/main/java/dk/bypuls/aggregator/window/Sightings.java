package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.events.AreaSighting;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes on whose device was seen in which leaf. Nothing of it is kept here, and what is passed on
 * is not the hash but a number that means something in one dataset only.
 *
 * <p>What is in time is decided here, by the append time of the reading alone: before its leaf is
 * due. So the same readings count whatever partition is ahead of which (I9).
 */
final class Sightings {

  private final AreaParts parts;
  private final Supplier<Registry> registry;
  private final @Nullable NoiseKey key;
  private final WindowRules rules;
  private List<LeafTree> trees = List.of();
  private @Nullable Registry treesOf;

  /**
   * The way for all sightings of a partition.
   *
   * @param key of the numbers; absent where nothing is told of people
   */
  Sightings(
      AreaParts parts, Supplier<Registry> registry, @Nullable NoiseKey key, WindowRules rules) {
    this.parts = parts;
    this.registry = registry;
    this.key = key;
    this.rules = rules;
  }

  /** Takes in a hash. Answers whether it came in time for all leaves that it is of. */
  boolean take(Readings message, Readings.Reading reading, long now) {
    Sensor sensor = registry.get().sensor(message.sensor()).orElse(null);
    Instant at = reading.observedAt();
    if (sensor == null || Hint.disqualify(reading.hints())) {
      return true;
    }
    if (at.toEpochMilli() > now + rules.ahead().toMillis()) {
      return false;
    }
    boolean inTime = true;
    for (LeafTree tree : trees()) {
      if (tree.dataset().covers(sensor, reading.quantity().id())) {
        inTime &= take(tree, sensor, reading, now);
      }
    }
    return inTime;
  }

  private boolean take(LeafTree tree, Sensor sensor, Readings.Reading reading, long now) {
    Instant at = reading.observedAt();
    Optional<Grain> grain = tree.grainAt(at);
    if (grain.isEmpty()) {
      return true;
    }
    Resolution.Span span = grain.get().resolution().spanAt(at);
    if (span.start().isBefore(tree.from()) || tree.unitAt(span.start()) != GroupUnit.HASH) {
      return true;
    }
    if (now >= closesAt(tree, grain.get(), span)) {
      return false;
    }
    List<String> path =
        registry
            .get()
            .place(sensor.placeAt(at))
            .map(place -> tree.leaf(place, grain.get()))
            .orElse(List.of());
    if (!path.isEmpty()) {
      LocalDate day = LocalDate.ofInstant(span.start(), Resolution.ZONE);
      parts.sighting(
          new AreaSighting(
              tree.dataset().id(),
              tree.tree().name(),
              path,
              reading.quantity(),
              span.start(),
              tree.engine().admission().number(day, reading.value())));
    }
    return true;
  }

  /** The first append time that is too late: when leaves that start then may be told. */
  private long closesAt(LeafTree tree, Grain grain, Resolution.Span span) {
    return Math.max(
        tree.dueAt(grain, span.start()).toEpochMilli(),
        span.end().plus(rules.settle()).toEpochMilli());
  }

  private List<LeafTree> trees() {
    Registry current = registry.get();
    if (current != treesOf) {
      trees =
          key == null
              ? List.of()
              : LeafTree.of(current, key, tree -> true).stream()
                  .filter(LeafTree::countsHashes)
                  .toList();
      treesOf = current;
    }
    return trees;
  }
}
