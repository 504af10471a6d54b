package dk.bypuls.events.registry;

import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that is registered at one moment. It does not change. */
public final class Registry {

  /** Nothing is registered. */
  public static final Registry EMPTY = new Registry(List.of());

  private final Map<String, Tenant> tenants = new TreeMap<>();
  private final Map<String, Source> sources = new TreeMap<>();
  private final Map<String, Decoder> decoders = new TreeMap<>();
  private final Map<String, Profile> profiles = new TreeMap<>();
  private final Map<String, Place> places = new TreeMap<>();
  private final Map<String, Sensor> sensors = new TreeMap<>();
  private final Map<String, Dataset> datasets = new TreeMap<>();
  private final Map<String, BackPublication> backPublications = new TreeMap<>();
  private final Map<String, BackFill> backFills = new TreeMap<>();
  private final Map<String, Recall> recalls = new TreeMap<>();
  private final Map<String, List<Recall>> recallsByDataset = new HashMap<>();
  private final Map<String, List<DatasetChange>> changesByDataset = new HashMap<>();
  private final Map<String, PilotKey> pilotKeysByHash = new HashMap<>();
  private final Map<String, GrantedKey> grantedKeysByHash = new HashMap<>();
  private final Map<String, PolicySimulation> simulations = new TreeMap<>();
  private final Map<String, List<SourceToken>> tokensBySource = new HashMap<>();
  private final Map<Device, Sensor> sensorsByDevice = new HashMap<>();
  private final Map<String, List<Dataset>> datasetsByProfile = new HashMap<>();
  private final Map<String, List<Dataset>> datasetsBySensor = new HashMap<>();
  private final Map<String, List<AreaTree>> areaTrees = new HashMap<>();

  public Registry(Collection<? extends Entity> entities) {
    for (Entity entity : entities) {
      add(entity);
    }
  }

  private void add(Entity entity) {
    if (entity instanceof Tenant tenant) {
      tenants.put(tenant.id(), tenant);
    } else if (entity instanceof Source source) {
      sources.put(source.id(), source);
    } else if (entity instanceof SourceToken token) {
      tokensBySource.computeIfAbsent(token.source(), source -> new ArrayList<>()).add(token);
    } else if (entity instanceof Decoder decoder) {
      decoders.put(decoder.id(), decoder);
    } else if (entity instanceof Profile profile) {
      profiles.put(profile.id(), profile);
    } else if (entity instanceof Place place) {
      places.put(place.id(), place);
    } else if (entity instanceof Sensor sensor) {
      sensors.put(sensor.id(), sensor);
      for (String source : sensor.sources()) {
        sensorsByDevice.put(new Device(source, sensor.device()), sensor);
      }
    } else if (entity instanceof Dataset dataset) {
      datasets.put(dataset.id(), dataset);
      List<AreaTree> trees = AreaTree.of(dataset);
      if (!trees.isEmpty()) {
        areaTrees.put(dataset.id(), trees);
      }
      for (String profile : dataset.profiles()) {
        datasetsByProfile.computeIfAbsent(profile, id -> new ArrayList<>()).add(dataset);
      }
      for (String sensor : dataset.sensors()) {
        datasetsBySensor.computeIfAbsent(sensor, id -> new ArrayList<>()).add(dataset);
      }
    } else if (entity instanceof BackPublication order) {
      backPublications.put(order.id(), order);
    } else if (entity instanceof BackFill order) {
      backFills.put(order.id(), order);
    } else if (entity instanceof Recall order) {
      recalls.put(order.id(), order);
      recallsByDataset.computeIfAbsent(order.dataset(), id -> new ArrayList<>()).add(order);
    } else if (entity instanceof PilotKey key) {
      pilotKeysByHash.put(key.sha256(), key);
    } else if (entity instanceof GrantedKey key) {
      grantedKeysByHash.put(key.sha256(), key);
    } else if (entity instanceof PolicySimulation order) {
      simulations.put(order.id(), order);
    } else if (entity instanceof DatasetChange change) {
      changesByDataset.computeIfAbsent(change.dataset(), id -> new ArrayList<>()).add(change);
    }
  }

  public Optional<Tenant> tenant(String id) {
    return Optional.ofNullable(tenants.get(id));
  }

  public Optional<Source> source(String id) {
    return Optional.ofNullable(sources.get(id));
  }

  public Optional<Decoder> decoder(String id) {
    return Optional.ofNullable(decoders.get(id));
  }

  public Optional<Profile> profile(String id) {
    return Optional.ofNullable(profiles.get(id));
  }

  public Optional<Place> place(String id) {
    return Optional.ofNullable(places.get(id));
  }

  public Optional<Sensor> sensor(String id) {
    return Optional.ofNullable(sensors.get(id));
  }

  public Optional<Dataset> dataset(String id) {
    return Optional.ofNullable(datasets.get(id));
  }

