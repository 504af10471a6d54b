package dk.bypuls.aggregator.figure;

import dk.bypuls.events.Statistic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * For which share of the time a state was on, of the time for which it is known, and for which
 * share of all time it is known.
 *
 * <p>A state holds until the next reading, but no longer than its nature says, and not across a
 * move.
 */
final class Shares implements Carrying {

  /** Shares have four decimal places. */
  private static final int SCALE = 10_000;

  private final Nature nature;
  private final long from;
  private final long to;
  private final Timeline readings = new Timeline();
  private boolean carried;
  private long carriedAt;
  private long carriedValue;

  /** What was added of other readings, in milliseconds. */
  private Spent added = new Spent(0, 0, 0);

  Shares(Nature nature, long from, long to) {
    this.nature = nature;
    this.from = from;
    this.to = to;
  }

  @Override
  public void carry(long observedAt, long value) {
    carried = true;
    carriedAt = observedAt;
    carriedValue = value;
  }

  @Override
  public void read(long observedAt, long value, long id) {
    readings.add(observedAt, value, id);
  }

  @Override
  public void add(Measure other) {
    Spent more = ((Shares) other).spent();
    // The parts of a slot need not cover it.
    added = added.plus(new Spent(more.on, more.known, to > from ? 0 : more.all));
  }

  private Spent spent() {
    return spent(to);
  }

  private Spent spent(long until) {
    readings.sort();
    Spent spent = added;
    if (until > from) {
      spent = spent.plus(new Spent(0, 0, until - from));
    }
    if (carried) {
      spent = spent.plus(held(carriedAt, carriedValue, nextAt(-1), until));
    }
    for (int i = 0; i < readings.size(); i++) {
      spent = spent.plus(held(readings.at(i), readings.value(i), nextAt(i), until));
    }
    return spent;
  }

  private long nextAt(int index) {
    return index + 1 < readings.size() ? readings.at(index + 1) : Long.MAX_VALUE;
  }

  private Spent held(long at, long value, long next, long until) {
    long silence = Math.min(at + nature.hold(), nature.nextBreak(at));
    long end = Math.min(Math.min(next, until), silence);
    long known = Math.max(0, end - Math.max(at, from));
    return new Spent(value == 0 ? 0 : known, known, 0);
  }

  @Override
  public void say(Map<Statistic, Long> figures, long until) {
    Spent spent = spent(until);
    if (spent.known > 0) {
      figures.put(Statistic.SHARE, spent.share(spent.on, spent.known));
      figures.put(Statistic.KNOWN, spent.share(spent.known, spent.all));
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Spent spent = spent();
    Packed.write(out, spent.on);
    Packed.write(out, spent.known);
    Packed.write(out, spent.all);
  }

  @Override
  public void read(DataInput in) throws IOException {
    added = new Spent(Packed.read(in), Packed.read(in), Packed.read(in));
  }

  /** Milliseconds for which it was on, for which it is known, and altogether. */
  private record Spent(long on, long known, long all) {

    Spent plus(Spent other) {
      return new Spent(on + other.on, known + other.known, all + other.all);
    }

    long share(long part, long whole) {
      return Rounded.quotient(Math.multiplyExact(part, SCALE), whole);
    }
  }
}
