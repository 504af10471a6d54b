package dk.bypuls.aggregator.window;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which resolutions are made of what. */
final class Resolutions {

  /** From finest to coarsest; months are not made yet. */
  static final List<Resolution> MADE =
      List.of(Resolution.PT1M, Resolution.PT15M, Resolution.PT1H, Resolution.P1D);

  private Resolutions() {}

  /** None finer than the interval; all where there is none. */
  static List<Resolution> notFinerThan(@Nullable Duration interval) {
    return interval == null
        ? MADE
        : MADE.stream().filter(made -> made.usualLength().compareTo(interval) >= 0).toList();
  }

  /** Those that some sensor of the dataset makes. */
  static List<Resolution> of(Dataset dataset, Registry registry) {
    List<Optional<Profile>> profiles =
        Stream.concat(
                dataset.profiles().stream(),
                dataset.sensors().stream()
                    .flatMap(sensor -> registry.sensor(sensor).map(Sensor::profile).stream()))
            .map(registry::profile)
            .toList();
    boolean anyWithout =
        profiles.stream()
            .anyMatch(profile -> profile.isEmpty() || profile.get().interval() == null);
    return notFinerThan(
        anyWithout
            ? null
            : profiles.stream()
                .map(profile -> profile.map(Profile::interval).orElse(null))
                .filter(Objects::nonNull)
                .min(Duration::compareTo)
                .orElse(null));
  }
}
