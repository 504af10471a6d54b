package dk.bypuls.events.registry;

import dk.bypuls.events.Resolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long the windows are that are made of what: those who make them and those who ask agree. */
public final class Resolutions {

  /** From finest to coarsest. */
  public static final List<Resolution> MADE = Resolution.all();

  private Resolutions() {}

  /** None finer than the interval at which readings come; all where there is none. */
  public static List<Resolution> notFinerThan(@Nullable Duration interval) {
    return interval == null
        ? MADE
        : MADE.stream().filter(made -> made.usualLength().compareTo(interval) >= 0).toList();
  }

  /** Those that some sensor of the dataset makes. */
  public static List<Resolution> of(Dataset dataset, Registry registry) {
    List<Duration> intervals = new ArrayList<>();
    for (String id : profilesOf(dataset, registry)) {
      Duration interval = registry.profile(id).map(Profile::interval).orElse(null);
      if (interval == null) {
        return MADE;
      }
      intervals.add(interval);
    }
    return notFinerThan(intervals.stream().min(Duration::compareTo).orElse(null));
  }

  private static List<String> profilesOf(Dataset dataset, Registry registry) {
    Stream<String> ofSensors =
        dataset.sensors().stream().flatMap(id -> registry.sensor(id).map(Sensor::profile).stream());
    return Stream.concat(dataset.profiles().stream(), ofSensors).toList();
  }
}
