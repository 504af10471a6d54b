package dk.bypuls.aggregator.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.recompute.Recompute;
import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.release.Kept;
import dk.bypuls.aggregator.release.Released;
import dk.bypuls.aggregator.release.Ways;
import dk.bypuls.aggregator.stream.AggregatorTopology;
import dk.bypuls.aggregator.stream.Meters;
import dk.bypuls.aggregator.window.AreaAggregation;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaEvent;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.CompleteThrough;
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
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.local.Database;
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
import java.util.Comparator;
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
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(HistoryStand.Once.class)
class RecomputeIT {

  private static final String AIR = "havnstrup-air";
  private static final int MINUTES = 300;

  /** From then on the second sensor says nothing for ten minutes. */
  private static final int QUIET = 250;

  /** How a reader of the open side tells what became of a window of a minute without a row. */
  private static final String ANSWER =
      """
      select case
        when exists (
          select from open.windows w
          join open.families f on f.id = w.family and f.dataset = 'havnstrup-air'
            and f.resolution = 1
          join open.series s on s.id = w.series and s.sensor = 'havnstrup-sensor-1'
          where w.start_at = '%1$s') then 'told'
        when timestamptz '%1$s' + interval '1 minute' <= (
          select min(through) from open.complete_through
          where dataset = 'havnstrup-air' and resolution = 1
          having count(*) = 6) then 'missing'
        else 'not-yet' end
      """;

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
  static void startParts(HistoryStand stand, @TempDir Path folder) throws Exception {
    end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    start = end.minus(Duration.ofMinutes(MINUTES));
    database = stand.database();
    broker = stand.broker();
    history = stand.history();
    windows = new WindowBroker(broker);
    send(folder.resolve("stream"), town(), sent());
  }

  @AfterAll
  static void stop() {
    windows.close();
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
        .contains("differs havnstrup-air/area/10km_")
        .contains("missing havnstrup-air/area/100m_")
        .contains("missing havnstrup-air/havnstrup-place/havnstrup-sensor-1/air-temperature/PT1M/")
        .contains("extra havnstrup-air/havnstrup-place/havnstrup-sensor-0/air-temperature/PT1M/")
        .contains("compared, 20 differ, 0 too new");
  }

  @Test
  void whatIsStoredTellsWhatIsMissingFromWhatIsNotYet() throws Exception {
    assertThat(openAnswer(QUIET - 1)).isEqualTo("told");
    assertThat(openAnswer(QUIET)).isEqualTo("missing");
    assertThat(openAnswer(QUIET + 10)).isEqualTo("told");
    // Ticks alone went on for another 20 minutes, to 10 seconds before their last whole minute.
    assertThat(openAnswer(MINUTES + 17)).isEqualTo("missing");
    assertThat(openAnswer(MINUTES + 18)).isEqualTo("not-yet");
  }

