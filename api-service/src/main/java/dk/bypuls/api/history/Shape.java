package dk.bypuls.api.history;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.answer.Row;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * As many rows of each series as its curve needs: of each of so many equal parts of the range the
 * first, the lowest, the highest and the last (M4: Jugel et al., VLDB 2014). A chart as many parts
 * wide looks as if it had all, and no extreme is lost.
 *
 * <p>The parts are the same for all series and follow from the range alone, so that the answer
 * does, too. One part is in memory at a time.
 */
final class Shape implements Iterator<Row> {

  /** Of one part. */
  static final int ROWS = 4;

  private static final List<Statistic> LOWEST = List.of(Statistic.MIN, Statistic.LEAST);
  private static final List<Statistic> HIGHEST = List.of(Statistic.MAX, Statistic.BELOW);
  private static final List<Statistic> LEADING =
      List.of(Statistic.SUM, Statistic.DELTA, Statistic.SHARE, Statistic.LEQ, Statistic.MEAN);

  private final Iterator<? extends Row> rows;
  private final Parts parts;
  private final Map<String, Kept> kept = new HashMap<>();
  private Iterator<Row> ready = List.<Row>of().iterator();
  private @Nullable Row ahead;

  Shape(Iterator<? extends Row> rows, Parts parts) {
    this.rows = rows;
    this.parts = parts;
  }

  /**
   * A range in equal parts.
   *
   * @param count how many
   */
  record Parts(Instant from, Instant to, int count) {

    /** Of a chart of so many points. */
    static Parts of(Instant from, Instant to, int points) {
      return new Parts(from, to, Math.max(1, points / ROWS));
    }

    long at(Instant instant) {
      long whole = Duration.between(from, to).toMillis();
      return Math.multiplyExact(Duration.between(from, instant).toMillis(), count) / whole;
    }

    /** The first instant of the part in which that one is. */
    Instant startOf(Instant instant) {
      long whole = Duration.between(from, to).toMillis();
      return from.plusMillis(-Math.floorDiv(-at(instant) * whole, count));
    }
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && (ahead != null || rows.hasNext())) {
      readPart();
    }
    return ready.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  private void readPart() {
    kept.clear();
    Row first = ahead == null ? rows.next() : ahead;
    ahead = null;
    long part = parts.at(first.start());
    keep(first);
    while (rows.hasNext() && ahead == null) {
      Row row = rows.next();
      if (parts.at(row.start()) == part) {
        keep(row);
      } else {
        ahead = row;
      }
    }
    List<Row> chosen = new ArrayList<>();
    kept.values().forEach(of -> chosen.addAll(of.rows()));
    chosen.sort(Row.ORDER);
    ready = chosen.iterator();
  }

  private void keep(Row row) {
    String key = row.place() + ' ' + row.sensor() + ' ' + row.quantity() + ' ' + row.area();
    kept.computeIfAbsent(key, series -> new Kept(row)).add(row);
  }

  /** The lowest that a row says, or the highest; absent where it says no figure. */
  static OptionalLong figure(Row row, boolean lowest) {
    if (!(row instanceof PublishedWindow told)) {
      return OptionalLong.empty();
    }
    Statistics figures = told.window().statistics();
    // What was summed up says how much, and its extremes are of single readings.
    if (!figures.has(Statistic.SUM)) {
      for (Statistic extreme : lowest ? LOWEST : HIGHEST) {
        if (figures.has(extreme)) {
          return figures.find(extreme);
        }
      }
    }
    return LEADING.stream()
        .filter(figures::has)
        .findFirst()
        .map(figures::find)
        .orElseGet(OptionalLong::empty);
  }

  /** What is kept of one series in one part. */
  private static final class Kept {
    private final Row first;
    private Row last;
    private @Nullable Row low;
    private @Nullable Row high;

    Kept(Row first) {
      this.first = first;
      this.last = first;
    }

    /** Of equal ones the first stays, so that it is decided. */
    void add(Row row) {
      last = row;
      OptionalLong lowest = figure(row, true);
      OptionalLong highest = figure(row, false);
      if (lowest.isPresent()
          && (low == null || lowest.getAsLong() < figure(low, true).orElse(Long.MAX_VALUE))) {
        low = row;
      }
      if (highest.isPresent()
          && (high == null || highest.getAsLong() > figure(high, false).orElse(Long.MIN_VALUE))) {
        high = row;
      }
    }

    Set<Row> rows() {
      Set<Row> all = new LinkedHashSet<>();
      for (Row row : Arrays.asList(first, low, high, last)) {
        if (row != null) {
          all.add(row);
        }
      }
      return all;
    }
  }
}
