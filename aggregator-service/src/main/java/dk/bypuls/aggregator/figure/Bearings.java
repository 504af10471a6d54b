package dk.bypuls.aggregator.figure;

import dk.bypuls.events.Statistic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * The mean direction and how far directions spread around it: 350° and 10° meet at 0°.
 *
 * <p>Each direction is an arrow of length one; what is added up are its two sides as whole numbers,
 * so that the order does not show. Where the arrows cancel out there is no mean.
 */
final class Bearings implements Measure {

  /** The length of an arrow. */
  private static final double ONE = 1L << 40;

  /** A mean arrow shorter than this points nowhere. */
  private static final double SHORTEST = 1e-6;

  private static final double ROUND = 360;
  private static final int FURTHER_PLACES = 2;

  private final double unit;
  private final int places;
  private final WideSum north = new WideSum();
  private final WideSum east = new WideSum();
  private long count;

  Bearings(int scale) {
    this.unit = StrictMath.pow(10, scale);
    this.places = scale + FURTHER_PLACES;
  }

  @Override
  public void read(long observedAt, long value, long id) {
    double angle = StrictMath.toRadians(value / unit);
    count++;
    north.add(Math.round(StrictMath.cos(angle) * ONE));
    east.add(Math.round(StrictMath.sin(angle) * ONE));
  }

  @Override
  public void add(Measure other) {
    Bearings more = (Bearings) other;
    count += more.count;
    north.add(more.north);
    east.add(more.east);
  }

  @Override
  public void say(Map<Statistic, Long> figures, long until) {
    if (count == 0) {
      return;
    }
    double up = north.get().doubleValue() / ONE / count;
    double right = east.get().doubleValue() / ONE / count;
    double length = StrictMath.min(1, StrictMath.hypot(up, right));
    if (length < SHORTEST) {
      return;
    }
    double angle = StrictMath.toDegrees(StrictMath.atan2(right, up));
    long round = Rounded.scaled(ROUND, places);
    figures.put(Statistic.MEAN, Math.floorMod(Rounded.scaled(angle, places), round));
    if (count > 1) {
      double spread = StrictMath.sqrt(-2 * StrictMath.log(length));
      figures.put(Statistic.STDDEV, Rounded.scaled(StrictMath.toDegrees(spread), places));
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Packed.write(out, count);
    north.write(out);
    east.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = Packed.read(in);
    north.read(in);
    east.read(in);
  }
}