  public Collection<Tenant> tenants() {
    return Collections.unmodifiableCollection(tenants.values());
  }

  public Collection<Source> sources() {
    return Collections.unmodifiableCollection(sources.values());
  }

  public Collection<Place> places() {
    return Collections.unmodifiableCollection(places.values());
  }

  public Collection<Sensor> sensors() {
    return Collections.unmodifiableCollection(sensors.values());
  }

  public Collection<Dataset> datasets() {
    return Collections.unmodifiableCollection(datasets.values());
  }

  /** The orders to publish what was kept inside, in the order of their ids. */
  public Collection<BackPublication> backPublications() {
    return Collections.unmodifiableCollection(backPublications.values());
  }

  /** The orders to make windows of files, in the order of their ids. */
  public Collection<BackFill> backFills() {
    return Collections.unmodifiableCollection(backFills.values());
  }

  /** The orders to take back what was published, in the order of their ids. */
  public Collection<Recall> recalls() {
    return Collections.unmodifiableCollection(recalls.values());
  }

  /** The stretches of time of which nothing of a dataset is told any more. */
  public List<Recall.Stretch> recalled(String dataset) {
    Dataset known = datasets.get(dataset);
    Dataset.Publication decision = known == null ? null : known.publication();
    return recallsByDataset.getOrDefault(dataset, List.of()).stream()
        .map(recall -> recall.stretch(decision))
        .toList();
  }

  /** Whether a window of that dataset has a part in what was recalled. */
  public boolean isRecalled(String dataset, Instant start, Instant end) {
    return recallsByDataset.containsKey(dataset)
        && recalled(dataset).stream().anyMatch(stretch -> stretch.touches(start, end));
  }

  /**
   * Whether a window of the dataset may be known to anyone: it was decided that it may (I3), and it
   * is not recalled.
   */
  public boolean releases(Dataset dataset, Instant start, Instant end) {
    return tells(dataset, start, end, false);
  }

  /**
   * The same of a window as it was told.
   *
   * @param ofPeople whether it is about people and was protected
   */
  public boolean tells(Dataset dataset, Instant start, Instant end, boolean ofPeople) {
    return dataset.tells(start, ofPeople) && !isRecalled(dataset.id(), start, end);
  }

  /** The key to a pilot that has that hash. */
  public Optional<PilotKey> pilotKey(String sha256) {
    return Optional.ofNullable(pilotKeysByHash.get(sha256));
  }

  /** The key with a larger allowance that has that hash. */
  public Optional<GrantedKey> grantedKey(String sha256) {
    return Optional.ofNullable(grantedKeysByHash.get(sha256));
  }

  /** The orders to find out what a policy would have told, in the order of their ids. */
  public Collection<PolicySimulation> simulations() {
    return Collections.unmodifiableCollection(simulations.values());
  }

  /** What changed of a dataset while it was public. */
  public List<DatasetChange> changesOf(String dataset) {
    return Collections.unmodifiableList(changesByDataset.getOrDefault(dataset, List.of()));
  }

  /** The datasets that any of a sensor's readings belong to, in the order of their ids. */
  public List<Dataset> datasetsOf(Sensor sensor) {
    return datasets.values().stream()
        .filter(dataset -> dataset.quantities().stream().anyMatch(id -> dataset.covers(sensor, id)))
        .toList();
  }

  /** The tokens that may post to a source. */
  public List<SourceToken> tokensOf(String source) {
    return tokensBySource.getOrDefault(source, List.of());
  }

  /** The sensor whose device has that name in that source. */
  public Optional<Sensor> sensorOf(String source, String device) {
    return Optional.ofNullable(sensorsByDevice.get(new Device(source, device)));
  }

  /** The datasets that a sensor's readings of a quantity belong to, in the order of their ids. */
  public List<Dataset> datasetsOf(Sensor sensor, Quantity quantity) {
    Map<String, Dataset> found = new TreeMap<>();
    collect(datasetsByProfile.get(sensor.profile()), sensor, quantity, found);
    collect(datasetsBySensor.get(sensor.id()), sensor, quantity, found);
    return List.copyOf(found.values());
  }

  /** The trees of areas of a dataset; none where it has windows of its sensors only. */
  public List<AreaTree> areaTreesOf(Dataset dataset) {
    return areaTrees.getOrDefault(dataset.id(), List.of());
  }

  /** Whether any dataset has windows of areas. */
  public boolean anyAreas() {
    return !areaTrees.isEmpty();
  }

  private static void collect(
      @Nullable List<Dataset> candidates,
      Sensor sensor,
      Quantity quantity,
      Map<String, Dataset> found) {
    if (candidates != null) {
      for (Dataset dataset : candidates) {
        if (dataset.covers(sensor, quantity.id())) {
          found.put(dataset.id(), dataset);
        }
      }
    }
  }

  private record Device(String source, String name) {}
}
