package dk.bypuls.ingest.mqtt;

import static dk.bypuls.ingest.mqtt.Subscriber.origins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.bypuls.events.registry.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both versions of MQTT with another broker, behind TLS with certificates on both sides. */
class MosquittoIT {

  private static final int SOME = 100;
  private static final String ALL =
      """
      city.username=ingest
      city.password=not a secret
      city.trust=ca.pem
      city.certificate=client.pem
      city.key=client.key
      """;

  private static Path folder;
  private static @Nullable Mosquitto broker;
  private static int sessions;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Optional<Mosquitto> possible = Mosquitto.in(folder);
    assumeTrue(possible.isPresent(), "there is no mosquitto for this machine");
    broker = possible.get();
    broker.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (broker != null) {
      broker.close();
    }
  }

  private static Mosquitto broker() {
    return Objects.requireNonNull(broker);
  }

  private static Subscriber subscriber(String version, String host, String credentials)
      throws Exception {
    Path file = folder.resolve("credentials-" + sessions++ + ".properties");
    Files.writeString(file, credentials);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Source.Mqtt mqtt =
        new Source.Mqtt(broker().address(host), Subscriber.FILTER, "city", 1, "bypuls", version);
    return new Subscriber(
        folder,
        "it-" + version + "-" + sessions,
        mqtt,
        Map.of("bypuls.ingest.mqtt.credentials", file.toString()));
  }

  private static NetworkServer networkServer() throws Exception {
    return new NetworkServer(
        broker().address("localhost"),
        Mosquitto.USER,
        Mosquitto.PASSWORD,
        Tls.sockets(
            broker().file("ca.pem"), broker().file("client.pem"), broker().file("client.key")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void losesNothingWhenTheBrokerVanishesAndReturns(String version) throws Exception {
    try (Subscriber subscriber = subscriber(version, "localhost", ALL)) {
      // Given
      subscriber.awaitConnected();
      subscriber.publisher.hold();
      try (NetworkServer networkServer = networkServer()) {
        networkServer.publish(0, SOME, 1);
      }
      await().atMost(Subscriber.WITHIN).until(() -> !subscriber.publisher.origins().isEmpty());

      // When
      broker().stop();
      await().atMost(Subscriber.WITHIN).until(() -> subscriber.inWords().startsWith("not"));
      subscriber.publisher.release();
      broker().start();

      // Then
      subscriber.awaitConnected();
      subscriber.awaitAll(origins(0, SOME));
      assertThat(subscriber.publisher.origins()).hasSizeGreaterThan(SOME);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5     | 127.0.0.1 | ca.pem    | client | not a secret | subject alternative",
        "3.1.1 | 127.0.0.1 | ca.pem    | client | not a secret | subject alternative",
        "5     | localhost | other.pem | client | not a secret | path",
        "3.1.1 | localhost | other.pem | client | not a secret | path",
        "5     | localhost | ca.pem    |        | not a secret | not connected",
        "3.1.1 | localhost | ca.pem    |        | not a secret | not connected",
        "5     | localhost | ca.pem    | client | guessed      | not connected",
        "3.1.1 | localhost | ca.pem    | client | guessed      | not connected",
        "3.1.1 | localhost | ca.pem    | server | not a secret | set its mode to 600"
      })
  void isNotConnectedToStrangersNorAsOne(
      String version,
      String host,
      String trust,
      @Nullable String identity,
      String password,
      String words)
      throws Exception {
    // Given
    String credentials = "city.username=ingest\ncity.password=" + password + "\n";
    credentials += "city.trust=" + trust + "\n";
    if (identity != null) {
      Files.setPosixFilePermissions(
          folder.resolve("server.key"), PosixFilePermissions.fromString("rw-r--r--"));
      credentials += "city.certificate=" + identity + ".pem\ncity.key=" + identity + ".key\n";
    }

    // When
    try (Subscriber subscriber = subscriber(version, host, credentials)) {
      // Then
      await()
          .atMost(Subscriber.WITHIN)
          .untilAsserted(
              () ->
                  assertThat(subscriber.inWords())
                      .startsWith("not connected: ")
                      .contains(words)
                      .doesNotContain(password));
      assertThat(subscriber.metric(SourceState.CONNECTIONS)).isZero();
    }
  }
}
