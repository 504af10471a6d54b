package dk.bypuls.aggregator.figure;

import dk.bypuls.events.Statistic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * The level of the mean energy (Leq): of 50 dB and 60 dB it is 57.4, not 55.
 *
 * <p>What is added up are energies as whole numbers, so that the order does not show.
 */
final class Loudness implements Measure {

  /** The energy of 0 dB. */
  private static final double FAINTEST = 1000;

  private static final int BEL = 10;
  private static final int FURTHER_PLACES = 2;

  private final double unit;
  private final int places;
  private final WideSum energy = new WideSum();
  private long count;

  Loudness(int scale) {
    this.unit = StrictMath.pow(10, scale);
    this.places = scale + FURTHER_PLACES;
  }

  @Override
  public void read(long observedAt, long value, long id) {
    count++;
    energy.add(Math.round(FAINTEST * StrictMath.pow(10, value / unit / BEL)));
  }

  @Override
  public void add(Measure other) {
    Loudness more = (Loudness) other;
    count += more.count;
    energy.add(more.energy);
  }

  @Override
  public void say(Map<Statistic, Long> figures, long until) {
    if (count > 0 && energy.get().signum() > 0) {
      double mean = energy.get().doubleValue() / FAINTEST / count;
      figures.put(Statistic.LEQ, Rounded.scaled(BEL * StrictMath.log10(mean), places));
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Packed.write(out, count);
    energy.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = Packed.read(in);
    energy.read(in);
  }
}
