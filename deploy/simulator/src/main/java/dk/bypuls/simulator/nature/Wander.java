package dk.bypuls.simulator.nature;

/** A value that wanders smoothly between -1 and 1 and takes a new direction once per period. */
public final class Wander {
  private final Chance chance;
  private final long period;

  public Wander(Chance chance, long periodMillis) {
    this.chance = chance;
    this.period = periodMillis;
  }

  public double at(long time) {
    long step = Math.floorDiv(time, period);
    double x = (time - step * period) / (double) period;
    double blend = x * x * (3 - 2 * x);
    double here = chance.between(-1, 1, step);
    double next = chance.between(-1, 1, step + 1);
    return here + (next - here) * blend;
  }
}
