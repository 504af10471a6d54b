package dk.bypuls.aggregator.figure;

import dk.bypuls.events.Statistic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;

/** The mean and the standard deviation, from exact sums. */
final class Moments implements Measure {

  private static final BigInteger SCALE = BigInteger.valueOf(Spread.SCALE);

  private final WideSum sum = new WideSum();
  private final WideSum squares = new WideSum();
  private long count;

  @Override
  public void read(long observedAt, long value, long id) {
    count++;
    sum.add(value);
    squares.addSquare(value);
  }

  @Override
  public void add(Measure other) {
    Moments more = (Moments) other;
    count += more.count;
    sum.add(more.sum);
    squares.add(more.squares);
  }

  @Override
  public void say(Map<Statistic, Long> figures, long until) {
    if (count > 0) {
      figures.put(Statistic.MEAN, Rounded.quotient(sum.get().multiply(SCALE), count));
    }
    if (count > 1) {
      figures.put(Statistic.STDDEV, Spread.of(count, sum.get(), squares.get()));
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Packed.write(out, count);
    sum.write(out);
    squares.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = Packed.read(in);
    sum.read(in);
    squares.read(in);
  }
}
