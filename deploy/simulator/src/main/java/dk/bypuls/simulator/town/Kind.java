package dk.bypuls.simulator.town;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The twelve kinds of sensor in the town. The counts add up to 400. */
public enum Kind {
  // port, how many of 400 sensors, interval, vendor, model, power, where they are
  AIR(
      10,
      28,
      "PT10M",
      "Nordsensor",
      "AQ-2",
      Power.BATTERY,
      "STREET SQUARE SCHOOL INDUSTRY RESIDENTIAL"),
  WEATHER(11, 8, "PT5M", "Vejrvagt", "WX-9", Power.MAINS, "PARK HARBOUR INDUSTRY FIELD"),
  RAIN(12, 14, "PT5M", "Vejrvagt", "RG-1", Power.BATTERY, "SCHOOL FIELD INDUSTRY PARK"),
  NOISE(13, 6, "PT1M", "Lydtryk", "DB-3", Power.MAINS, "SQUARE HARBOUR STREET"),
  STREAM(14, 10, "PT5M", "Vandstand", "RL-20", Power.BATTERY, "STREAM"),
  SEWER(15, 24, "PT15M", "Vandstand", "SL-5", Power.BATTERY, "STREET RESIDENTIAL INDUSTRY"),
  SOIL(16, 40, "PT15M", "Rodnet", "SM-4", Power.BATTERY, "PARK FIELD"),
  WASTE(17, 70, "PT15M", "Skraldia", "BIN-7", Power.BATTERY, "SQUARE STREET PARK HARBOUR SCHOOL"),
  PARKING(18, 40, "PT15M", "Baasvagt", "P-1", Power.BATTERY, "PARKING"),
  PEOPLE(19, 30, "PT15M", "Taelleren", "PC-2", Power.MAINS, "SQUARE STREET HARBOUR SCHOOL"),
  TRAFFIC(20, 40, "PT15M", "Taelleren", "TC-6", Power.BATTERY, "STREET INDUSTRY"),
  METER(21, 90, "PT1H", "Maalerhus", "HW-8", Power.BATTERY, "RESIDENTIAL");

  private final int port;
  private final int count;
  private final Duration interval;
  private final String vendor;
  private final String model;
  private final Power power;

  @SuppressWarnings("ImmutableEnumChecker") // Stream.toList is unmodifiable
  private final List<Setting> settings;

  Kind(
      int port,
      int count,
      String interval,
      String vendor,
      String model,
      Power power,
      String settings) {
    this.port = port;
    this.count = count;
    this.interval = Duration.parse(interval);
    this.vendor = vendor;
    this.model = model;
    this.power = power;
    this.settings = Stream.of(settings.split(" ", -1)).map(Setting::valueOf).toList();
  }

  /** How its sensors are named: havnstrup-air-01. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Kind> byId(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }

  /** How many there are in a town of 400 sensors. */
  public int count() {
    return count;
  }

  public Duration interval() {
    return interval;
  }

  public String vendor() {
    return vendor;
  }

  public String model() {
    return model;
  }

  boolean mains() {
    return power == Power.MAINS;
  }

  boolean suits(Setting setting) {
    return settings.contains(setting);
  }

  /** The LoRaWAN port its frames come on. */
  public int port() {
    return port;
  }

  private enum Power {
    BATTERY,
    MAINS
  }
}
