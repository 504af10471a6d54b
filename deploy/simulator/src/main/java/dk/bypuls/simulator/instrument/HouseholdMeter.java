package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Heating;
import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.nature.Rhythm;
import dk.bypuls.simulator.town.Device;

/** Reads a home's meters for district heating and water: counters that only grow. */
final class HouseholdMeter extends Instrument {
  private static final double KILOWATT_HOURS_PER_DEGREE_DAY = 3.4;
  private static final double CUBIC_METRES_PER_BUSY_HOUR = 0.025;
  private static final double HALF_AN_HOUR = 1_800_000;

  private final Heating heating;
  private final Rhythm home;
  private final double beforeBeginning;

  HouseholdMeter(Nature nature) {
    super(
        ",\"flowTemperature\":68.2,\"meterAlarm\":0",
        BATTERY_PERCENT,
        Field.of("heatKwh", 1, 4, 0, 9_999_999, "heat-total", "kW.h"),
        Field.of("waterM3", 3, 4, 0, 99_999, "drinking-water-total", "m3"));
    this.heating = nature.heating();
    this.home = nature.home();
    this.beforeBeginning = home.accumulated(Nature.BEGINNING);
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    // Some get up early. The shift is constant, so the counters still never fall.
    long lived = time + (long) trait(device, 0, -3 * HALF_AN_HOUR, 3 * HALF_AN_HOUR);
    double size = trait(device, 1, 0.5, 1.7);
    double heat = KILOWATT_HOURS_PER_DEGREE_DAY * size * heating.degreeDays(lived);
    double busy = Math.max(0, home.accumulated(lived) - beforeBeginning);
    set(raw, 0, trait(device, 2, 500, 60_000) + heat);
    set(raw, 1, trait(device, 3, 10, 900) + CUBIC_METRES_PER_BUSY_HOUR * size * busy);
  }
}
