package dk.bypuls.aggregator.figure;

import dk.bypuls.events.Statistic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** The smallest and the largest. */
final class Range implements Measure {

  private long smallest = Long.MAX_VALUE;
  private long largest = Long.MIN_VALUE;

  @Override
  public void read(long observedAt, long value, long id) {
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
  }

  @Override
  public void add(Measure other) {
    Range more = (Range) other;
    smallest = Math.min(smallest, more.smallest);
    largest = Math.max(largest, more.largest);
  }

  @Override
  public void say(Map<Statistic, Long> figures, long until) {
    if (smallest <= largest) {
      figures.put(Statistic.MIN, smallest);
      figures.put(Statistic.MAX, largest);
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Packed.write(out, smallest);
    Packed.write(out, largest);
  }

  @Override
  public void read(DataInput in) throws IOException {
    smallest = Packed.read(in);
    largest = Packed.read(in);
  }
}
