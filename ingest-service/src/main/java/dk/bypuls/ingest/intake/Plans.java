package dk.bypuls.ingest.intake;

import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of every registered source are taken in: made anew, whole, for each registry.
 */
public final class Plans {

  private static final Logger LOG = Logger.getLogger(Plans.class);

  private final Map<String, Function<Source, Format>> formats;
  private final Function<Decoder, PayloadDecoder> decoders;
  private final IntakeMetrics metrics;
  private volatile Map<String, SourcePlan> sources = Map.of();
  private volatile Map<String, ProfilePlan> inUse = Map.of();
  private volatile Registry registry = new Registry(List.of());

  /**
   * Knows no source yet.
   *
   * @param formats how the messages of a source of each format are read
   * @param decoders makes registered decoders ready
   */
  public Plans(
      Map<String, Function<Source, Format>> formats,
      Function<Decoder, PayloadDecoder> decoders,
      IntakeMetrics metrics) {
    this.formats = Map.copyOf(formats);
    this.decoders = decoders;
    this.metrics = metrics;
  }

  /** Takes what is registered now. */
  public void adopt(Registry registry) {
    this.registry = registry;
    Map<String, ProfilePlan> profiles = new HashMap<>();
    for (Sensor sensor : registry.sensors()) {
      profiles.computeIfAbsent(sensor.profile(), id -> profile(registry, registry.profile(id)));
    }
    Map<String, SourcePlan> next = new HashMap<>();
    for (Source source : registry.sources()) {
      SourcePlan plan = plan(source);
      if (plan != null) {
        next.put(source.id(), plan);
      }
    }
    for (Sensor sensor : registry.sensors()) {
      SensorPlan plan = profiles.getOrDefault(sensor.profile(), ProfilePlan.NOTHING).of(sensor);
      for (String id : sensor.sources()) {
        SourcePlan source = next.get(id);
        // A source speaks for the devices of its own tenant only.
        if (source != null && source.source().tenant().equals(sensor.tenant())) {
          source.sensors().put(source.format().deviceName(sensor.device()), plan);
        }
      }
    }
    sources = Map.copyOf(next);
    inUse = Map.copyOf(profiles);
  }

  /** How the messages of that source are taken in; absent if it is not registered. */
  @Nullable SourcePlan of(String source) {
    return sources.get(source);
  }

  /** A device's name as messages of that source would say it. */
  public String deviceName(String source, String registered) {
    SourcePlan plan = sources.get(source);
    return plan == null ? registered : plan.format().deviceName(registered);
  }

  /** The sensor of a device; absent if none is registered with it in that source. */
  public @Nullable String sensorOf(String source, String device) {
    SourcePlan plan = sources.get(source);
    SensorPlan sensor = plan == null ? null : plan.sensors().get(deviceName(source, device));
    return sensor == null ? null : sensor.sensor();
  }

  /** A registered profile; absent if there is none of that name. */
  Optional<Profile> profile(String id) {
    return registry.profile(id);
  }

  /**
   * How a sensor of that profile would be read, whether there is one or not.
   *
   * @throws IllegalArgumentException if it cannot be read here; the message says why
   */
  SensorPlan trial(Profile profile, String sensor) {
    ProfilePlan plan = inUse.get(profile.id());
    ProfilePlan made = plan == null || plan.fields().isEmpty() ? made(registry, profile) : plan;
    return SensorPlan.of(sensor, profile.id(), made.decoder(), made.fields(), made.stored());
  }

  private @Nullable SourcePlan plan(Source source) {
    Function<Source, Format> format = formats.get(source.format());
    if (format == null) {
      LOG.errorf(
          "source %s has a format that this Bypuls does not know: its messages are refused",
          source.id());
      return null;
    }
    try {
      return new SourcePlan(source, format.apply(source), new HashMap<>(), metrics.of(source));
    } catch (IllegalArgumentException e) {
      LOG.errorf(
          "source %s cannot be read here, so its messages are refused: %s",
          source.id(), e.getMessage());
      return null;
    }
  }

  private ProfilePlan profile(Registry registry, Optional<Profile> profile) {
    if (profile.isEmpty()) {
      return ProfilePlan.NOTHING;
    }
    try {
      return made(registry, profile.get());
    } catch (IllegalArgumentException e) {
      LOG.errorf(
          "profile %s cannot be read here, so its messages go to quarantine: %s",
          profile.get().id(), e.getMessage());
      return ProfilePlan.NOTHING;
    }
  }

  private ProfilePlan made(Registry registry, Profile profile) {
    List<FieldPlan> fields = SensorPlan.fieldsOf(profile);
    String decoder = profile.decoder();
    Profile.Stored stored = profile.stored();
    return new ProfilePlan(
        decoder == null ? null : decoder(registry, decoder),
        fields,
        stored == null ? null : StoredPlan.of(stored));
  }

  private PayloadDecoder decoder(Registry registry, String id) {
    return registry
        .decoder(id)
        .map(decoders)
        .orElseThrow(() -> new IllegalArgumentException("there is no decoder " + id));
  }

  /** How what is said by the devices of one product becomes readings. */
  private record ProfilePlan(
      @Nullable PayloadDecoder decoder, List<FieldPlan> fields, @Nullable StoredPlan stored) {

    static final ProfilePlan NOTHING = new ProfilePlan(null, List.of(), null);

    SensorPlan of(Sensor sensor) {
      return SensorPlan.of(sensor.id(), sensor.profile(), decoder, fields, stored);
    }
  }
}
