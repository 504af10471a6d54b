package dk.bypuls.events.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats in which sources write, by the names that the registry calls them. */
public enum SourceFormat {
  CHIRPSTACK_V4("chirpstack-v4", Devices.DEV_EUI),
  JSON("json", Devices.ANY);

  private final String id;
  private final Devices devices;

  SourceFormat(String id, Devices devices) {
    this.id = id;
    this.devices = devices;
  }

  public String id() {
    return id;
  }

  /** How its devices are named. */
  public Devices devices() {
    return devices;
  }

  public static Optional<SourceFormat> find(String id) {
    return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
  }

  /** The names of all. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(SourceFormat::id).toList();
  }

  /** How the devices of a source are named. */
  public enum Devices {
    /** By their DevEUI: 16 hexadecimal digits in small letters. */
    DEV_EUI,
    /** As their sender calls them. */
    ANY
  }
}
