package dk.bypuls.api.registryview;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.Area;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.PilotKey;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Resolutions;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Stage;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The registry at one moment, and what the API derives from it. It does not change, but for
 * policies that come into force.
 */
public final class Catalogue {

  /** Nothing is registered. */
  public static final Catalogue EMPTY = new Catalogue(Registry.EMPTY, 0, Map.of());

  /** The stamp of what nobody has changed. */
  private static final String NONE = "0.0";

  private final Registry registry;
  private final long generation;
  private final Map<String, String> stamps;
  private final Map<String, List<Sensor>> sensors = new ConcurrentHashMap<>();
  private final Map<String, List<Resolution>> resolutions = new ConcurrentHashMap<>();
  private final Map<String, Optional<PolicyHistory>> protections = new ConcurrentHashMap<>();
  private final boolean inside;
  private final InstantSource clock;

  /**
   * What follows from a registry.
   *
   * @param generation the last apply it knows
   * @param stamps per dataset, the apply that changed it last: part of every ETag, so that a
   *     changed decision reaches caches
   */
  public Catalogue(Registry registry, long generation, Map<String, String> stamps) {
    this(registry, generation, stamps, false, InstantSource.system());
  }

  private Catalogue(
      Registry registry,
      long generation,
      Map<String, String> stamps,
      boolean inside,
      InstantSource clock) {
    this.inside = inside;
    this.clock = clock;
    this.registry = registry;
    this.generation = generation;
    this.stamps = Map.copyOf(stamps);
  }

  /**
   * The same for who may see exact windows. Without it, what is asked of a dataset about people is
   * answered as anyone may know it: its sensors, and with them its places, are not told.
   */
  public Catalogue inside() {
    return new Catalogue(registry, generation, stamps, true, clock);
  }

  public Registry registry() {
    return registry;
  }

  public long generation() {
    return generation;
  }

  /** The dataset of that id, if that visitor may know of it (I3). */
  public Optional<Dataset> shownTo(Visitor visitor, String id) {
    return registry.dataset(id).filter(dataset -> isShown(visitor, dataset));
  }

  /**
   * The dataset, if its window over that stretch of time may be told now, to whom it is shown.
   *
   * @param revision one that was told before a stricter policy is told no more
   */
  public Optional<Dataset> released(
      String dataset, Instant start, Instant end, boolean ofPeople, int revision) {
    return registry
        .dataset(dataset)
        .filter(known -> registry.tells(known, start, end, ofPeople))
        .filter(known -> !ofPeople || revision >= revisionOf(known, start));
  }

  private int revisionOf(Dataset dataset, Instant start) {
    return 1 + (int) tightenings(dataset).stream().filter(from -> from.isAfter(start)).count();
  }

  /** The dataset of a window that may be told now, to whom it is shown. */
  public Optional<Dataset> released(Window window) {
    return released(
        window.dataset(),
        window.start(),
        window.end(),
        window.protection() != null,
        window.revision());
  }

  /**
   * When stricter policies came into force. What is told of people and starts before one of them
   * has one revision more.
   */
  public List<Instant> tightenings(Dataset dataset) {
    Optional<PolicyHistory> policies =
        protections.computeIfAbsent(dataset.id(), id -> dataset.protection());
    return policies.isEmpty()
        ? List.of()
        : policies.get().tightenings(Instant.MIN, clock.instant()).stream()
            .map(Policy::from)
            .toList();
  }

  /** All datasets that a visitor may know of. */
  public List<Dataset> shownTo(Visitor visitor) {
    return registry.datasets().stream().filter(dataset -> isShown(visitor, dataset)).toList();
  }

  private boolean isShown(Visitor visitor, Dataset dataset) {
    boolean isPilot = dataset.stage() == Stage.PILOT && dataset.letsWindowsOut();
    return dataset.isPublic() || (isPilot && opens(visitor, dataset.id()));
  }

  private boolean opens(Visitor visitor, String dataset) {
    return pilotKeyOf(visitor).filter(key -> key.dataset().equals(dataset)).isPresent();
  }

  private Optional<PilotKey> pilotKeyOf(Visitor visitor) {
    return visitor.sha256() == null ? Optional.empty() : registry.pilotKey(visitor.sha256());
  }

  /** Whether the key that the visitor came with, if any, is still one. */
  public boolean admits(Visitor visitor) {
    return visitor.sha256() == null || isKey(visitor.sha256());
  }

  /** Who has that key; anyone where it is none. */
  public Visitor visitorWith(String sha256) {
    return isKey(sha256) ? new Visitor(sha256) : Visitor.ANYONE;
  }

  private boolean isKey(String sha256) {
    return registry.pilotKey(sha256).isPresent() || registry.grantedKey(sha256).isPresent();
  }

