package dk.bypuls.bench;

import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The packaged api-service on a real Kafka, without a database: what live needs. */
final class ApiStand implements AutoCloseable {

  private final Path folder;
  private final KafkaBroker kafka;
  private final ApiProcess service;

  /** Starts it with that registered and set, and waits until it tells what is live. */
  ApiStand(List<Entity> registry, Map<String, String> environment) {
    try {
      folder = Files.createTempDirectory("bypuls-bench");
    } catch (IOException e) {
      throw new UncheckedIOException("api-service cannot be started", e);
    }
    kafka = KafkaBroker.start(folder.resolve("kafka"), FreePorts.block(2));
    kafka.awaitReady();
    createTopics();
    BenchRegistry.publish(kafka.bootstrapServers(), registry);
    service = new ApiProcess(folder.resolve("api.log"), kafka, environment);
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      List<NewTopic> topics =
          Topics.all().stream()
              .map(
                  topic ->
                      new NewTopic(topic.name(), topic.partitions(), (short) 1)
                          .configs(topic.settings()))
              .toList();
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be made", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  KafkaBroker kafka() {
    return kafka;
  }

  int port() {
    return service.port();
  }

  Measured service() {
    return service.measured();
  }

  @Override
  public void close() {
    service.close();
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
