package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a dataset that is to be published has in common with those that are: of any tenant (B4).
 *
 * <p>Where people are protected, noise is drawn for one tree of areas. What the same device says
 * told a second time, exactly or with other noise, gives away what was withheld.
 */
public final class Linkage {

  /** Quantities that count the same: any of a row can be had from the others. */
  private static final List<Set<String>> COUNT_THE_SAME =
      List.of(Set.of("vehicle-count", "car-count", "truck-count", "bicycle-count"));

  private static final int DEV_EUI_LETTERS = 16;

  private Linkage() {}

  /**
   * What one public dataset has in common with the one that is asked about.
   *
   * @param dataset the other
   * @param common {@code readings} where both tell what the same devices say, or {@code places}
   * @param sensors of how many sensors of the one that is asked about
   * @param refused whether both may not be public
   */
  public record Finding(
      String dataset, String tenant, String common, int sensors, boolean refused) {

    /** What it means, for whoever decides. */
    public String inWords() {
      return said().english();
    }

    Said said() {
      Wrong what =
          refused ? Wrong.TOLD_TWICE : common.equals("places") ? Wrong.TELLS_PLACES : Wrong.TELLS;
      return what.of(dataset, sensors);
    }
  }

  /** All that it has in common with what lets windows out; what is refused comes first. */
  public static List<Finding> of(Dataset wanted, Registry registry) {
    Map<String, List<Sensor>> byDevice = byDevice(registry);
    List<Finding> findings = new ArrayList<>();
    for (Dataset other : registry.datasets()) {
      if (!other.id().equals(wanted.id()) && other.letsWindowsOut()) {
        compare(wanted, other, registry, byDevice, findings);
      }
    }
    findings.sort(
        (one, next) ->
            one.refused() == next.refused()
                ? one.dataset().compareTo(next.dataset())
                : Boolean.compare(next.refused(), one.refused()));
    return findings;
  }

  private static void compare(
      Dataset wanted,
      Dataset other,
      Registry registry,
      Map<String, List<Sensor>> byDevice,
      List<Finding> findings) {
    boolean ofPeople = wanted.privacyClass() != PrivacyClass.OPEN || other.protection().isPresent();
    Set<String> otherPlaces = places(other, registry);
    int readings = 0;
    int places = 0;
    for (Sensor sensor : registry.sensors()) {
      Set<String> told = toldOf(wanted, sensor);
      if (told.isEmpty()) {
        continue;
      }
      if (sameDevices(sensor, byDevice).stream()
          .anyMatch(same -> countTheSame(told, toldOf(other, same)))) {
        readings++;
      } else if (sensor.placements().stream()
          .anyMatch(placement -> otherPlaces.contains(placement.place()))) {
        places++;
      }
    }
    if (readings > 0) {
      findings.add(new Finding(other.id(), other.tenant(), "readings", readings, ofPeople));
    }
    if (places > 0 && ofPeople) {
      findings.add(new Finding(other.id(), other.tenant(), "places", places, false));
    }
  }

  private static Set<String> places(Dataset dataset, Registry registry) {
    Set<String> places = new TreeSet<>();
    for (Sensor sensor : registry.sensors()) {
      if (!toldOf(dataset, sensor).isEmpty()) {
        sensor.placements().forEach(placement -> places.add(placement.place()));
      }
    }
    return places;
  }

  private static Set<String> toldOf(Dataset dataset, Sensor sensor) {
    Set<String> told = new TreeSet<>();
    for (String quantity : dataset.quantities()) {
      if (dataset.covers(sensor, quantity)) {
        told.add(quantity);
      }
    }
    return told;
  }

  private static boolean countTheSame(Set<String> one, Set<String> other) {
    return one.stream().anyMatch(other::contains)
        || COUNT_THE_SAME.stream()
            .anyMatch(
                row ->
                    one.stream().anyMatch(row::contains) && other.stream().anyMatch(row::contains));
  }

  /** A DevEUI is one device wherever it is registered; other names are their source's own. */
  private static List<Sensor> sameDevices(Sensor sensor, Map<String, List<Sensor>> byDevice) {
    return isDevEui(sensor.device())
        ? byDevice.getOrDefault(sensor.device(), List.of(sensor))
        : List.of(sensor);
  }

  private static Map<String, List<Sensor>> byDevice(Registry registry) {
    Map<String, List<Sensor>> byDevice = new HashMap<>();
    for (Sensor sensor : registry.sensors()) {
      if (isDevEui(sensor.device())) {
        byDevice.computeIfAbsent(sensor.device(), name -> new ArrayList<>()).add(sensor);
      }
    }
    return byDevice;
  }

  private static boolean isDevEui(String device) {
    return device.length() == DEV_EUI_LETTERS && Scalars.isDevEui(device);
  }
}
