package dk.bypuls.bench;

import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.local.Database;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The packaged aggregator as it is started in a city, between a real Kafka and a real database. */
final class HistoryStand implements AutoCloseable {

  static final String SINK = "bypuls_sink";

  /** More than none when the sink holds the lock of the one writer. */
  private static final String WRITERS =
      "select count(*) from pg_locks where locktype = 'advisory' and granted and classid = %d"
          .formatted(0x42_59_50_55);

  private static final String JAR = "aggregator-service/target/quarkus-app/quarkus-run.jar";

  private final Path folder;
  private final KafkaBroker kafka;
  private final Database database;
  private final Measured service;
  private final Connection connection;

  HistoryStand() {
    try {
      folder = Files.createTempDirectory("bypuls-bench");
      kafka = KafkaBroker.start(folder.resolve("kafka"), FreePorts.block(2));
      database = Database.start(folder.resolve("database"), FreePorts.one());
      kafka.awaitReady();
      database.awaitReady();
      createTopics();
      service = start();
      connection = database.connect(SINK);
    } catch (IOException e) {
      throw new UncheckedIOException("the history cannot be started", e);
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not answer", e);
    }
    Waiting.until("the history is written", () -> number(WRITERS) > 0);
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(Topics.all().stream().map(HistoryStand::topic).toList()).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be made", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  private static NewTopic topic(Topic<?> topic) {
    return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.settings());
  }

  private Measured start() {
    Path jar = Path.of(System.getProperty("bypuls.checkout", ".")).resolve(JAR);
    return Measured.java(
        folder.resolve("aggregator.log"),
        Map.of(
            "BYPULS_KAFKA", kafka.bootstrapServers(),
            "BYPULS_STATE", folder.resolve("state").toString(),
            "BYPULS_NOISE_KEY", folder.resolve("noise-key").toString(),
            "BYPULS_DATABASE_URL", database.jdbcUrl(),
            "BYPULS_SINK_PASSWORD", database.password(SINK),
            "QUARKUS_HTTP_PORT", Integer.toString(FreePorts.one())),
        List.of("-jar", jar.toString()));
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

  /** Waits until the sink has written so many records of the windows' topic. */
  void awaitWritten(long records) {
    Waiting.until("all rows are written", () -> written() >= records);
  }

  /** How many records of the windows' topic the sink has written. */
  long written() {
    return number("select coalesce(sum(next_offset), 0) from open.sink_progress");
  }

  /** A session of the sink's role, for what is written raw. */
  Connection connection() {
    return connection;
  }

  boolean isTimescale() {
    return database.isTimescale();
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("the database refuses: " + sql, e);
    }
  }

  /** The first number of the first row. */
  long number(String sql) {
    return numbers(sql).get(0);
  }

  private List<Long> numbers(String sql) {
    List<Long> numbers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    } catch (SQLException e) {
      throw new IllegalStateException("the database refuses: " + sql, e);
    }
  }

  /** The CPU ticks of all of the service's sessions in the database. */
  long ticksOfService() {
    return ticks("application_name = 'bypuls-aggregator'");
  }

  /** The CPU ticks of {@link #connection}. */
  long ticksOfConnection() {
    return ticks("pid = pg_backend_pid()");
  }

  private long ticks(String sessions) {
    long ticks = 0;
    for (long pid : numbers("select pid from pg_stat_activity where " + sessions)) {
      try {
        ticks += ProcessStat.parse(Files.readString(Path.of("/proc", pid + "", "stat"))).ticks();
      } catch (IOException ended) {
        throw new IllegalStateException("a session that is measured has ended", ended);
      }
    }
    return ticks;
  }

  @Override
  public void close() {
    service.close();
    try {
      connection.close();
    } catch (SQLException ended) {
      // It ends with the database.
    }
    database.close();
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
