package dk.bypuls.ingest.mqtt;

import static dk.bypuls.ingest.mqtt.Subscriber.origins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dk.bypuls.events.Origin;
import dk.bypuls.events.registry.Source;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.MqttBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both versions of MQTT with the broker of the one-machine city. */
class VersionsIT {

  private static final int SOME = 100;

  private static Path folder;
  private static MqttBroker broker;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    broker = MqttBroker.start(folder.resolve("mqtt"), FreePorts.one());
    broker.awaitReady();
    Path file = Files.createFile(folder.resolve("credentials.properties"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        file, "city.username=ingest\ncity.password=" + broker.password("ingest") + "\n");
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static Subscriber subscriber(String version, int qos, Map<String, String> set) {
    Source.Mqtt mqtt = new Source.Mqtt(broker.uri(), Subscriber.FILTER, "city", qos, null, version);
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "bypuls.ingest.mqtt.credentials",
                folder.resolve("credentials.properties").toString()));
    all.putAll(set);
    return new Subscriber(folder, "it-" + version + "-" + qos, mqtt, all);
  }

  private static NetworkServer networkServer() throws Exception {
    return new NetworkServer(
        broker.uri(), "network-server", broker.password("network-server"), null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void losesNothingWhenTheBrokerIsKilled(String version) throws Exception {
    try (Subscriber subscriber = subscriber(version, 1, Map.of())) {
      // Given
      subscriber.awaitConnected();
      subscriber.publisher.hold();
      try (NetworkServer networkServer = networkServer()) {
        networkServer.publish(0, SOME, 1);
      }
      await().atMost(Subscriber.WITHIN).until(() -> !subscriber.publisher.origins().isEmpty());
      List<Origin> before = subscriber.publisher.origins();

      // When
      broker.kill();
      await().atMost(Subscriber.WITHIN).until(() -> subscriber.inWords().startsWith("not"));
      subscriber.publisher.release();
      broker.launch();
      broker.awaitReady();

      // Then
      Set<Origin> all = origins(0, SOME);
      await()
          .atMost(Subscriber.WITHIN)
          .untilAsserted(
              () -> {
                List<Origin> now = subscriber.publisher.origins();
                assertThat(now).containsAll(all);
                assertThat(before).allMatch(each -> Collections.frequency(now, each) > 1);
              });
      subscriber.awaitConnected();
      try (NetworkServer networkServer = networkServer()) {
        networkServer.publish(SOME, 2 * SOME, 1);
      }
      subscriber.awaitAll(origins(SOME, 2 * SOME));
      assertThat(subscriber.metric(SourceState.CONNECTED)).isEqualTo(1);
      assertThat(subscriber.metric(SourceState.RECONNECTS)).isGreaterThanOrEqualTo(1);
      await()
          .untilAsserted(
              () ->
                  assertThat(subscriber.metric(SourceState.MESSAGES))
                      .isEqualTo(subscriber.publisher.origins().size()));
      assertThat(subscriber.metric(SourceState.NOT_GUARANTEED)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void takesWhatCameWhileItWasAwayAndNothingTwice(String version) throws Exception {
    // Given
    int from = version.equals("5") ? 10_000 : 20_000;
    try (Subscriber first = subscriber(version, 1, Map.of());
        NetworkServer networkServer = networkServer()) {
      first.awaitConnected();
      networkServer.publish(from, from + SOME, 1);
      first.awaitAll(origins(from, from + SOME));
    }
    try (NetworkServer networkServer = networkServer()) {
      networkServer.publish(from + SOME, from + 2 * SOME, 1);
    }

    // When
    try (Subscriber second = subscriber(version, 1, Map.of())) {
      second.awaitAll(origins(from + SOME, from + 2 * SOME));

      // Then
      assertThat(second.publisher.origins())
          .doesNotContainAnyElementsOf(origins(from, from + SOME))
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void saysWhereNothingIsGuaranteed(String version) throws Exception {
    try (Subscriber subscriber = subscriber(version, 0, Map.of());
        NetworkServer networkServer = networkServer()) {
      // Given
      subscriber.awaitConnected();

      // When
      networkServer.publish(30_000, 30_010, 0);

      // Then
      subscriber.awaitAll(origins(30_000, 30_010));
      await().until(() -> subscriber.inWords().contains("not guaranteed"));
      await().until(() -> subscriber.metric(SourceState.NOT_GUARANTEED) >= 10);
      assertThat(subscriber.metric(SourceState.NOT_GUARANTEED)).isEqualTo(10);
    }
  }

  @Test
  void leavesWhatCannotBeDividedToOneInstance() {
    try (Subscriber other =
        subscriber("3.1.1", 1, Map.of("bypuls.ingest.mqtt.undivided", "false"))) {
      assertThat(other.inWords()).isEqualTo("null");
    }
  }
}
