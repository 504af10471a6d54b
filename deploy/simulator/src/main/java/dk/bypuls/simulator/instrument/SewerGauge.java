package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.nature.Sewer;
import dk.bypuls.simulator.town.Device;

/** Measures the level in a sewer well in millimetres. */
final class SewerGauge extends Instrument {
  private static final double FOAM = 4;

  private final Sewer sewer;

  SewerGauge(Nature nature) {
    super(
        ",\"echoQuality\":87",
        BATTERY_PERCENT,
        Field.of("levelMm", 0, 2, 0, 5000, "sewer-level", "mm"));
    this.sewer = nature.sewer();
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    double metres = sewer.level(time, trait(device, 0, 0.5, 1.6));
    set(raw, 0, 1000 * metres + FOAM * noise(device, time, 0));
  }
}
