package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.town.Device;

/** Measures the mean sound level of the last minute. */
final class NoiseMeter extends Instrument {
  private static final double LOUD_MOMENTS = 0.02;
  private static final double ENGINE = 14;

  private final Nature nature;

  NoiseMeter(Nature nature) {
    super(
        ",\"peakBandHz\":1000,\"calibrated\":true",
        BATTERY_PERCENT,
        Field.of("laeq", 1, 2, 25, 115, "sound-level", "dB(A)"));
    this.nature = nature;
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    double quiet = trait(device, 0, 36, 41);
    double people = 17 * Math.sqrt(nature.shopping().at(time));
    double cars = 9 * Math.sqrt(nature.commuting().at(time));
    double wind = 0.45 * nature.weather().windSpeed(time);
    double rain = Math.min(5, 0.8 * nature.rain().intensity(time));
    boolean loud = device.chance().happens(LOUD_MOMENTS, time + 7);
    double moment = loud ? device.chance().between(6, 18, time + 8) : 0;
    double engine = isBesideAnEngine(nature, device, time) ? ENGINE : 0;
    double all = quiet + people + cars + wind + rain + moment + engine;
    set(raw, 0, all + 1.6 * noise(device, time, 0));
  }
}
