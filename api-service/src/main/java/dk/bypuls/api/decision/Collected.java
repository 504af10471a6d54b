package dk.bypuls.api.decision;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.Quantities;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a dataset collects: which fields of which products, by which sensors, and where. */
final class Collected {

  private final Dataset dataset;
  private final Catalogue catalogue;
  private final List<Sensor> sensors;

  /**
   * What is registered of it.
   *
   * @param catalogue of the inside: who decides sees the sensors of a protected dataset too
   */
  Collected(Dataset dataset, Catalogue catalogue) {
    this.dataset = dataset;
    this.catalogue = catalogue;
    this.sensors = catalogue.sensorsOf(dataset);
  }

  List<CaseView.Measured> quantities() {
    return dataset.quantities().stream()
        .map(Quantities::of)
        .map(
            quantity ->
                new CaseView.Measured(
                    quantity.id(),
                    new Text(quantity.danish(), quantity.english()),
                    quantity.unit().code()))
        .toList();
  }

  List<CaseView.Device> devices() {
    Map<String, Long> counts =
        sensors.stream()
            .collect(Collectors.groupingBy(Sensor::profile, TreeMap::new, Collectors.counting()));
    Set<String> profiles = new TreeSet<>(counts.keySet());
    profiles.addAll(dataset.profiles());
    return profiles.stream()
        .flatMap(id -> catalogue.registry().profile(id).stream())
        .map(profile -> device(profile, counts.getOrDefault(profile.id(), 0L).intValue()))
        .toList();
  }

  private CaseView.Device device(Profile profile, int count) {
    return new CaseView.Device(
        profile.id(),
        profile.product().vendor(),
        profile.product().model(),
        profile.interval() == null ? null : profile.interval().toString(),
        count,
        profile.fields().stream().map(this::kept).toList());
  }

  private CaseView.Kept kept(Profile.Field field) {
    Text name =
        Quantities.find(field.quantity())
            .map(quantity -> new Text(quantity.danish(), quantity.english()))
            .orElse(new Text(field.quantity(), field.quantity()));
    return new CaseView.Kept(
        field.pointer(),
        field.quantity(),
        name,
        dataset.quantities().contains(field.quantity()),
        field.identifier() != null);
  }

  List<CaseView.Spot> places() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Sensor sensor : sensors) {
      sensor.placements().stream()
          .map(Sensor.Placement::place)
          .distinct()
          .forEach(place -> counts.merge(place, 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .flatMap(
            entry ->
                catalogue.registry().place(entry.getKey()).stream()
                    .map(place -> spot(place, entry.getValue())))
        .toList();
  }

  private static CaseView.Spot spot(Place place, int count) {
    return new CaseView.Spot(place.id(), place.name(), place.longitude(), place.latitude(), count);
  }

  /** The smallest areas for which anything is told; of an open dataset none. */
  Set<String> areas() {
    Set<String> areas = new TreeSet<>();
    if (!Steps.isOfPeople(dataset)) {
      return areas;
    }
    List<Policy> policies = Objects.requireNonNullElse(dataset.policies(), List.of());
    int deepest =
        policies.isEmpty() ? Integer.MAX_VALUE : policies.get(policies.size() - 1).grain().depth();
    for (CaseView.Spot spot : places()) {
      for (AreaTree tree : catalogue.registry().areaTreesOf(dataset)) {
        List<String> path =
            catalogue.registry().place(spot.id()).map(tree::pathTo).orElse(List.of());
        if (!path.isEmpty()) {
          areas.add(path.get(Math.min(deepest, path.size() - 1)));
        }
      }
    }
    return areas;
  }
}
