package dk.bypuls.bench;

import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.local.Database;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import dk.bypuls.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The packaged aggregator service as it is started in a city, between a real Kafka and a real
 * database.
 *
 * <p>The records of the readings topic carry the time of their sender here, so that days pass as
 * quickly as they can be worked on; for the service it is the time at which they were appended.
 */
final class AggregatorStand implements AutoCloseable {

  static final String APPLICATION = "bypuls-aggregator";

  private static final String JAR = "aggregator-service/target/quarkus-app/quarkus-run.jar";
  private static final double MEGABYTE = 1e6;
  private static final long QUIET_MILLIS = 3_000;

  private final Path folder;
  private final KafkaBroker kafka;
  private final Database database;
  private final int port = FreePorts.one();
  private final int heapMegabytes;
  private final Admin admin;
  private Measured service;

  /** Starts all of it and waits until windows are made. */
  AggregatorStand(List<Entity> registry, int heapMegabytes) {
    this.heapMegabytes = heapMegabytes;
    try {
      folder = Files.createTempDirectory("bypuls-bench");
      kafka = KafkaBroker.start(folder.resolve("kafka"), FreePorts.block(2));
      database = Database.start(folder.resolve("database"), FreePorts.one());
    } catch (IOException e) {
      throw new UncheckedIOException("the aggregator cannot be started", e);
    }
    kafka.awaitReady();
    database.awaitReady();
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    createTopics();
    BenchRegistry.publish(kafka.bootstrapServers(), registry);
    service = start();
    awaitReady();
  }

  private void createTopics() {
    create(
        Topics.all().stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.partitions(), (short) 1)
                        .configs(settings(topic)))
            .toList());
  }

  /** Makes a topic beside those of the city. */
  void createTopic(String name) {
    create(List.of(new NewTopic(name, Topics.PARTITIONS, (short) 1)));
  }

  private void create(List<NewTopic> topics) {
    try {
      admin.createTopics(topics).all().get();
      admin.listOffsets(ends(Topics.READINGS)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be made", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  private static Map<String, String> settings(Topic<?> topic) {
    Map<String, String> settings = new HashMap<>(topic.settings());
    if (topic.equals(Topics.READINGS)) {
      settings.put("message.timestamp.type", "CreateTime");
      settings.put("retention.ms", "-1");
      settings.remove("segment.ms");
    }
    return settings;
  }

  private static Map<TopicPartition, OffsetSpec> ends(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }

  private Measured start() {
    return start(state(), port, 0);
  }

  /** Starts an instance with that folder for its state. */
  Measured start(Path state, int port, int standbys) {
    Path jar = Path.of(System.getProperty("bypuls.checkout", ".")).resolve(JAR);
    return Measured.java(
        folder.resolve("aggregator.log"),
        Map.of(
            "BYPULS_KAFKA", kafka.bootstrapServers(),
            "BYPULS_STATE", state.toString(),
            "BYPULS_AGGREGATOR_STANDBYS", Integer.toString(standbys),
            "BYPULS_NOISE_KEY", folder.resolve("noise-key").toString(),
            "BYPULS_DATABASE_URL", database.jdbcUrl(),
            "BYPULS_SINK_PASSWORD", database.password("bypuls_sink"),
            "BYPULS_LOG_JSON", "false",
            "QUARKUS_HTTP_PORT", Integer.toString(port)),
        List.of("-Xmx" + heapMegabytes + "m", "-jar", jar.toString()));
  }

  private void awaitReady() {
    awaitReady(port);
  }

  static void awaitReady(int port) {
    Waiting.until("windows are made", Duration.ofMinutes(30), () -> Service.isReady(port));
  }

  /** Ends the service in good order and starts it again with so many standbys. */
  void restart(int standbys) {
    service.close();
    service = start(state(), port, standbys);
    awaitReady();
  }

  /**
   * Kills the service, takes its state away and starts it again. Answers how long it took from the
   * kill until windows were made again.
   */
  Duration loseState() {
    long killed = System.nanoTime();
    service.kill();
    delete(state());
    service = start();
    awaitReady();
    return Duration.ofNanos(System.nanoTime() - killed);
  }

  Measured service() {
    return service;
  }

  KafkaBroker kafka() {
    return kafka;
  }

  Database database() {
    return database;
  }

  Path folder() {
    return folder;
  }

  private Path state() {
    return folder.resolve("state");
  }

  /** Waits until every reading was worked on and all of it is committed. */
  void awaitWorkedOff(Duration limit) {
    Waiting.until("the readings are worked off", limit, () -> behind() == 0);
  }

  /** Waits until no more rows are written. Answers how many there are. */
  long awaitWritten(Duration limit) {
    long[] rows = {-1};
    Waiting.until(
        "the windows are written",
        limit,
        () -> {
          long before = rows[0];
          Waiting.pause(QUIET_MILLIS);
          rows[0] = rows();
          return rows[0] == before;
        });
    return rows[0];
  }

  private long rows() {
    try (Connection connection = database.connect(Database.SUPERUSER);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from exact.windows")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not answer", e);
    }
  }

  private long behind() {
    try {
      Map<TopicPartition, OffsetAndMetadata> done =
          admin.listConsumerGroupOffsets(APPLICATION).partitionsToOffsetAndMetadata().get();
      long behind = 0;
      for (var end : admin.listOffsets(ends(Topics.READINGS)).all().get().entrySet()) {
        OffsetAndMetadata at = done.get(end.getKey());
        behind += end.getValue().offset() - (at == null ? 0 : at.offset());
      }
      return behind;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not say how far the aggregator is", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  /** How large the local state is. */
  double stateMegabytes() {
    return bytes(state()) / MEGABYTE;
  }

  /** How large Kafka's copy of the state is, as far as it has been compacted. */
  double changelogMegabytes() {
    return partitions(APPLICATION) / MEGABYTE;
  }

  /** How large a topic is in Kafka. */
  double megabytes(Topic<?> topic) {
    return partitions(topic.name() + "-") / MEGABYTE;
  }

  private long partitions(String prefix) {
    try (Stream<Path> paths = Files.walk(folder.resolve("kafka"))) {
      return paths
          .filter(Files::isDirectory)
          .filter(path -> path.getFileName().toString().startsWith(prefix))
          .mapToLong(AggregatorStand::bytes)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is on disk; files may go while they are looked for. */
  static long bytes(Path folder) {
    long bytes = 0;
    for (Path file : files(folder)) {
      try {
        // An index that is in use is as long as it may grow, and hardly any of it is written.
        bytes += file.toString().endsWith("index") ? 0 : Files.size(file);
      } catch (IOException gone) {
        bytes += 0;
      }
    }
    return bytes;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException changing) {
      return files(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy up " + folder, e);
    }
  }

  @Override
  public void close() {
    service.close();
    admin.close();
    database.close();
    kafka.close();
    delete(folder);
  }
}
