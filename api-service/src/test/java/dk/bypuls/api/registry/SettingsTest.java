package dk.bypuls.api.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.access.AccessSettings;
import dk.bypuls.api.operator.OperatorSettings;
import dk.bypuls.api.status.WatchSettings;
import dk.bypuls.events.watch.Watchers;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void hasDefaultsThatStay() {
    // When
    SmallRyeConfig config = config(Map.of());

    // Then
    RegistrySettings registry = config.getConfigMapping(RegistrySettings.class);
    assertThat(registry.filesPerApply()).isEqualTo(1_000);
    assertThat(registry.bytesPerApply()).isEqualTo(20_000_000);
    assertThat(registry.toldWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(registry.retryWait()).isEqualTo(Duration.ofSeconds(1));
    assertThat(registry.acknowledgeWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(registry.topicCheck()).isEqualTo(Duration.ofSeconds(10));
    AccessSettings access = config.getConfigMapping(AccessSettings.class);
    assertThat(access.adminTokenFile()).isEmpty();
    assertThat(access.failedAttempts()).isEqualTo(30);
    assertThat(access.failedAttemptsWindow()).isEqualTo(Duration.ofMinutes(1));
    OperatorSettings operator = config.getConfigMapping(OperatorSettings.class);
    assertThat(operator.ingest()).hasToString("http://127.0.0.1:8081");
    assertThat(operator.intake()).hasToString("http://127.0.0.1:8081");
    assertThat(operator.tokenFile()).isEmpty();
    assertThat(operator.answerWithin()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void readsTheNamesThatPeopleWrite() {
    // When
    SmallRyeConfig config =
        config(
            Map.of(
                "bypuls.registry.files-per-apply", "1",
                "bypuls.registry.bytes-per-apply", "2",
                "bypuls.registry.told-wait", "PT3S",
                "bypuls.registry.retry-wait", "PT4S",
                "bypuls.registry.acknowledge-wait", "PT5S",
                "bypuls.registry.topic-check", "PT6S",
                "bypuls.access.admin-token-file", "/a/token",
                "bypuls.access.failed-attempts", "7",
                "bypuls.access.failed-attempts-window", "PT8S"));

    // Then
    RegistrySettings registry = config.getConfigMapping(RegistrySettings.class);
    assertThat(registry.filesPerApply()).isEqualTo(1);
    assertThat(registry.bytesPerApply()).isEqualTo(2);
    assertThat(registry.toldWait()).isEqualTo(Duration.ofSeconds(3));
    assertThat(registry.retryWait()).isEqualTo(Duration.ofSeconds(4));
    assertThat(registry.acknowledgeWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(registry.topicCheck()).isEqualTo(Duration.ofSeconds(6));
    AccessSettings access = config.getConfigMapping(AccessSettings.class);
    assertThat(access.adminTokenFile()).contains(Path.of("/a/token"));
    assertThat(access.failedAttempts()).isEqualTo(7);
    assertThat(access.failedAttemptsWindow()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void letsTheMachineItselfWatchAndWhoIsNamed() {
    // Given
    Watchers usual = watchers(Map.of());

    // When
    Watchers set = watchers(Map.of("bypuls.metrics.for", "10.1.2.0/24,::1"));

    // Then
    assertThat(usual.include("127.0.0.1", header -> false)).isTrue();
    assertThat(usual.include("::1", header -> false)).isTrue();
    assertThat(usual.include("10.1.2.3", header -> false)).isFalse();
    assertThat(set.include("10.1.2.3", header -> false)).isTrue();
    assertThat(set.include("127.0.0.1", header -> false)).isFalse();
    assertThatThrownBy(() -> watchers(Map.of("bypuls.metrics.for", "10.1.2.0/33")))
        .hasMessageContaining("BYPULS_METRICS_FOR has \"10.1.2.0/33\", which is longer than");
  }

  private static Watchers watchers(Map<String, String> values) {
    return Watchers.of(config(values).getConfigMapping(WatchSettings.class).addresses());
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    ConfigSource source = new io.smallrye.config.PropertiesConfigSource(values, "test", 100);
    return new SmallRyeConfigBuilder()
        .withMapping(RegistrySettings.class)
        .withMapping(AccessSettings.class)
        .withMapping(OperatorSettings.class)
        .withMapping(WatchSettings.class)
        .withSources(source)
        .build();
  }
}
