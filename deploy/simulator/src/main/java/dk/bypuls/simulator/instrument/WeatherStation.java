package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.nature.Weather;
import dk.bypuls.simulator.town.Device;

/** Measures temperature, humidity, pressure and wind. */
final class WeatherStation extends Instrument {
  private final Weather weather;

  WeatherStation(Nature nature) {
    super(
        "",
        BATTERY_PERCENT,
        Field.of("temperature", 1, 2, -40, 60, "air-temperature", "Cel"),
        Field.of("humidity", 1, 2, 0, 100, "relative-humidity", "%"),
        Field.of("pressure", 1, 2, 920, 1070, "air-pressure", "hPa"),
        Field.of("windSpeed", 1, 2, 0, 60, "wind-speed", "m/s"),
        Field.of("windGust", 1, 2, 0, 90, "wind-gust", "m/s"),
        Field.of("windDirection", 0, 2, 0, 359, "wind-direction", "deg"));
    this.weather = nature.weather();
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    double exposed = trait(device, 0, 0.75, 1.2);
    double degrees =
        weather.windDirection(time) + trait(device, 1, -8, 8) + 6 * noise(device, time, 5);
    set(
        raw,
        0,
        weather.temperature(time) + trait(device, 2, -0.5, 0.5) + 0.08 * noise(device, time, 0));
    set(raw, 1, weather.humidity(time) + 0.8 * noise(device, time, 1));
    set(raw, 2, weather.pressure(time) + 0.1 * noise(device, time, 2));
    double wind = weather.windSpeed(time) * exposed * (1 + 0.1 * noise(device, time, 3));
    set(raw, 3, wind);
    set(raw, 4, Math.max(0, wind) * (1.45 + 0.08 * noise(device, time, 4)));
    set(raw, 5, Math.floor(degrees - 360 * Math.floor(degrees / 360)));
  }
}
