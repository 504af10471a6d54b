package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.nature.Soil;
import dk.bypuls.simulator.nature.Stream;
import dk.bypuls.simulator.town.Device;

/** Measures the level of the stream in centimetres. */
final class StreamGauge extends Instrument {
  private static final double WAVES = 0.8;

  private final Stream stream;
  private final Soil soil;

  StreamGauge(Nature nature) {
    super(
        "",
        BATTERY_PERCENT,
        Field.of("levelCm", 1, 2, 0, 500, "water-level", "cm"),
        Field.of("waterTemperature", 1, 2, -1, 35, "water-temperature", "Cel"));
    this.stream = nature.stream();
    this.soil = nature.soil();
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    double metres = stream.level(time, device.place().downstream());
    set(raw, 0, 100 * metres + WAVES * noise(device, time, 0));
    // The ground that feeds it keeps it cool in summer and open in winter.
    set(raw, 1, 2.5 + 0.8 * soil.temperature(time) + 0.05 * noise(device, time, 1));
  }
}
