package dk.bypuls.aggregator.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.aggregator.recompute.Recompute;
import dk.bypuls.aggregator.stream.AggregatorTopology;
import dk.bypuls.aggregator.stream.Meters;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Tick;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.local.Database;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecomputeIT {

  private static final String AIR = "havnstrup-air";
  private static final int MINUTES = 300;
  private static final HistorySettings SETTINGS =
      Settings.with(
          "bypuls.history.batch-time", "PT0.1S", "bypuls.history.standby-check", "PT0.1S");

  private static Instant start;
  private static Instant end;
  private static Database database;
  private static KafkaBroker broker;
  private static History history;
  private static WindowBroker windows;
  private static int stored;

  private record Sent(int partition, Instant at, InnerEvent event) {}

  @BeforeAll
  static void startParts(@TempDir Path folder) throws Exception {
    end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    start = end.minus(Duration.ofMinutes(MINUTES));
    database = Database.start(folder, FreePorts.one());
    broker = KafkaBroker.start(folder, FreePorts.one());
    database.awaitReady();
    broker.awaitReady();
    history = new History(database);
    windows = new WindowBroker(broker);
    new HistorySchema(history.dataSource(), SETTINGS).migrate();
    send(folder.resolve("stream"), town(), sent());
  }

  @AfterAll
  static void stop() {
    windows.close();
    broker.stop();
    database.stop();
  }

  @BeforeEach
  void keepWhatIsThere() throws Exception {
    history.run("bypuls_sink", "create table exact.saved as select * from open.windows");
  }

  @AfterEach
  void putBack() throws Exception {
    history.run(
        "bypuls_sink",
        "delete from open.windows; insert into open.windows select * from exact.saved;"
            + " drop table exact.saved");
  }

  @Test
  void saysThatAnUntouchedHistoryIsIdentical() throws Exception {
    // When
    Answer answer = recompute("--json");

    // Then both sides of the decision were compared, corrections among them
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(answer.out());
    assertThat(json.get("compared").asInt()).isEqualTo(stored).isGreaterThan(2 * MINUTES);
    assertThat(json.get("unsettled").asInt()).isZero();
    assertThat(json.get("differences")).isEmpty();
    assertThat(count("open", "revision > 1") + count("exact", "revision > 1")).isPositive();
  }

  @Test
  void namesWhatWasTamperedWith() throws Exception {
    // Given
    tamper("update open.windows set max = max + 1", 200);
    tamper("delete from open.windows", 201);
    tamper("update open.windows set start_at = start_at - interval '7 seconds'", 202);

    // When
    Answer answer = recompute();

    // Then
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out())
        .contains("differs havnstrup-air/havnstrup-place/havnstrup-sensor-0/air-temperature/PT1M/")
        .contains("missing havnstrup-air/havnstrup-place/havnstrup-sensor-1/air-temperature/PT1M/")
        .contains("extra havnstrup-air/havnstrup-place/havnstrup-sensor-0/air-temperature/PT1M/")
        .contains("compared, 8 differ, 0 too new");
  }

  @Test
  void saysWhatItCannotDo() throws Exception {
    assertThat(recompute("--dataset", "havnstrup-none").err()).contains("no dataset is called");
    assertThat(recompute("--from", "yesterday").code()).isEqualTo(2);
  }

  private record Answer(int code, String out, String err) {}

  private static Answer recompute(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--dataset",
                AIR,
                "--from",
                start.toString(),
                "--to",
                end.plusSeconds(1).toString()));
    words.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Map<String, String> environment =
        Map.of(
            "BYPULS_KAFKA", broker.bootstrapServers(),
            "BYPULS_DATABASE_URL", database.jdbcUrl(),
            "BYPULS_SINK_PASSWORD", database.password("bypuls_sink"));
    int code =
        new Recompute(environment, new PrintStream(out, true, UTF_8))
            .run(words, new PrintStream(err, true, UTF_8));
    return new Answer(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** Does it to the windows of one minute that begin then. */
  private static void tamper(String what, int minute) throws Exception {
    Instant at = start.plus(Duration.ofMinutes(minute));
    history.run(
        "bypuls_sink",
        what + " where start_at = '" + at + "' and end_at = '" + at.plusSeconds(60) + "'");
  }

  private static int count(String schema, String where) throws Exception {
    return Integer.parseInt(
        String.valueOf(
            history.ask(
                "bypuls_sink", "select count(*) from " + schema + ".windows where " + where)));
  }

  private static List<Entity> town() {
    List<Entity> town = new ArrayList<>();
    town.add(
        new Profile(
            "havnstrup-air-quality",
            "havnstrup",
            new Profile.Product("Nordsensor", "X"),
            Duration.ofMinutes(1),
            null,
            List.of()));
    for (int number = 0; number < 2; number++) {
      town.add(
          new Sensor(
              "havnstrup-sensor-" + number,
              "havnstrup",
              List.of("havnstrup-lorawan"),
              "device-" + number,
              "havnstrup-air-quality",
              List.of(new Sensor.Placement("havnstrup-place", null))));
    }
    town.add(
        new Dataset(
            AIR,
            "havnstrup",
            new Text("Luft", "Air"),
            null,
            PrivacyClass.OPEN,
            List.of("havnstrup-air-quality"),
            List.of(),
            List.of("air-temperature"),
            null,
            null,
            null,
            null,
            null,
            Period.ofYears(5),
            Dataset.DEFAULT_LATENESS,
            new Dataset.Publication(
                "A reviewer",
                LocalDate.of(2026, 11, 1),
                "1",
                "assessed",
                "low",
                start.plus(Duration.ofMinutes(MINUTES / 2)))));
    return town;
  }

  /** A reading a minute of each sensor; some come twice, some an hour late, some of no dataset. */
  private static List<Sent> sent() {
    List<Sent> sent = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      Instant observed = start.plus(Duration.ofMinutes(minute)).plusSeconds(17);
      for (int sensor = 0; sensor < 2; sensor++) {
        sent.add(reading(sensor, minute, "air-temperature", observed, observed.plusSeconds(2)));
        if (minute % 31 == 0) {
          sent.add(reading(sensor, minute, "air-temperature", observed, observed.plusSeconds(9)));
          sent.add(reading(sensor, minute, "relative-humidity", observed, observed.plusSeconds(9)));
        }
        if (minute >= 60 && minute % 37 == 0) {
          Instant late = observed.minus(Duration.ofMinutes(60)).plusSeconds(20);
          sent.add(reading(sensor, -minute, "air-temperature", late, observed.plusSeconds(10)));
        }
      }
      for (int partition = 0; partition < Topics.READINGS.partitions(); partition++) {
        sent.add(new Sent(partition, observed.plusSeconds(40), new Tick("test")));
      }
    }
    for (int partition = 0; partition < Topics.READINGS.partitions(); partition++) {
      for (int minute = 0; minute < 20; minute++) {
        sent.add(new Sent(partition, end.plus(Duration.ofMinutes(minute)), new Tick("test")));
      }
    }
    return sent;
  }

  private static Sent reading(
      int sensor, int message, String quantity, Instant observed, Instant appended) {
    String id = "havnstrup-sensor-" + sensor;
    return new Sent(
        sensor * 3,
        appended,
        new Readings(
            "havnstrup",
            id,
            "havnstrup-lorawan",
            Origin.ofMessage(id, "m" + message),
            observed,
            List.of(
                new Readings.Reading(Quantities.of(quantity), 0, message * 7 % 311, observed, 0))));
  }

  /** To Kafka; and what the topology makes of each partition into history. */
  private static void send(Path state, List<Entity> town, List<Sent> sent) throws Exception {
    windows.create(HistorySide.OPEN);
    windows.create(HistorySide.EXACT);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      Map<String, String> own = new HashMap<>(Topics.READINGS.settings());
      own.put("message.timestamp.type", "CreateTime");
      int partitions = Topics.READINGS.partitions();
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.REGISTRY.name(), 1, (short) 1),
                  new NewTopic(Topics.READINGS.name(), partitions, (short) 1).configs(own)))
          .all()
          .get();
      for (Entity entity : town) {
        tell(
            producer,
            new RegistryRecord.Changed(1, 1, EntityKind.of(entity), entity.id(), 1, entity));
      }
      tell(producer, new RegistryRecord.Applied(1, 1));
      for (Sent one : sent) {
        byte[] bytes = Topics.READINGS.codec().encode(one.event());
        long at = one.at().toEpochMilli();
        var unused =
            producer.send(
                new ProducerRecord<>(Topics.READINGS.name(), one.partition(), at, null, bytes));
      }
    }
    for (int partition : new int[] {0, 3}) {
      int its = partition;
      aggregate(
          state.resolve("p" + partition),
          new Registry(town),
          sent.stream().filter(one -> one.partition() == its).toList());
    }
  }

  private static void tell(KafkaProducer<byte[], byte[]> producer, RegistryRecord told) {
    byte[] bytes = Topics.REGISTRY.codec().encode(told);
    var unused =
        producer.send(
            new ProducerRecord<>(Topics.REGISTRY.name(), 0, told.key().getBytes(UTF_8), bytes));
  }

  private static void aggregate(Path state, Registry registry, List<Sent> sent) throws Exception {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, AggregatorTopology.APPLICATION);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    Meters meters = new Meters(new SimpleMeterRegistry());
    try (TopologyTestDriver driver =
        new TopologyTestDriver(
            AggregatorTopology.build(WindowRules.DEFAULT, () -> registry, meters),
            settings,
            Instant.EPOCH)) {
      var input =
          driver.createInputTopic(
              Topics.READINGS.name(), new ByteArraySerializer(), new ByteArraySerializer());
      for (Sent one : sent) {
        byte[] bytes = Topics.READINGS.codec().encode(one.event());
        input.pipeInput(new TestRecord<>(new byte[] {1}, bytes, one.at()));
      }
      List<WindowEvent> open = told(driver, Topics.WINDOWS);
      List<WindowEvent> exact = told(driver, Topics.EXACT_WINDOWS);
      stored += cells(open) + cells(exact);
      store(open, exact);
    }
  }

  private static List<WindowEvent> told(TopologyTestDriver driver, Topic<WindowEvent> topic) {
    var output =
        driver.createOutputTopic(
            topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    return output.readValuesToList().stream().map(topic.codec()::decode).toList();
  }

  private static int cells(List<WindowEvent> events) {
    return Math.toIntExact(
        events.stream()
            .filter(event -> event instanceof Window window && isAsked(window))
            .map(event -> ((Window) event).seriesKey() + ((Window) event).start())
            .distinct()
            .count());
  }

  private static boolean isAsked(Window window) {
    return window.dataset().equals(AIR) && !window.start().isBefore(start);
  }

  private static void store(List<WindowEvent> open, List<WindowEvent> exact) throws Exception {
    int before = count("open", "true") + count("exact", "true");
    List<String> sent = windows.send(HistorySide.OPEN, open);
    sent.addAll(windows.send(HistorySide.EXACT, exact));
    try (RunningSink sink =
        new RunningSink(history.dataSource(), SETTINGS, broker.bootstrapServers())) {
      sink.await(
          "all windows",
          () -> count("open", "true") + count("exact", "true") == before + sent.size());
    }
  }
}
