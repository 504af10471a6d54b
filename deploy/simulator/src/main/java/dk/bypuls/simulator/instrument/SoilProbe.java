package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.nature.Soil;
import dk.bypuls.simulator.town.Device;

/** Measures how wet and how warm the ground is. */
final class SoilProbe extends Instrument {
  private final Soil soil;

  SoilProbe(Nature nature) {
    super(
        "",
        BATTERY_VOLTS,
        Field.of("moisture", 1, 2, 0, 100, "soil-moisture", "%"),
        Field.of("temperature", 1, 2, -20, 50, "soil-temperature", "Cel"));
    this.soil = nature.soil();
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    set(raw, 0, soil.moisture(time) + trait(device, 0, -6, 6) + 0.15 * noise(device, time, 0));
    set(
        raw,
        1,
        soil.temperature(time) + trait(device, 1, -0.8, 0.8) + 0.05 * noise(device, time, 1));
  }
}
