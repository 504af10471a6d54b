package dk.bypuls.api.open;

import dk.bypuls.events.Cell;
import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.local.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands in for the aggregator and its sink: writes topics in transactions, and the tables. */
final class WindowWriter implements AutoCloseable {

  private final Database database;
  private final String kafka;
  private KafkaProducer<byte[], byte[]> producer;
  private boolean broken;
  private int batch;

  WindowWriter(Database database, String kafka) throws Exception {
    this.database = database;
    this.kafka = kafka;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      List<NewTopic> topics =
          Topics.all().stream()
              .map(
                  topic ->
                      new NewTopic(
                              topic.name(), Optional.of(topic.partitions()), Optional.of((short) 1))
                          .configs(topic.settings()))
              .toList();
      admin.createTopics(topics).all().get();
    }
    producer = newProducer();
  }

  private KafkaProducer<byte[], byte[]> newProducer() {
    KafkaProducer<byte[], byte[]> made =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "transactional.id", "test-aggregator"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    made.initTransactions();
    return made;
  }

  /** Makes the tables as the sink does. */
  void migrate() throws Exception {
    for (String schema : List.of("open", "exact")) {
      try (Connection connection = database.connect("bypuls_sink");
          Statement statement = connection.createStatement()) {
        statement.execute("set search_path to " + schema);
        for (Path migration : migrations()) {
          String sql = Files.readString(migration);
          statement.execute(sql.replace("${schema}", schema).replace("${chunk}", "1 day"));
        }
      }
    }
  }

  private static List<Path> migrations() throws IOException {
    Path checkout = Path.of(System.getProperty("bypuls.checkout", ".."));
    Path folder = checkout.resolve("aggregator-service/src/main/resources/db/history");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted(
              Comparator.comparingInt(
                  file ->
                      Integer.parseInt(
                          file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"))))
          .toList();
    }
  }

  /** Publishes complete windows: to the topics and, where it is up, to the database. */
  List<String> publish(Window... windows) throws Exception {
    List<Instant> appended = tell(windows);
    store("open", List.of(windows), appended);
    List<String> json = new ArrayList<>();
    for (int i = 0; i < windows.length; i++) {
      json.add(WindowJson.write(windows[i], appended.get(i)));
    }
    return json;
  }

  /** Keeps complete windows inside: on the topic and in the database. */
  List<String> keep(Window... windows) throws Exception {
    List<Future<RecordMetadata>> sent =
        inTransaction(
            () ->
                Stream.of(windows)
                    .map(window -> send(Topics.EXACT_WINDOWS, sensor(window), window))
                    .toList());
    List<Instant> appended = new ArrayList<>();
    List<String> json = new ArrayList<>();
    for (int i = 0; i < windows.length; i++) {
      appended.add(Instant.ofEpochMilli(sent.get(i).get().timestamp()));
      json.add(WindowJson.write(windows[i], appended.get(i)));
    }
    store("exact", List.of(windows), appended);
    return json;
  }

  /** Publishes complete windows to the topics alone. */
  List<Instant> tell(Window... windows) throws Exception {
    List<Future<RecordMetadata>> sent =
        inTransaction(
            () ->
                Stream.of(windows)
                    .flatMap(
                        window ->
                            Stream.of(
                                send(Topics.WINDOWS, sensor(window), window),
                                send(Topics.LATEST, window.seriesKey(), window)))
                    .toList());
    List<Instant> appended = new ArrayList<>();
    for (int i = 0; i < sent.size(); i += 2) {
      appended.add(Instant.ofEpochMilli(sent.get(i).get().timestamp()));
    }
    return appended;
  }

  /** Shows a window that is still filling. */
  void show(Window window) throws Exception {
    List<Future<RecordMetadata>> sent =
        inTransaction(
            () ->
                List.of(
                    send(Topics.LIVE, sensor(window), window),
                    send(Topics.LATEST, window.seriesKey(), window)));
    for (Future<RecordMetadata> record : sent) {
      record.get();
    }
  }

  /** Says something else on the topic of windows. */
  void say(WindowEvent event) throws Exception {
    inTransaction(() -> send(Topics.WINDOWS, "dataset", event)).get();
  }

  /** Tells of devices. */
  void tell(DeviceStatus... devices) {
    var unused =
        inTransaction(
            () ->
                Stream.of(devices)
                    .map(device -> send(Topics.DEVICE_STATUS, device.sensor(), device))
                    .toList());
  }

  /** What was sent; after a transaction that failed, the next has a producer of its own. */
  private <A> A inTransaction(Supplier<A> sending) {
    if (broken) {
      producer.close(Duration.ZERO);
      producer = newProducer();
    }
    broken = true;
    producer.beginTransaction();
    A sent = sending.get();
    producer.commitTransaction();
    broken = false;
    return sent;
  }

  private <T> Future<RecordMetadata> send(Topic<T> topic, String key, T event) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return producer.send(new ProducerRecord<>(topic.name(), bytes, topic.codec().encode(event)));
  }

  private static String sensor(Window window) {
    return window.cell() instanceof Cell.SensorCell cell
        ? cell.sensor()
        : ((Cell.AreaCell) window.cell()).area();
  }

  /** Writes rows as the sink does, in one batch. */
  void store(String schema, List<Window> windows, List<Instant> publishedAt) throws SQLException {
    try (Connection connection = database.connect("bypuls_sink")) {
      connection.setAutoCommit(false);
      batch++;
      try (Statement statement = connection.createStatement()) {
        statement.execute("update " + schema + ".sink_batch set batch = " + batch);
      }
      for (int i = 0; i < windows.size(); i++) {
        store(connection, schema, windows.get(i), publishedAt.get(i));
      }
      connection.commit();
    }
  }

  private void store(Connection connection, String schema, Window window, Instant at)
      throws SQLException {
    Cell.SensorCell cell =
        window.cell() instanceof Cell.SensorCell sensor ? sensor : new Cell.SensorCell("", "");
    String area = window.cell() instanceof Cell.AreaCell there ? there.area() : "";
    int family =
        id(
            connection,
            "insert into %1$s.families (dataset, resolution) values (?, ?::smallint)"
                + " on conflict (dataset, resolution) do update set dataset = excluded.dataset"
                + " returning id",
            schema,
            window.dataset(),
            Integer.toString(window.resolution().number()));
    int series =
        id(
            connection,
            "insert into %1$s.series (family, place, sensor, area, quantity)"
                + " values (?::int, ?, ?, ?, ?)"
                + " on conflict (family, place, sensor, area, quantity)"
                + " do update set place = excluded.place returning id",
            schema,
            Integer.toString(family),
            cell.place(),
            cell.sensor(),
            area,
            window.quantity().id());
    String sql =
        "insert into %s.windows (start_at, end_at, published_at, final_at, count, family, series,"
            + " revision, batch, flags, expected, status, mean, min, max, sum, reason, quality, leaves,"
            + " withheld) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql.formatted(schema))) {
      insert.setTimestamp(1, Timestamp.from(window.start()));
      insert.setTimestamp(2, Timestamp.from(window.end()));
      insert.setTimestamp(3, Timestamp.from(at));
      insert.setTimestamp(4, Timestamp.from(window.finalAt()));
      insert.setLong(5, window.count());
      insert.setInt(6, family);
      insert.setInt(7, series);
      insert.setInt(8, window.revision());
      insert.setInt(9, batch);
      insert.setInt(10, window.flags());
      insert.setObject(11, area.isEmpty() ? window.expected().orElse(0) : null, Types.INTEGER);
      insert.setInt(12, window.status().number());
      int column = 13;
      for (Statistic each : List.of(Statistic.MEAN, Statistic.MIN, Statistic.MAX, Statistic.SUM)) {
        OptionalLong figure = window.statistics().find(each);
        insert.setObject(column++, figure.isPresent() ? figure.getAsLong() : null, Types.BIGINT);
      }
      insert.setString(17, window.reason());
      Protection protection = window.protection();
      Quality quality = protection == null ? null : protection.quality();
      insert.setObject(18, quality == null ? null : quality.number(), Types.SMALLINT);
      insert.setObject(19, protection == null ? null : protection.leaves(), Types.INTEGER);
      insert.setObject(20, protection == null ? null : protection.withheld(), Types.INTEGER);
      insert.execute();
    }
  }

  private static int id(Connection connection, String sql, String schema, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.formatted(schema))) {
      for (int i = 0; i < values.length; i++) {
        if (values[i].matches("[0-9]+")) {
          statement.setInt(i + 1, Integer.parseInt(values[i]));
        } else {
          statement.setString(i + 1, values[i]);
        }
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
