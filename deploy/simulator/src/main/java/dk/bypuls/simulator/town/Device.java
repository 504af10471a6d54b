package dk.bypuls.simulator.town;

import dk.bypuls.simulator.nature.Chance;
import dk.bypuls.simulator.nature.Nature;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** One sensor of the town: what it is, where it hangs, when it speaks and who hears it. */
public final class Device {
  private static final int HEARD_BY_AT_MOST = 2;
  // Addresses of networks without a number of their own begin with 00 or 01.
  private static final int ADDRESS_BITS = 0x01FFFFFF;
  private static final int ADDRESS_MARK = 0x00100000;

  private final int index;
  private final String name;
  private final Kind kind;
  private final int number;
  private final Place place;
  private final String devEui;
  private final String devAddr;
  private final Chance chance;
  private final List<RadioLink> links;
  private final Battery battery;
  private final long firstFrameAt;

  Device(
      int index,
      String name,
      Kind kind,
      int number,
      Place place,
      List<Gateway> gateways,
      Chance town) {
    this.index = index;
    this.name = name;
    this.kind = kind;
    this.number = number;
    this.place = place;
    this.chance = town.of(name);
    this.devEui = Eui.of(chance, 1);
    this.devAddr = HexFormat.of().toHexDigits(((int) chance.bits(2) & ADDRESS_BITS) | ADDRESS_MARK);
    this.links =
        gateways.stream()
            .map(gateway -> RadioLink.between(place.position(), gateway, chance))
            .sorted(Comparator.comparingDouble(RadioLink::strength).reversed())
            .limit(HEARD_BY_AT_MOST)
            .toList();
    this.battery = new Battery(kind.mains(), chance);
    this.firstFrameAt = Nature.BEGINNING + (long) (chance.unit(3) * kind.interval().toMillis());
  }

  /** Its place among the town's devices. */
  public int index() {
    return index;
  }

  /** Its id in the registry. */
  public String sensor() {
    return Havnstrup.ID + "-" + name;
  }

  /** Its name in the network server. */
  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /** Its place among the devices of its kind. */
  public int number() {
    return number;
  }

  public Place place() {
    return place;
  }

  public String devEui() {
    return devEui;
  }

  public String devAddr() {
    return devAddr;
  }

  public Chance chance() {
    return chance;
  }

  public Battery battery() {
    return battery;
  }

  /** The gateways that hear it, the best first. */
  public List<RadioLink> links() {
    return links;
  }

  /** The gateway it depends on. */
  public Gateway home() {
    return links.get(0).gateway();
  }

  /** When it sends this frame. */
  public long timeOf(long frame) {
    return firstFrameAt + frame * kind.interval().toMillis();
  }

  /** The first frame it sends at or after this time. */
  public long frameFrom(long time) {
    return Math.max(0, -Math.floorDiv(firstFrameAt - time, kind.interval().toMillis()));
  }

  @Override
  public String toString() {
    return sensor();
  }
}
