package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.town.Device;
import java.util.ArrayList;
import java.util.List;

/** What one kind of sensor measures. The last field is always its battery. */
public abstract class Instrument {
  static final Field BATTERY_PERCENT = Field.of("battery", 0, 1, 0, 100, "battery-level", "%");
  static final Field BATTERY_VOLTS =
      Field.of("batteryVoltage", 2, 2, 2.8, 3.7, "battery-voltage", "V");

  private static final double EMPTY_VOLTS = 3.0;
  private static final double VOLTS_PER_PERCENT = 0.006;

  private final List<Field> fields;
  private final String undeclared;

  /**
   * @param undeclared further fields in JSON that no profile declares, as products are prone to
   *     have; empty or beginning with a comma
   */
  Instrument(String undeclared, Field battery, Field... fields) {
    List<Field> all = new ArrayList<>(List.of(fields));
    all.add(battery);
    this.fields = List.copyOf(all);
    this.undeclared = undeclared;
  }

  /** The declared fields, in the order of the payload. */
  public final List<Field> fields() {
    return fields;
  }

  public final String undeclared() {
    return undeclared;
  }

  /** Writes what the device says at this time, one raw number for each field. */
  public final void read(Device device, long time, long[] raw) {
    measure(device, time, raw);
    double percent = device.battery().level(time);
    Field battery = fields.get(fields.size() - 1);
    boolean volts = battery.equals(BATTERY_VOLTS);
    raw[fields.size() - 1] =
        battery.raw(volts ? EMPTY_VOLTS + VOLTS_PER_PERCENT * percent : percent);
  }

  abstract void measure(Device device, long time, long[] raw);

  final void set(long[] raw, int field, double value) {
    raw[field] = fields.get(field).raw(value);
  }

  /** Bell-shaped measuring noise with standard deviation 1, of its own for each field. */
  static double noise(Device device, long time, int field) {
    return device.chance().bell(time + field);
  }

  /** What sets this device apart from its siblings: always the same number for the same trait. */
  static double trait(Device device, int trait, double low, double high) {
    return device.chance().between(low, high, -1 - trait);
  }

  /** Whether an engine runs there that usually does not. */
  static boolean isBesideAnEngine(Nature nature, Device device, long time) {
    return nature.engines().runBeside(device.number(), device.kind().count(), time);
  }

  /** A count with this mean, as scattered as independent arrivals are. */
  static double arrivals(Device device, long time, double mean) {
    return Math.max(0, mean + Math.sqrt(mean) * noise(device, time, 0));
  }
}
