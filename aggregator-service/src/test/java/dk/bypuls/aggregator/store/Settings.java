package dk.bypuls.aggregator.store;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings as the service reads them, from names and values. */
final class Settings {

  private Settings() {}

  static HistorySettings with(String... namesAndValues) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(HistorySettings.class);
    for (int index = 0; index < namesAndValues.length; index += 2) {
      builder.withDefaultValue(namesAndValues[index], namesAndValues[index + 1]);
    }
    return builder.build().getConfigMapping(HistorySettings.class);
  }
}
