package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.nature.Rain;
import dk.bypuls.simulator.town.Device;

/** Counts the tips of a little bucket since its last report; each is 0.2 mm of rain. */
final class RainGauge extends Instrument {
  private static final double TIP = 0.2;
  private static final long SHOWER_CROSSES_TOWN_IN = 12 * 60_000L;

  private final Rain rain;

  RainGauge(Nature nature) {
    super("", BATTERY_PERCENT, Field.of("rain", 1, 2, 0, 60, "rain-amount", "mm"));
    this.rain = nature.rain();
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    long here = time - (long) trait(device, 0, 0, SHOWER_CROSSES_TOWN_IN);
    double share = trait(device, 1, 0.8, 1.15);
    long before = here - device.kind().interval().toMillis();
    set(raw, 0, TIP * tips(before, here, share));
  }

  /** Tips from one moment to another; what has not yet tipped dries up before the next shower. */
  private long tips(long from, long to, double share) {
    long end = Rain.spellEnd(from);
    if (to < end) {
      return tipped(to, share) - tipped(from, share);
    }
    return tipped(end - 1, share) - tipped(from, share) + tipped(to, share);
  }

  private long tipped(long time, double share) {
    return (long) Math.floor(rain.fallenInSpell(time) * share / TIP);
  }
}
