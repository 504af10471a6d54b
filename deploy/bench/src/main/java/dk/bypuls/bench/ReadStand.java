package dk.bypuls.bench;

import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.local.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A history that was written by the aggregator's sink, and api-service, which reads it. */
final class ReadStand implements AutoCloseable {

  private static final String OPEN = "bypuls_open";
  private static final int LINGER_MILLIS = 20;

  private final HistoryStand history = new HistoryStand();
  private final ApiProcess api;

  /** Starts all of it, with those registered. */
  ReadStand(Fleet... fleets) {
    List<Entity> entities = new ArrayList<>();
    for (Fleet fleet : fleets) {
      entities.addAll(fleet.registry());
    }
    BenchRegistry.publish(history.kafka().bootstrapServers(), entities);
    api =
        new ApiProcess(
            history.folder().resolve("api.log"),
            history.kafka(),
            Map.of(
                "BYPULS_DATABASE_URL", history.database().jdbcUrl(),
                "BYPULS_OPEN_PASSWORD", history.database().password(OPEN)));
  }

  /** Has windows of so many minutes written of each sensor of a fleet; answers how many. */
  int write(Fleet fleet, int minutes) {
    long before = history.written();
    try (KafkaProducer<byte[], byte[]> producer =
        BenchWindow.producer(history.kafka().bootstrapServers(), LINGER_MILLIS)) {
      for (int minute = 0; minute < minutes; minute++) {
        for (int sensor = 0; sensor < fleet.sensors(); sensor++) {
          BenchWindow.send(
              producer,
              sensor % Topics.PARTITIONS,
              BenchWindow.of(
                  fleet.dataset(),
                  fleet.place(sensor),
                  fleet.sensor(sensor),
                  minute,
                  1000L * sensor + minute));
        }
      }
    }
    int rows = minutes * fleet.sensors();
    history.awaitWritten(before + rows);
    history.execute("analyze open.windows, open.series");
    return rows;
  }

  int port() {
    return api.port();
  }

  Path folder() {
    return history.folder();
  }

  Database database() {
    return history.database();
  }

  long number(String sql) {
    return history.number(sql);
  }

  Measured service() {
    return api.measured();
  }

  /** CPU nanoseconds that the service and the database took so far. */
  double nanoseconds() {
    return api.measured().nanoseconds() + databaseNanoseconds();
  }

  double databaseNanoseconds() {
    return CpuTime.nanoseconds(history.database().pid());
  }

  @Override
  public void close() {
    api.close();
    history.close();
  }
}
