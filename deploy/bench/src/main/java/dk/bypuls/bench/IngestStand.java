package dk.bypuls.bench;

import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import dk.bypuls.local.MqttBroker;
import dk.bypuls.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged ingest service as it is started in a city, between a real Kafka and MQTT broker. */
final class IngestStand implements AutoCloseable {

  private static final String JAR = "ingest-service/target/quarkus-app/quarkus-run.jar";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final KafkaBroker kafka;
  private final MqttBroker mqtt;
  private final int port = FreePorts.one();
  private final Measured service;

  /** Starts all of it and waits until ingest listens to the broker. */
  IngestStand() {
    try {
      folder = Files.createTempDirectory("bypuls-bench");
      kafka = KafkaBroker.start(folder.resolve("kafka"), FreePorts.block(2));
      mqtt = MqttBroker.start(folder.resolve("mqtt"), FreePorts.one());
      kafka.awaitReady();
      mqtt.awaitReady();
      service = start();
    } catch (IOException e) {
      throw new UncheckedIOException("ingest cannot be started", e);
    }
    Waiting.until("ingest is ready", () -> Service.isReady(port));
    BenchRegistry.publish(kafka.bootstrapServers(), mqtt.uri());
    Waiting.until("ingest listens", () -> get("/health/ready").contains("connected\""));
  }

  private Measured start() throws IOException {
    Path jar = Path.of(System.getProperty("bypuls.checkout", ".")).resolve(JAR);
    return Measured.java(
        folder.resolve("ingest.log"),
        Map.of(
            "BYPULS_KAFKA", kafka.bootstrapServers(),
            "BYPULS_CREDENTIALS", credentials().toString(),
            "BYPULS_KEYS", folder.resolve("keys").toString(),
            "BYPULS_INGEST_INSTANCE", "bench",
            "QUARKUS_HTTP_PORT", Integer.toString(port)),
        List.of("-jar", jar.toString()));
  }

  private Path credentials() throws IOException {
    Path file = folder.resolve("credentials.properties");
    String password = mqtt.password("ingest");
    Files.writeString(file, "city.username=ingest\ncity.password=" + password + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  Path folder() {
    return folder;
  }

  KafkaBroker kafka() {
    return kafka;
  }

  MqttBroker mqtt() {
    return mqtt;
  }

  Measured service() {
    return service;
  }

  int port() {
    return port;
  }

  /** The sum of all counts of that name that have this in their labels. */
  double count(String metric, String label) {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(metric + "{") && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private String get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException("ingest does not answer", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  @Override
  public void close() {
    service.close();
    mqtt.close();
    kafka.close();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy up " + folder, e);
    }
  }
}
