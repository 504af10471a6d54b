package dk.bypuls.simulator.town;

import dk.bypuls.simulator.nature.Chance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Havnstrup, a Danish municipality that does not exist, on a stretch of coast that has no such
 * town.
 *
 * <p>The same seed makes the same town: places, gateways and devices with all their habits.
 */
public final class Town {
  public static final int SENSORS = 400;
  public static final int MOST_SENSORS = 20_000;

  private final long seed;
  private final Chance chance;
  private final List<Place> places;
  private final List<Gateway> gateways;
  private final List<Device> devices;

  private Town(long seed, int sensors, Set<Kind> kinds) {
    this.seed = seed;
    this.chance = Chance.seeded(seed);
    this.places = Places.of(chance);
    this.gateways = Gateway.of(chance);
    this.devices = List.copyOf(devices(sensors, kinds));
  }

  /** The town as it is: 400 sensors of all kinds. */
  public static Town of(long seed) {
    return of(seed, SENSORS, Set.of(Kind.values()));
  }

  /** A smaller or larger fleet in the same town; the kinds keep their proportions. */
  public static Town of(long seed, int sensors, Set<Kind> kinds) {
    if (sensors < 1 || sensors > MOST_SENSORS) {
      throw new IllegalArgumentException("A town has 1 to " + MOST_SENSORS + " sensors.");
    }
    return new Town(seed, sensors, kinds);
  }

  public long seed() {
    return seed;
  }

  public Chance chance() {
    return chance;
  }

  public List<Place> places() {
    return places;
  }

  public List<Gateway> gateways() {
    return gateways;
  }

  public List<Device> devices() {
    return devices;
  }

  /** Devices that speak here but that nobody registered. */
  public List<Device> strangers(int count) {
    List<Device> strangers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "stranger-" + (i + 1);
      strangers.add(device(devices.size() + i, name, Kind.AIR, i));
    }
    return strangers;
  }

  private List<Device> devices(int sensors, Collection<Kind> kinds) {
    List<Kind> ordered = kinds.stream().sorted().toList();
    int whole = ordered.stream().mapToInt(Kind::count).sum();
    List<Device> made = new ArrayList<>();
    long before = 0;
    for (Kind kind : ordered) {
      // Rounding the running sum, not each share, makes the counts add up exactly.
      long after = before + kind.count();
      int count = (int) (after * sensors / whole - before * sensors / whole);
      for (int i = 0; i < count; i++) {
        String name = String.format(Locale.ROOT, "%s-%02d", kind.id(), i + 1);
        made.add(device(made.size(), name, kind, i));
      }
      before = after;
    }
    return made;
  }

  private Device device(int index, String name, Kind kind, int numberOfKind) {
    List<Place> suitable = places.stream().filter(place -> kind.suits(place.setting())).toList();
    Place place = suitable.get(spread(numberOfKind, suitable.size()));
    return new Device(index, name, kind, numberOfKind, place, gateways, chance);
  }

  /** Walks the suitable places in steps that visit each before any a second time. */
  private static int spread(int number, int places) {
    int step = Math.max(1, (int) (places * 0.381966));
    while (gcd(step, places) != 1) {
      step++;
    }
    return (int) ((long) number * step % places);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
