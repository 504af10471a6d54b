package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.town.Device;

/** Measures what people breathe: traffic and stoves pollute, wind and rain clean. */
final class AirStation extends Instrument {
  private static final double ENGINE = 60;

  private final Nature nature;

  AirStation(Nature nature) {
    super(
        ",\"vocRaw\":30512,\"firmware\":\"2.4.1\"",
        BATTERY_PERCENT,
        Field.of("temperature", 1, 2, -40, 60, "air-temperature", "Cel"),
        Field.of("humidity", 1, 2, 0, 100, "relative-humidity", "%"),
        Field.of("pm25", 0, 2, 0, 6000, "pm2-5", "ug/m3").scaled("0.1"),
        Field.of("pm10", 0, 2, 0, 9000, "pm10", "ug/m3").scaled("0.1"),
        Field.of("no2", 1, 2, 0, 400, "nitrogen-dioxide", "ug/m3"),
        Field.of("co2", 0, 2, 350, 2000, "carbon-dioxide", "[ppm]"));
    this.nature = nature;
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    double still = 1 / (0.55 + 0.12 * nature.weather().windSpeed(time));
    double washed = 1 / (1 + 0.25 * nature.rain().intensity(time));
    double traffic = nature.commuting().at(time) * trait(device, 0, 0.4, 1.3);
    double stoves = nature.home().at(time) * (1 - nature.season().warmth(time));
    double fine = (3.5 + 3 * traffic + 7 * stoves) * still * washed;
    set(
        raw,
        0,
        nature.weather().temperature(time)
            + trait(device, 1, -0.6, 0.6)
            + 0.1 * noise(device, time, 0));
    set(raw, 1, nature.weather().humidity(time) + noise(device, time, 1));
    set(raw, 2, 10 * fine * (1 + 0.06 * noise(device, time, 2)));
    set(
        raw,
        3,
        10 * (fine * 1.45 + 3 + 2.5 * traffic * still) * (1 + 0.06 * noise(device, time, 3)));
    double engine = isBesideAnEngine(nature, device, time) ? ENGINE : 0;
    double burnt = 4 + 26 * traffic + 4 * stoves + engine;
    set(raw, 4, burnt * still * (1 + 0.05 * noise(device, time, 4)));
    set(raw, 5, 421 + 22 * traffic * still + 14 * stoves * still + 2 * noise(device, time, 5));
  }
}
