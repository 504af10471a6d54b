package dk.bypuls.simulator.town;

import dk.bypuls.simulator.nature.Chance;
import dk.bypuls.simulator.nature.Nature;

/** A device's battery: drains over two to five years, is then replaced; mains never drain. */
public final class Battery {
  private static final long DAY = 86_400_000L;
  private static final double EMPTIEST = 8;
  private static final double FULLEST = 100;

  private final boolean mains;
  private final long life;
  private final long age;

  Battery(boolean mains, Chance device) {
    Chance chance = device.of("battery");
    this.mains = mains;
    this.life = (long) (chance.between(700, 1800, 0) * DAY);
    this.age = (long) (chance.unit(1) * life);
  }

  /** Percent. */
  public double level(long time) {
    if (mains) {
      return FULLEST;
    }
    long since = Math.floorMod(time - Nature.BEGINNING + age, life);
    return FULLEST - (FULLEST - EMPTIEST) * since / life;
  }
}
