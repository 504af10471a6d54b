package dk.bypuls.events.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats in which sources write, by the names that the registry calls them. */
public enum SourceFormat {
  ACTILITY_THINGPARK("actility-thingpark", Devices.DEV_EUI),
  CHIRPSTACK_V3("chirpstack-v3", Devices.DEV_EUI),
  CHIRPSTACK_V4("chirpstack-v4", Devices.DEV_EUI),
  CSV("csv", Devices.ANY),
  EVERYNET("everynet", Devices.DEV_EUI),
  FIREFLY("firefly", Devices.DEV_EUI),
  HELIUM("helium", Devices.DEV_EUI),
  JSON("json", Devices.ANY),
  KERLINK_SPN("kerlink-spn", Devices.DEV_EUI),
  KERLINK_WANESY("kerlink-wanesy", Devices.DEV_EUI),
  LORIOT("loriot", Devices.DEV_EUI),
  MULTITECH("multitech", Devices.DEV_EUI),
  NETMORE("netmore", Devices.DEV_EUI),
  NGSI_LD("ngsi-ld", Devices.ANY),
  OBJENIOUS("objenious", Devices.DEV_EUI),
  ORANGE_LIVE_OBJECTS("orange-live-objects", Devices.DEV_EUI),
  ORBIWISE("orbiwise", Devices.DEV_EUI),
  OS2IOT("os2iot", Devices.ANY),
  PROXIMUS("proximus", Devices.DEV_EUI),
  SENML("senml", Devices.ANY),
  SENSORTHINGS("sensorthings", Devices.ANY),
  SIGFOX("sigfox", Devices.ANY),
  THINGS_STACK_V3("things-stack-v3", Devices.DEV_EUI),
  TTN_V2("ttn-v2", Devices.DEV_EUI);

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

  /** Whether the times in its messages are those at which a network heard the device. */
  public boolean isTimedByNetwork() {
    return devices == Devices.DEV_EUI || this == SIGFOX;
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
