package dk.bypuls.aggregator.figure;

import dk.bypuls.events.Statistic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** The first and the last; the id decides between readings of the same time. */
final class Ends implements Measure {

  private final End first = new End(-1);
  private final End last = new End(1);

  @Override
  public void read(long observedAt, long value, long id) {
    first.see(observedAt, id, value);
    last.see(observedAt, id, value);
  }

  @Override
  public void add(Measure other) {
    first.see(((Ends) other).first);
    last.see(((Ends) other).last);
  }

  @Override
  public void say(Map<Statistic, Long> figures, long until) {
    if (first.any) {
      figures.put(Statistic.FIRST, first.value);
      figures.put(Statistic.LAST, last.value);
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    first.write(out);
    last.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    first.read(in);
    last.read(in);
  }

  /** The reading at one end. */
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

    void see(End other) {
      if (other.any) {
        see(other.observedAt, other.id, other.value);
      }
    }

    void see(long nextAt, long nextId, long nextValue) {
      if (!any || sign * Timeline.compare(nextAt, nextId, nextValue, observedAt, id, value) > 0) {
        any = true;
        observedAt = nextAt;
        id = nextId;
        value = nextValue;
      }
    }

    void write(DataOutput out) throws IOException {
      out.writeBoolean(any);
      Packed.write(out, observedAt);
      out.writeLong(id);
      Packed.write(out, value);
    }

    void read(DataInput in) throws IOException {
      any = in.readBoolean();
      observedAt = Packed.read(in);
      id = in.readLong();
      value = Packed.read(in);
    }
  }
}
