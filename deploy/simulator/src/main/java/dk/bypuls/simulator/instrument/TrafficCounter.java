package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.town.Device;

/** Counts vehicles since its last report, and how fast they went. */
final class TrafficCounter extends Instrument {
  private final Nature nature;

  TrafficCounter(Nature nature) {
    super(
        ",\"lane\":1,\"longVehicleShare\":0.07",
        BATTERY_PERCENT,
        Field.of("vehicles", 0, 2, 0, 2000, "vehicle-count", "{vehicles}"),
        Field.of("speed", 1, 2, 0, 130, "vehicle-speed", "km/h"));
    this.nature = nature;
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    double busy = nature.commuting().at(time);
    double mean = trait(device, 0, 40, 280) * busy;
    double rain = Math.min(6, nature.rain().intensity(time));
    double free = trait(device, 1, 42, 66);
    set(raw, 0, arrivals(device, time, mean));
    set(raw, 1, free - 9 * busy * busy - rain + 1.8 * noise(device, time, 1));
  }
}
