package dk.bypuls.ingest;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The settings as they are when nobody sets anything, or only these. */
public final class Defaults {

  private static final int BEFORE_DEFAULTS = 500;

  private Defaults() {}

  public static IngestSettings settings() {
    return settings(Map.of());
  }

  public static IngestSettings settings(Map<String, String> set) {
    return of(IngestSettings.class, set);
  }

  /** Other settings than those of {@link IngestSettings}, with these set. */
  static <T> T of(Class<T> settings, Map<String, String> set) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(settings)
            .withSources(new PropertiesConfigSource(set, "test", BEFORE_DEFAULTS))
            .build();
    return config.getConfigMapping(settings);
  }
}
