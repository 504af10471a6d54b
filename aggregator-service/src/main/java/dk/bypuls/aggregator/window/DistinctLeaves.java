package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Contributions;
import dk.bypuls.aggregator.series.SeriesBook;
import dk.bypuls.events.AreaSighting;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The leaves of which is told how many distinct devices were seen there. */
final class DistinctLeaves {

  /** To look a sighting up, count it and forget it takes as long as to look at so many readings. */
  private static final long READINGS = 10;

  private final SeriesBook series;
  private final SightingBook sightings;

  DistinctLeaves(SeriesBook series, SightingBook sightings) {
    this.series = series;
    this.sightings = sightings;
  }

  private int seriesOf(LeafTree tree) {
    return series.named("", tree.tree().key(), Quantities.of(Quantities.CONTRIBUTOR)).number();
  }

  /** Takes note of whom a sensor saw in a leaf that may still be told. */
  void take(LeafTree tree, AreaSighting sighting) {
    sightings.add(
        seriesOf(tree), sighting.start(), sighting.number(), AreaBook.level(sighting.path()));
  }

  /** What comes to each of the leaves that start then, by its area. */
  Function<String, Contributions> exactly(
      LeafTree tree, Grain grain, Instant start, long now, Turn turn) {
    turn.useFor(READINGS * sightings.held(seriesOf(tree), start.toEpochMilli()));
    Leaf any = new Leaf(grain, tree.tree().name(), Quantities.CONTRIBUTOR, start);
    OptionalInt mostLeaves = tree.engine().mostLeaves(any, Instant.ofEpochMilli(now));
    return sightings.count(seriesOf(tree), start, tree.engine().admission(), mostLeaves)::of;
  }

  /** Forgets who was seen in leaves that start before: they are told. */
  void forget(LeafTree tree, Instant before) {
    if (tree.countsHashes()) {
      sightings.forget(seriesOf(tree), before);
    }
  }

  /** Forgets who was seen in leaves of others: they are never told. */
  void keepOnly(List<LeafTree> trees) {
    sightings.keepOnly(
        trees.stream()
            .filter(LeafTree::countsHashes)
            .map(this::seriesOf)
            .collect(Collectors.toSet()));
  }
}
