package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Contributions;
import dk.bypuls.aggregator.privacy.Contributors;
import dk.bypuls.aggregator.privacy.Passages;
import dk.bypuls.aggregator.privacy.Silence;
import dk.bypuls.aggregator.series.Series;
import dk.bypuls.events.Sha256;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.registry.Registry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was contributed to a leaf, exactly: made of what the sensors in its area say of it. */
final class LeafContributions {

  private final AreaBook book;

  LeafContributions(AreaBook book) {
    this.book = book;
  }

  Contributions of(
      LeafTree tree, Series series, Slot slot, String level, Instant start, Registry registry) {
    List<AreaBook.Said> said = new ArrayList<>();
    book.forEach(series.number(), slot, level, AreaSum.natureOf(series.quantity()), said::add);
    return switch (tree.unitAt(start)) {
      case HOUSEHOLD -> households(said);
      case PASSAGE -> passages(said, tree.speaksAtRegularTimes(registry));
      case HASH -> throw new IllegalStateException("no hashes are gathered yet");
    };
  }

  private static Contributions passages(List<AreaBook.Said> said, boolean regular) {
    if (said.isEmpty() && regular) {
      return new Silence();
    }
    long passages = 0;
    for (AreaBook.Said each : said) {
      passages = Math.min(Passages.MOST, passages + Math.min(Passages.MOST, amount(each)));
    }
    return new Passages(passages);
  }

  /** A place is one household, however many meters it has. */
  private static Contributions households(List<AreaBook.Said> said) {
    Contributors all = Contributors.NONE;
    for (AreaBook.Said each : said) {
      all = all.and(Contributors.one(number(each.place()), amount(each)));
    }
    return all;
  }

  private static long number(String place) {
    byte[] hash = Sha256.start().digest(place.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash).getLong();
  }

  /** How much it was; what is measured below zero is a mistake and counts for nothing. */
  private static long amount(AreaBook.Said said) {
    Statistics figures = said.figures().statistics();
    long amount = figures.find(Statistic.SUM).orElse(figures.find(Statistic.DELTA).orElse(0));
    return Math.max(0, amount);
  }
}
