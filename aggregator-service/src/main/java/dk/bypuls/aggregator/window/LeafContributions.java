package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Contributions;
import dk.bypuls.aggregator.privacy.Contributors;
import dk.bypuls.aggregator.privacy.Passages;
import dk.bypuls.aggregator.privacy.Silence;
import dk.bypuls.aggregator.series.Series;
import dk.bypuls.events.AreaPast;
import dk.bypuls.events.Sha256;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was contributed to a leaf, exactly: made of what the sensors in its area say of it. */
final class LeafContributions {

  /** What a sensor says of a leaf, of the time when it stood at one place. */
  record Share(String sensor, String place, Statistics figures) {}

  private final AreaBook book;

  LeafContributions(AreaBook book) {
    this.book = book;
  }

  Contributions of(
      LeafTree tree, Series series, Slot slot, String level, Instant start, Registry registry) {
    List<Share> shares = new ArrayList<>();
    book.forEach(
        series.number(),
        slot,
        level,
        AreaSum.natureOf(series.quantity()),
        said -> shares.add(new Share(said.sensor(), said.place(), said.figures().statistics())));
    return of(tree.unitAt(start), shares, tree.regular(), registry);
  }

  /** The same of a leaf of the past, from what an order for it says. */
  Contributions of(LeafTree tree, Leaf leaf, List<String> path, AreaPast past, Registry registry) {
    List<Share> shares = new ArrayList<>();
    for (AreaPast.Amount amount : past.amounts()) {
      if (amount.quantity().id().equals(leaf.category())
          && registry
              .place(amount.place())
              .filter(place -> tree.leaf(place, leaf.grain()).equals(path))
              .isPresent()) {
        Statistics figures = Statistics.of(Map.of(Statistic.SUM, amount.value()));
        shares.add(new Share(amount.sensor(), amount.place(), figures));
      }
    }
    return of(tree.unitAt(leaf.start()), shares, tree.regular(), registry);
  }

  /** What shares of a leaf come to together, in groups of that unit. */
  static Contributions of(GroupUnit unit, List<Share> shares, boolean regular, Registry registry) {
    return switch (unit) {
      case HOUSEHOLD -> households(shares, registry);
      case PASSAGE -> passages(shares, regular);
      case HASH -> throw new IllegalStateException("no sensor says who was seen");
    };
  }

  private static Contributions passages(List<Share> said, boolean regular) {
    if (said.isEmpty() && regular) {
      return new Silence();
    }
    long passages = 0;
    for (Share each : said) {
      passages = Math.min(Passages.MOST, passages + Math.min(Passages.MOST, amount(each)));
    }
    return new Passages(passages);
  }

  /** What one household used, however many meters it has. */
  private static Contributions households(List<Share> said, Registry registry) {
    Contributors all = Contributors.NONE;
    for (Share each : said) {
      String household =
          registry
              .sensor(each.sensor())
              .map(Sensor::household)
              .map(id -> "household " + id)
              .orElse("place " + each.place());
      long number = ByteBuffer.wrap(Sha256.of(household)).getLong();
      all = all.and(Contributors.one(number, amount(each)));
    }
    return all;
  }

  /** How much it was; what is measured below zero is a mistake and counts for nothing. */
  private static long amount(Share said) {
    Statistics figures = said.figures();
    long amount = figures.find(Statistic.SUM).orElse(figures.find(Statistic.DELTA).orElse(0));
    return Math.max(0, amount);
  }
}
