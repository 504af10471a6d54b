package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.nature.Rhythm;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Setting;

/** Counts people who passed since its last report. It cannot tell who they are. */
final class PeopleCounter extends Instrument {
  private final Nature nature;

  PeopleCounter(Nature nature) {
    super(
        ",\"uptimeHours\":2160",
        BATTERY_PERCENT,
        Field.of("people", 0, 2, 0, 5000, "people-count", "{people}"));
    this.nature = nature;
  }

  @Override
  void measure(Device device, long time, long[] raw) {
    boolean school = device.place().setting() == Setting.SCHOOL;
    Rhythm rhythm = school ? nature.school() : nature.shopping();
    double sheltered = 1 / (1 + 0.3 * nature.rain().intensity(time));
    double pleasant = 0.75 + 0.02 * Math.max(0, nature.weather().temperature(time));
    double mean = trait(device, 0, 25, 240) * rhythm.at(time) * sheltered * pleasant;
    set(raw, 0, arrivals(device, time, mean));
  }
}