  private static String openAnswer(int minute) throws Exception {
    String sql = ANSWER.formatted(start.plus(Duration.ofMinutes(minute)));
    return String.valueOf(history.ask("bypuls_open", sql));
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
    town.add(new Place("havnstrup-place", "havnstrup", new Text("Torvet", "Square"), 10.12, 56.12));
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
                start.plus(Duration.ofMinutes(MINUTES / 2))),
            "100m",
            null));
    return town;
  }

  /** A reading a minute of each sensor; some come twice, some an hour late, some of no dataset. */
  private static List<Sent> sent() {
    List<Sent> sent = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      Instant observed = start.plus(Duration.ofMinutes(minute)).plusSeconds(17);
      int speaking = minute >= QUIET && minute < QUIET + 10 ? 1 : 2;
      for (int sensor = 0; sensor < speaking; sensor++) {
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
      for (int partition : new int[] {0, 3}) {
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
    Registry registry = new Registry(town);
    Said said = new Said(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int partition = 0; partition < Topics.READINGS.partitions(); partition++) {
      int its = partition;
      aggregate(
          state.resolve("p" + partition),
          registry,
          partition,
          sent.stream().filter(one -> one.partition() == its).toList(),
          said);
    }
    aggregateAreas(registry, said);
    stored = cells(said.open()) + cells(said.exact());
    store(said.open(), said.exact());
  }

  private static void tell(KafkaProducer<byte[], byte[]> producer, RegistryRecord told) {
    byte[] bytes = Topics.REGISTRY.codec().encode(told);
    var unused =
        producer.send(
            new ProducerRecord<>(Topics.REGISTRY.name(), 0, told.key().getBytes(UTF_8), bytes));
  }

  private static void aggregate(
      Path state, Registry registry, int partition, List<Sent> sent, Said said) {
    try (TopologyTestDriver driver = driver(state, registry)) {
      var input =
          driver.createInputTopic(
              Topics.READINGS.name(), new ByteArraySerializer(), new ByteArraySerializer());
      for (Sent one : sent) {
        byte[] bytes = Topics.READINGS.codec().encode(one.event());
        input.pipeInput(new TestRecord<>(new byte[] {1}, bytes, one.at()));
      }
      said.open().addAll(told(driver, Topics.WINDOWS, partition));
      said.exact().addAll(told(driver, Topics.EXACT_WINDOWS, partition));
      driver
          .createOutputTopic(
              Topics.AREA_PARTS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
          .readRecordsToList()
          .forEach(record -> said.parts().add(Part.of(record, partition)));
    }
  }

  /** What a partition says of areas. The driver believes that it is the first partition. */
  private record Part(Instant at, AreaEvent event) {

    static Part of(TestRecord<byte[], byte[]> record, int partition) {
      AreaEvent event = Topics.AREA_PARTS.codec().decode(record.value());
      return new Part(
          record.getRecordTime(),
          event instanceof AreaBeat beat
              ? new AreaBeat(partition, beat.through(), beat.at())
              : event);
    }
  }

  /** What all partitions say of the tree of areas, in the order in which it was said. */
  private static void aggregateAreas(Registry registry, Said said) {
    AreaAggregation areas =
        new AreaAggregation(
            WindowRules.DEFAULT,
            () -> registry,
            Stores.inMemoryKeyValueStore("areas").get(),
            new Gate(said, 0, () -> registry),
            null,
            0,
            Topics.READINGS.partitions(),
            tree -> true);
    said.parts().sort(Comparator.comparing(Part::at));
    for (Part each : said.parts()) {
      if (each.event() instanceof AreaPart part) {
        areas.take(part);
      } else if (each.event() instanceof AreaBeat beat) {
        areas.take(beat);
      }
    }
  }

  /** What all partitions say. */
  private record Said(List<WindowEvent> open, List<WindowEvent> exact, List<Part> parts)
      implements Ways {

    @Override
    public void windows(byte[] key, Released released) {
      open.add(released.event());
    }

    @Override
    public void exactWindows(byte[] key, Kept kept) {
      exact.add(kept.event());
    }

    @Override
    public void live(byte[] key, Released released) {}

    @Override
    public void latest(byte[] key, Released released) {}
  }

  private static TopologyTestDriver driver(Path state, Registry registry) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, AggregatorTopology.APPLICATION);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    Meters meters = new Meters(new SimpleMeterRegistry());
    return new TopologyTestDriver(
        AggregatorTopology.build(
            WindowRules.DEFAULT, () -> registry, meters, new NoiseKey(new byte[32])),
        settings,
        Instant.EPOCH);
  }

  private static List<WindowEvent> told(
      TopologyTestDriver driver, Topic<WindowEvent> topic, int partition) {
    var output =
        driver.createOutputTopic(
            topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    return output.readValuesToList().stream()
        .map(topic.codec()::decode)
        .map(
            event ->
                event instanceof CompleteThrough told
                    ? new CompleteThrough(
                        told.dataset(), partition, told.resolution(), told.through())
                    : event)
        .toList();
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
    List<String> sent = windows.send(HistorySide.OPEN, open);
    sent.addAll(windows.send(HistorySide.EXACT, exact));
    try (RunningSink sink =
        new RunningSink(history.dataSource(), SETTINGS, broker.bootstrapServers())) {
      sink.await(
          "all windows", () -> count("open", "true") + count("exact", "true") == sent.size());
      sink.await("how far each partition is", () -> partitionsThrough(end.plusSeconds(18 * 60)));
    }
  }

  private static boolean partitionsThrough(Instant time) throws Exception {
    String told =
        """
        select count(*) from open.complete_through
        where dataset = '%s' and resolution = 1 and through = '%s'
        """
            .formatted(AIR, time);
    return String.valueOf(Topics.READINGS.partitions()).equals(history.ask("bypuls_sink", told));
  }
}
