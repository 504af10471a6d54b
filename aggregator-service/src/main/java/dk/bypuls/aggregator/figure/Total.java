package dk.bypuls.aggregator.figure;

import dk.bypuls.events.Statistic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** The sum of amounts. */
final class Total implements Measure {

  private final WideSum sum = new WideSum();
  private boolean any;

  @Override
  public void read(long observedAt, long value, long id) {
    any = true;
    sum.add(value);
  }

  @Override
  public void add(Measure other) {
    Total more = (Total) other;
    any |= more.any;
    sum.add(more.sum);
  }

  /** A sum beyond all measure is not said. */
  @Override
  public void say(Map<Statistic, Long> figures, long until) {
    if (any && sum.get().bitLength() < Long.SIZE) {
      figures.put(Statistic.SUM, sum.get().longValue());
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(any);
    sum.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    any = in.readBoolean();
    sum.read(in);
  }
}