  /**
   * Whether a visitor may hear that something of the dataset was taken back: who may have had it.
   */
  public boolean mayHearOfEnd(Visitor visitor, String id) {
    return registry
        .dataset(id)
        .map(dataset -> wasPublic(dataset) || opens(visitor, id))
        .orElse(true);
  }

  private static boolean wasPublic(Dataset dataset) {
    Dataset.Publication decided = dataset.publication();
    return decided != null
        && (decided.standing() == null || decided.standing().publicSince() != null);
  }

  /** Changes whenever the dataset's registration does, or a stricter policy comes into force. */
  public String stampOf(String dataset) {
    return registry.dataset(dataset).map(this::stampOf).orElse(stamps.getOrDefault(dataset, NONE));
  }

  private String stampOf(Dataset dataset) {
    int tightenings = tightenings(dataset).size();
    String stamp = stamps.getOrDefault(dataset.id(), NONE);
    return tightenings == 0 ? stamp : stamp + "." + tightenings;
  }

  /** Whether that is the stamp of one of its datasets now. */
  public boolean isStamp(Dataset dataset, String stamp) {
    return stampOf(dataset).equals(stamp);
  }

  /** The sensors that measure something of the dataset, in the order of their ids. */
  public List<Sensor> sensorsOf(Dataset dataset) {
    return sensors.computeIfAbsent(
        dataset.id(), id -> protection(dataset).isPresent() ? List.of() : allSensorsOf(dataset));
  }

  private List<Sensor> allSensorsOf(Dataset dataset) {
    return registry.sensors().stream()
        .filter(sensor -> !quantitiesOf(dataset, sensor).isEmpty())
        .toList();
  }

  /** What must not be told of a dataset here. */
  private Optional<PolicyHistory> protection(Dataset dataset) {
    return inside || dataset.leavesWhole() ? Optional.empty() : dataset.protection();
  }

  /** The areas that the dataset has windows of: those it names, and those its sensors stood in. */
  public Set<String> areasOf(Dataset dataset) {
    int deepest =
        protection(dataset).stream()
            .flatMap(policies -> policies.versions().stream())
            .mapToInt(policy -> policy.grain().depth())
            .max()
            .orElse(Integer.MAX_VALUE - 1);
    Set<String> areas = new TreeSet<>();
    for (Sensor sensor : allSensorsOf(dataset)) {
      for (Sensor.Placement placement : sensor.placements()) {
        Optional<Place> place = registry.place(placement.place());
        for (AreaTree tree : registry.areaTreesOf(dataset)) {
          place.stream()
              .flatMap(known -> tree.pathTo(known).stream().limit(deepest + 1L))
              .forEach(areas::add);
        }
      }
    }
    Stream.ofNullable(dataset.areas()).flatMap(List::stream).map(Area::id).forEach(areas::add);
    return areas;
  }

  /** What that sensor measures for the dataset. */
  public List<Quantity> quantitiesOf(Dataset dataset, Sensor sensor) {
    return dataset.quantities().stream()
        .filter(quantity -> dataset.covers(sensor, quantity) && measures(sensor, quantity))
        .map(Quantities::of)
        .toList();
  }

  /** The resolutions in which the dataset has windows, from finest to coarsest. */
  public List<Resolution> resolutionsOf(Dataset dataset) {
    return resolutions.computeIfAbsent(
        dataset.id(), id -> orCoarsest(told(dataset, Resolutions.of(dataset, registry))));
  }

  /** None finer than the leaves. */
  private List<Resolution> told(Dataset dataset, List<Resolution> made) {
    Optional<Resolution> finest =
        protection(dataset).stream()
            .flatMap(policies -> policies.versions().stream())
            .map(policy -> policy.grain().resolution())
            .min(Resolution::compareTo);
    return made.stream()
        .filter(each -> finest.isEmpty() || each.compareTo(finest.get()) >= 0)
        .toList();
  }

  public Resolution finestOf(Dataset dataset) {
    return resolutionsOf(dataset).get(0);
  }

  /** The finest resolution that a sensor's windows of the dataset come in. */
  public Resolution finestOf(Dataset dataset, String sensor) {
    return registry
        .sensor(sensor)
        .flatMap(known -> registry.profile(known.profile()))
        .map(profile -> orCoarsest(Resolutions.notFinerThan(profile.interval())).get(0))
        .orElseGet(() -> finestOf(dataset));
  }

  /** What speaks more seldom than the coarsest windows are long is asked for in those. */
  private static List<Resolution> orCoarsest(List<Resolution> made) {
    return made.isEmpty()
        ? Resolutions.MADE.subList(Resolutions.MADE.size() - 1, Resolutions.MADE.size())
        : made;
  }

  private boolean measures(Sensor sensor, String quantity) {
    return registry
        .profile(sensor.profile())
        .map(
            profile ->
                profile.fields().stream().anyMatch(field -> field.quantity().equals(quantity)))
        .orElse(false);
  }
}
