package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.LocalDay;
import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.town.Device;

/** Measures how full a bin is. Some are emptied too seldom and overflow. */
final class WasteBin extends Instrument {
  private static final int DAYS_A_WEEK = 7;
  private static final long HOUR = 3_600_000L;
  private static final double BUSY_HOURS_A_DAY = 9.5;
  private static final double LEFT_OVER = 2;

  private final Nature nature;

  WasteBin(Nature nature) {
    super(
        ",\"tilt\":2,\"doorOpen\":false",
        BATTERY_VOLTS,
        Field.of("fill", 0, 1, 0, 100, "waste-fill", "%"));
    this.nature = nature;
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    long emptied = lastEmptied(device, time);
    double busy = nature.shopping().accumulated(time) - nature.shopping().accumulated(emptied);
    double rate = trait(device, 0, 45, 125) / (daysBetween(device) * BUSY_HOURS_A_DAY);
    double week = device.chance().between(0.75, 1.25, emptied);
    set(raw, 0, LEFT_OVER + busy * rate * week + 0.4 * noise(device, time, 0));
  }

  /** Every second, third or seventh day, on a route of its own through the morning. */
  private long lastEmptied(Device device, long time) {
    LocalDay day = nature.calendar().dayOf(time);
    int every = daysBetween(device);
    int route = (int) trait(device, 2, 0, DAYS_A_WEEK);
    long since = Math.floorMod(day.number() + route, (long) every);
    long emptied = hourOfRoute(device, day.number() - since);
    return emptied <= time ? emptied : hourOfRoute(device, day.number() - since - every);
  }

  private long hourOfRoute(Device device, long dayNumber) {
    return nature.calendar().day(dayNumber).start() + (long) (trait(device, 3, 6, 11) * HOUR);
  }

  private static int daysBetween(Device device) {
    double busyness = trait(device, 1, 0, 1);
    return busyness < 0.4 ? 2 : busyness < 0.75 ? 3 : DAYS_A_WEEK;
  }
}
