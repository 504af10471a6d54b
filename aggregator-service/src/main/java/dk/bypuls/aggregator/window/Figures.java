package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.series.History;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.vocabulary.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What the readings of one cell and slot say together. In which order they are read does not show.
 */
final class Figures implements History.Reader {

  private static final int DISQUALIFYING = Hint.IMPLAUSIBLE.bit() | Hint.OUT_OF_RANGE.bit();

  /** A mean of the others would be wrong: of bearings, of states, of levels in decibel. */
  private static final Set<Kind> AVERAGED = Set.of(Kind.GAUGE);

  private static final Set<Kind> SUMMED = Set.of(Kind.AMOUNT);
  private static final Set<Kind> RANGED = Set.of(Kind.GAUGE, Kind.AMOUNT, Kind.SOUND);
  private static final Set<Kind> SAMPLED =
      Set.of(Kind.GAUGE, Kind.COUNTER, Kind.DIRECTION, Kind.STATE, Kind.SOUND);

  private final WideSum sum = new WideSum();
  private final WideSum squares = new WideSum();
  private final End first = new End(-1);
  private final End last = new End(1);
  private long count;
  private int flags;
  private long smallest = Long.MAX_VALUE;
  private long largest = Long.MIN_VALUE;

  @Override
  public void read(long observedAt, long value, long id, int hints) {
    // A flag of a window has the bit of the hint of its readings.
    flags |= hints;
    if ((hints & DISQUALIFYING) != 0) {
      return;
    }
    count++;
    sum.add(value);
    squares.addSquare(value);
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
    first.see(observedAt, id, value);
    last.see(observedAt, id, value);
  }

  /** How many readings entered. */
  long count() {
    return count;
  }

  /** Bits of {@link Flag}. */
  int flags() {
    return flags;
  }

  /** What makes sense of a quantity of that kind. */
  Statistics of(Kind kind) {
    if (count == 0) {
      return Statistics.NONE;
    }
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    if (AVERAGED.contains(kind)) {
      figures.put(Statistic.MEAN, mean());
      if (count > 1) {
        figures.put(Statistic.STDDEV, Spread.of(count, sum.get(), squares.get()));
      }
    }
    if (SUMMED.contains(kind) && sum.get().bitLength() < Long.SIZE) {
      figures.put(Statistic.SUM, sum.get().longValue());
    }
    if (RANGED.contains(kind)) {
      figures.put(Statistic.MIN, smallest);
      figures.put(Statistic.MAX, largest);
    }
    if (SAMPLED.contains(kind)) {
      figures.put(Statistic.FIRST, first.value);
      figures.put(Statistic.LAST, last.value);
    }
    return Statistics.of(figures);
  }

  private long mean() {
    return new BigDecimal(sum.get().multiply(BigInteger.valueOf(Spread.SCALE)))
        .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_EVEN)
        .longValue();
  }

  /** The reading at one end of the slot; the id decides between readings of the same time. */
  private static final class End {
    private final int sign;
    private boolean any;
    private long observedAt;
    private long id;
    private long value;

    /** Looks for the earliest with -1, for the latest with 1. */
    End(int sign) {
      this.sign = sign;
    }

    void see(long nextAt, long nextId, long nextValue) {
      if (!any || sign * compare(nextAt, nextId, nextValue) > 0) {
        any = true;
        observedAt = nextAt;
        id = nextId;
        value = nextValue;
      }
    }

    private int compare(long nextAt, long nextId, long nextValue) {
      int byTime = Long.compare(nextAt, observedAt);
      if (byTime != 0) {
        return byTime;
      }
      int byId = Long.compareUnsigned(nextId, id);
      return byId != 0 ? byId : Long.compare(nextValue, value);
    }
  }
}
