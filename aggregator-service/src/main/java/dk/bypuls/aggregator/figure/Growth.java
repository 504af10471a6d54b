package dk.bypuls.aggregator.figure;

import dk.bypuls.events.Flag;
import dk.bypuls.events.Statistic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * How much a counter grew. What it grew between two readings belongs to the time of the later one.
 *
 * <p>A counter that falls has wrapped, if it is known to wrap and that explains it with less than
 * half a round; else it was reset and has grown from zero. Across a move or a replacement it has
 * not grown.
 */
final class Growth implements Carrying {

  private final Nature nature;
  private final Timeline readings = new Timeline();
  private boolean carried;
  private long carriedAt;
  private long carriedValue;

  /** What was added of other readings. */
  private final WideSum added = new WideSum();

  private boolean addedAny;
  private boolean addedReset;

  Growth(Nature nature) {
    this.nature = nature;
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
    Grown grown = ((Growth) other).grown();
    added.add(grown.sum);
    addedAny |= grown.any;
    addedReset |= grown.reset;
  }

  @Override
  public void say(Map<Statistic, Long> figures, long until) {
    Grown grown = grown();
    if (grown.any && grown.sum.get().bitLength() < Long.SIZE) {
      figures.put(Statistic.DELTA, grown.sum.get().longValue());
    }
  }

  @Override
  public int flags() {
    return grown().reset ? Flag.COUNTER_RESET.bit() : 0;
  }

  private Grown grown() {
    Grown grown = new Grown();
    grown.sum.add(added);
    grown.any = addedAny;
    grown.reset = addedReset;
    readings.sort();
    boolean known = carried;
    long at = carriedAt;
    long value = carriedValue;
    for (int i = 0; i < readings.size(); i++) {
      if (known && !nature.isBroken(at, readings.at(i))) {
        grown.step(value, readings.value(i), nature.wrap());
      }
      known = true;
      at = readings.at(i);
      value = readings.value(i);
    }
    return grown;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Grown grown = grown();
    out.writeBoolean(grown.any);
    out.writeBoolean(grown.reset);
    grown.sum.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    addedAny = in.readBoolean();
    addedReset = in.readBoolean();
    added.read(in);
  }

  private static final class Grown {
    private final WideSum sum = new WideSum();
    private boolean any;
    private boolean reset;

    void step(long from, long to, long wrap) {
      any = true;
      if (to >= from) {
        sum.add(to - from);
      } else if (wrap > from && wrap - from + to < wrap / 2) {
        sum.add(wrap - from + to);
      } else {
        reset = true;
        sum.add(to);
      }
    }
  }
}
