package dk.bypuls.ingest.intake;

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

  private final Map<String, Function<Source, Decoder>> formats;
  private final IntakeMetrics metrics;
  private volatile Map<String, SourcePlan> sources = Map.of();

  /**
   * Knows no source yet.
   *
   * @param formats how the messages of a source of each format are read
   */
  public Plans(Map<String, Function<Source, Decoder>> formats, IntakeMetrics metrics) {
    this.formats = Map.copyOf(formats);
    this.metrics = metrics;
  }

  /** Takes what is registered now. */
  public void adopt(Registry registry) {
    Map<String, List<FieldPlan>> profiles = new HashMap<>();
    for (Sensor sensor : registry.sensors()) {
      profiles.computeIfAbsent(sensor.profile(), id -> fieldsOf(registry.profile(id)));
    }
    Map<String, SourcePlan> next = new HashMap<>();
    for (Source source : registry.sources()) {
      SourcePlan plan = plan(source);
      if (plan != null) {
        next.put(source.id(), plan);
      }
    }
    for (Sensor sensor : registry.sensors()) {
      SensorPlan plan =
          SensorPlan.of(sensor.id(), profiles.getOrDefault(sensor.profile(), List.of()));
      for (String id : sensor.sources()) {
        SourcePlan source = next.get(id);
        // A source speaks for the devices of its own tenant only.
        if (source != null && source.source().tenant().equals(sensor.tenant())) {
          source.sensors().put(source.decoder().deviceName(sensor.device()), plan);
        }
      }
    }
    sources = Map.copyOf(next);
  }

  /** How the messages of that source are taken in; absent if it is not registered. */
  @Nullable SourcePlan of(String source) {
    return sources.get(source);
  }

  private @Nullable SourcePlan plan(Source source) {
    Function<Source, Decoder> format = formats.get(source.format());
    if (format == null) {
      LOG.errorf(
          "source %s has a format that this Bypuls does not know: its messages are refused",
          source.id());
      return null;
    }
    return new SourcePlan(source, format.apply(source), new HashMap<>(), metrics.of(source));
  }

  private static List<FieldPlan> fieldsOf(Optional<Profile> profile) {
    if (profile.isEmpty()) {
      return List.of();
    }
    try {
      return SensorPlan.fieldsOf(profile.get());
    } catch (IllegalArgumentException e) {
      LOG.errorf(
          "profile %s cannot be read here, so its messages go to quarantine: %s",
          profile.get().id(), e.getMessage());
      return List.of();
    }
  }
}
