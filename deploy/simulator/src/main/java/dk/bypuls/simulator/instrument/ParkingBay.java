package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.town.Device;

/** Says whether a car stands in one bay. */
final class ParkingBay extends Instrument {
  private static final long MINUTE = 60_000L;

  private final Nature nature;

  ParkingBay(Nature nature) {
    super(
        ",\"magnetX\":-412,\"magnetY\":87",
        BATTERY_PERCENT,
        Field.of("occupied", 0, 1, 0, 1, "parking-occupied", "{state}"));
    this.nature = nature;
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    // A visit lasts as long as this bay's rules allow, so neighbouring reports agree.
    long visit = (long) (trait(device, 0, 35, 150) * MINUTE);
    long visitor = Math.floorDiv(time, visit);
    double popular = trait(device, 1, 0.6, 1.1);
    double wanted = 0.06 + popular * nature.shopping().at(visitor * visit);
    set(raw, 0, device.chance().happens(Math.min(0.97, wanted), visitor) ? 1 : 0);
  }
}
