package dk.bypuls.aggregator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.watch.Watchers;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchSettingsTest {

  @Test
  void letTheMachineItselfWatchAndWhoIsNamed() {
    // Given
    Watchers usual = watchers(Map.of());

    // When
    Watchers set = watchers(Map.of("bypuls.metrics.for", "10.1.2.0/24"));

    // Then
    assertThat(usual.include("127.0.0.1", header -> false)).isTrue();
    assertThat(usual.include("10.1.2.3", header -> false)).isFalse();
    assertThat(set.include("10.1.2.3", header -> false)).isTrue();
    assertThat(set.include("127.0.0.1", header -> false)).isFalse();
  }

  private static Watchers watchers(Map<String, String> set) {
    return Watchers.of(
        new SmallRyeConfigBuilder()
            .withMapping(WatchSettings.class)
            .withSources(new PropertiesConfigSource(set, "test", 100))
            .build()
            .getConfigMapping(WatchSettings.class)
            .addresses());
  }
}
