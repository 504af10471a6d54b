package dk.bypuls.bench;

import dk.bypuls.aggregator.stream.StreamSettings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;

/** The settings of the aggregator as they are when nobody sets anything. */
final class AggregatorDefaults {

  private static final String PREFIX = "bypuls.aggregator";

  private AggregatorDefaults() {}

  static StreamSettings streams(String servers, Path state) {
    return new SmallRyeConfigBuilder()
        .withMapping(StreamSettings.class, PREFIX)
        .withDefaultValue(PREFIX + ".bootstrap-servers", servers)
        .withDefaultValue(PREFIX + ".state", state.toString())
        .build()
        .getConfigMapping(StreamSettings.class, PREFIX);
  }
}
