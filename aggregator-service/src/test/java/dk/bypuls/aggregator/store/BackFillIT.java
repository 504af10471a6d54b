package dk.bypuls.aggregator.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.recompute.BackFillWork;
import dk.bypuls.aggregator.simulation.SimulationWork;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Area;
import dk.bypuls.events.registry.BackFill;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.PolicySimulation;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.RegistryFollower;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.local.KafkaBroker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** A month of files, with what ingest makes of them in its topic. */
@ExtendWith(HistoryStand.Once.class)
class BackFillIT {

  /** March: 31 days and, over the clock change, 743 hours. */
  private static final Instant FROM = Instant.parse("2025-02-28T23:00:00Z");

  private static final Instant TO = Instant.parse("2025-03-31T22:00:00Z");
  private static final Instant PUBLIC = Instant.parse("2025-03-15T23:00:00Z");
  private static final int QUARTERS = 743 * 4;
  private static final int WINDOWS = QUARTERS + 743 + 31 + 1;

  /** The first week of it, which has no month. */
  private static final Instant WEEK = FROM.plus(Duration.ofDays(7));

  private static final int QUARTERS_OF_WEEK = 7 * 96;
  private static final int WINDOWS_OF_WEEK = 7 * (96 + 24 + 1);
  private static final HistorySettings SETTINGS =
      Settings.with(
          "bypuls.history.batch-time", "PT0.1S",
          "bypuls.history.retry-first", "PT0.1S",
          "bypuls.history.standby-check", "PT0.1S");

  /** Has the note of both series fail, when their windows are sent and stored already. */
  private static final String LOST_NOTE =
      """
      create sequence exact.losses;
      create function exact.lost() returns trigger language plpgsql
        as 'begin perform nextval(''exact.losses''); raise exception ''the power went''; end';
      create trigger lost before insert or update on exact.back_fill for each row
        when (new.told > %d) execute function exact.lost()
      """
          .formatted(WINDOWS_OF_WEEK);

  private static KafkaBroker broker;
  private static History history;
  private static WindowBroker windows;

  private static RunningSink sink;
  private static RegistryFollower registry;
  private static Worker worker;
  private static long told;

  /** Of each test its own. */
  private String sensor = "";

  @BeforeAll
  static void start(HistoryStand stand) throws Exception {
    broker = stand.broker();
    history = stand.history();
    windows = new WindowBroker(broker);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.BACK_FILL.name(), Topics.BACK_FILL.partitions(), (short) 1)))
          .all()
          .get();
    }
    windows.create(HistorySide.OPEN);
    windows.create(HistorySide.EXACT);
    sink = sink();
    registry = new RegistryFollower();
    registry.endsAt(0);
    register(
        new Profile(
            "havnstrup-air-quality",
            "havnstrup",
            new Profile.Product("Nordsensor", "X"),
            Duration.ofMinutes(15),
            null,
            List.of()));
    worker = worker();
  }

  private static RunningSink sink() {
    return new RunningSink(history.dataSource(), SETTINGS, broker.bootstrapServers());
  }

  private static Worker worker() {
    return new Worker(
        new PastWorker(
            PastWorker.Turn.PUBLISHING,
            history.dataSource(),
            SETTINGS,
            registry,
            broker.bootstrapServers(),
            List.of(
                new BackFillWork(registry, broker.bootstrapServers()),
                new SimulationWork(registry))));
  }

  @AfterAll
  static void stop() throws Exception {
    worker.close();
    sink.close();
    windows.close();
  }

  @BeforeEach
  void registerASensor(TestInfo test) {
    sensor = "havnstrup-" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    register(
        new Sensor(
            sensor,
            "havnstrup",
            List.of("havnstrup-files"),
            sensor,
            "havnstrup-air-quality",
            List.of(new Sensor.Placement("havnstrup-place", null))));
  }

  @Test
  void fillsAMonthOnceAndRevisesWhatAnotherFileSays() throws Exception {
    // Given
    register(dataset(PrivacyClass.OPEN, PUBLIC, "air-temperature"));

    // When a file, the same file, and one with a corrected row
    order("one", TO, false, file("a", QUARTERS, "air-temperature", -1));
    String first = awaitOver("one");
    long afterOne = rows();
    order("two", TO, false, file("b", QUARTERS, "air-temperature", -1));
    String second = awaitOver("two");
    long afterTwo = rows();
    order("three", TO, false, file("c", QUARTERS, "air-temperature", QUARTERS - 1));
    String third = awaitOver("three");

    // Then
    assertThat(first).isEqualTo("done %d 0 0 ".formatted(WINDOWS));
    assertThat(afterOne).isEqualTo(WINDOWS);
    assertThat(second).isEqualTo("done 0 %d 0 ".formatted(WINDOWS));
    assertThat(afterTwo).isEqualTo(WINDOWS);
    assertThat(third).isEqualTo("done 4 %d 0 ".formatted(WINDOWS - 4));
    assertThat(all("revision = 2 and reason = 'back-fill'")).isEqualTo(4);
    assertThat(all("revision = 1 and reason = 'back-fill'")).isEqualTo(WINDOWS);
    assertThat(rows(HistorySide.OPEN, "start_at < '" + PUBLIC + "'")).isZero();
    assertThat(rows(HistorySide.OPEN, "revision = 2")).isEqualTo(3);
    assertThat(rows(HistorySide.EXACT, "end_at > start_at + interval '7 days'")).isEqualTo(2);
    assertThat(history.ask("bypuls_sink", "select count(*) from open.set_aside")).isEqualTo("0");
  }

  @Test
  void goesOnAfterAFailureAndTellsNothingOfAProtectedClassOutside() throws Exception {
    // Given a note that is lost when both series are in history
    register(dataset(PrivacyClass.HOUSEHOLD, PUBLIC, "air-temperature", "relative-humidity"));
    history.run("bypuls_sink", LOST_NOTE);
    List<BackFill.Readings> files = new ArrayList<>();
    files.addAll(file("d", QUARTERS_OF_WEEK, "air-temperature", -1));
    files.addAll(file("e", QUARTERS_OF_WEEK, "relative-humidity", -1));
    order("one", WEEK, false, files);
    sink.await("a note that is lost", BackFillIT::wasLost);
    history.run("bypuls_sink", "drop function exact.lost cascade; drop sequence exact.losses");

    // When
    String state = awaitOver("one");

    // Then
    assertThat(state).isEqualTo("done 0 %d 0 ".formatted(2 * WINDOWS_OF_WEEK));
    assertThat(rows()).isEqualTo(2 * WINDOWS_OF_WEEK);
    assertThat(rows(HistorySide.OPEN, "true")).isZero();
    assertThat(all("revision > 1")).isZero();
  }

  @Test
  void waitsOnceForSeveralSeriesAndTellsThemOnceThoughItIsKilledWhileTheyAreOnTheirWay()
      throws Exception {
    // Given
    register(dataset(PrivacyClass.OPEN, FROM, "air-temperature", "relative-humidity"));
    List<BackFill.Readings> files = new ArrayList<>();
    files.addAll(file("h", QUARTERS_OF_WEEK, "air-temperature", -1));
    files.addAll(file("i", QUARTERS_OF_WEEK, "relative-humidity", -1));
    List<BackFill.Readings> corrected = new ArrayList<>();
    corrected.addAll(file("j", QUARTERS_OF_WEEK, "air-temperature", 9));
    corrected.addAll(file("k", QUARTERS_OF_WEEK, "relative-humidity", 9));

    // When both series are sent, by one who is killed then and by another, before any is stored
    String made = killedOnTheWay("one", files, 2 * WINDOWS_OF_WEEK);
    String revised = killedOnTheWay("two", corrected, 2 * 3);

    // Then
    assertThat(made).isEqualTo("done %d 0 0 ".formatted(2 * WINDOWS_OF_WEEK));
    assertThat(revised).isEqualTo("done 6 %d 0 ".formatted(2 * WINDOWS_OF_WEEK - 6));
    assertThat(rows(HistorySide.OPEN, "revision = 1")).isEqualTo(2 * WINDOWS_OF_WEEK);
    assertThat(rows(HistorySide.OPEN, "revision = 2")).isEqualTo(6);
    assertThat(rows()).isEqualTo(2 * WINDOWS_OF_WEEK + 6);
    assertThat(history.ask("bypuls_sink", "select count(*) from open.set_aside")).isEqualTo("0");
  }

  /** The end of an order that is carried out twice while nobody writes history. */
  private String killedOnTheWay(String id, List<BackFill.Readings> files, int told)
      throws Exception {
    sink.close();
    long before = windows.count(Topics.WINDOWS);
    order(id, WEEK, false, files);
    sink.await("all on its way", () -> windows.count(Topics.WINDOWS) == before + told);
    worker.close();
    worker = worker();
    sink.await("all once more", () -> windows.count(Topics.WINDOWS) == before + 2L * told);
    sink = sink();
    return awaitOver(id);
  }

  @Test
  void leavesWhatTheStreamMadeUnlessToldThatFilesAreAllThereIs() throws Exception {
    // Given
    register(dataset(PrivacyClass.OPEN, FROM, "air-temperature"));
    windows.send(HistorySide.OPEN, List.of(ofTheStream()));
    sink.await("what the stream made", () -> rows() == 1);

    // When
    List<BackFill.Readings> files = file("f", QUARTERS_OF_WEEK, "air-temperature", -1);
    order("one", WEEK, false, files);
    String careful = awaitOver("one");
    order("two", WEEK, true, files);
    String replacing = awaitOver("two");

    // Then
    assertThat(careful)
        .startsWith(
            "done %d 0 1 1 windows were made of other readings".formatted(WINDOWS_OF_WEEK - 1))
        .contains("PT1H/2025-03-05T12:00:00Z");
    assertThat(replacing).isEqualTo("done 1 %d 0 ".formatted(WINDOWS_OF_WEEK - 1));
    assertThat(rows(HistorySide.OPEN, "revision = 3 and reason = 'back-fill'")).isEqualTo(1);
  }

  @Test
  void refusesARangeThatIsNotOverAndFilesThatAreNotItsOwnOrNotWhole() throws Exception {
    // Given
    register(dataset(PrivacyClass.OPEN, PUBLIC, "air-temperature"));
    List<BackFill.Readings> files = file("g", 10, "air-temperature", -1);
    Instant today = Resolution.P1D.spanAt(Instant.now()).start();

    // When
    register(
        new BackFill(named("early"), sensor, today.minus(Duration.ofDays(1)), today, false, files));
    order("half", TO, false, List.of(new BackFill.Readings("g", 11)));
    register(new BackFill(named("other"), sensor + "-x", FROM, TO, false, files));

    // Then
    assertThat(awaitOver("early")).startsWith("refused 0 0 0 the stream may touch the range until");
    assertThat(awaitOver("half")).startsWith("refused 0 0 0 Kafka has 10 of 11 records of g");
    assertThat(awaitOver("other")).startsWith("refused 0 0 0 g was read for another sensor");
    assertThat(rows()).isZero();
  }

  /**
   * Four quarters of an hour: 100 passed, nobody, 300 as is known by now, and nothing was heard.
   */
  @Test
  void simulatesAPolicyOnWhatIsInside() throws Exception {
    // Given
    Instant noon = Instant.parse("2025-03-05T12:00:00Z");
    register(new Place("havnstrup-place", "havnstrup", new Text("Plads", "Place"), 10.1, 56.1));
    register(counter());
    register(
        new Sensor(
            sensor,
            "havnstrup",
            List.of("havnstrup-files"),
            sensor,
            "havnstrup-counter",
            List.of(new Sensor.Placement("havnstrup-place", null))));
    register(people());
    windows.send(
        HistorySide.EXACT,
        List.of(counted(noon, 0, 1, 100), counted(noon, 1, 1, 0), counted(noon, 2, 1, 200)));
    windows.send(HistorySide.EXACT, List.of(counted(noon, 2, 2, 300)));
    sink.await("what was counted", () -> rows() == 4);

    // When
    Instant end = noon.plus(Duration.ofHours(1));
    Policy named = policy("areas");
    register(new PolicySimulation(named("try"), sensor, named, noon, end, List.of(10, 250)));
    register(new PolicySimulation(named("squares"), sensor, policy("100m"), noon, end, List.of()));
    sink.await("the refusal", () -> simulated("squares", "state").equals("refused"));
    sink.await("the other end", () -> simulated("try", "state").matches("done|refused"));

    // Then
    assertThat(simulated("try", "concat_ws(' ', state, detail, reached = '" + end + "')"))
        .isEqualTo("done  t");
    String report = simulated("try", "report");
    assertThat(report)
        .contains("\"leaves\":3,\"silent\":1,\"withheld\":1,\"withheldShare\":0.333")
        .contains("{\"smallestGroup\":10,\"withheld\":1,\"withheldShare\":0.333,")
        .contains("{\"smallestGroup\":250,\"withheld\":2,\"withheldShare\":0.667,")
        .contains("\"area\":\"havnstrup-quay\",\"leaves\":3")
        .contains("\"quantity\":\"people-count\",\"unit\":\"{people}\",\"values\":2")
        .doesNotContain("300");
    assertThat(simulated("squares", "detail")).contains("other areas");
    assertThat(rows(HistorySide.OPEN, "true")).isZero();
  }

  private static Profile counter() {
    Profile.Field field =
        new Profile.Field(
            "/n",
            "people-count",
            "{people}",
            BigDecimal.ONE,
            BigDecimal.ZERO,
            null,
            null,
            null,
            null);
    return new Profile(
        "havnstrup-counter",
        "havnstrup",
        new Profile.Product("Nordsensor", "Y"),
        Duration.ofMinutes(15),
        null,
        List.of(field));
  }

  private Dataset people() {
    return new Dataset(
        sensor,
        "havnstrup",
        new Text("Folk", "People"),
        null,
        PrivacyClass.CROWD,
        List.of("havnstrup-counter"),
        List.of(),
        List.of("people-count"),
        null,
        null,
        null,
        null,
        null,
        Period.ofYears(5),
        Dataset.DEFAULT_LATENESS,
        null,
        null,
        List.of(
            new Area("havnstrup-quay", new Text("Kaj", "Quay"), List.of("havnstrup-place"), null)));
  }

  private Policy policy(String tree) {
    Rules rules =
        new Rules(
            GroupUnit.PASSAGE,
            10,
            500,
            new Noise(Ratio.of(1, 1), 1),
            1,
            null,
            Duration.ZERO,
            Set.of(),
            false,
            null);
    Grain grain = new Grain(sensor + "/" + tree, 99, Resolution.PT15M);
    return new Policy(sensor, 1, Instant.EPOCH, grain, rules);
  }

  private Window counted(Instant from, int quarter, int revision, long passages) {
    Instant start = from.plus(Duration.ofMinutes(15L * quarter));
    Instant end = start.plus(Duration.ofMinutes(15));
    return new Window(
        sensor,
        new Cell.SensorCell("havnstrup-place", sensor),
        Quantities.of("people-count"),
        Resolution.PT15M,
        start,
        end,
        Window.Status.COMPLETE,
        revision,
        end.plus(Dataset.DEFAULT_LATENESS),
        1,
        0,
        OptionalInt.of(1),
        0,
        Statistics.of(Map.of(Statistic.SUM, passages)),
        revision > 1 ? Window.CORRECTED : null);
  }

  private String simulated(String job, String what) throws Exception {
    return String.valueOf(
        history.ask(
            "bypuls_exact",
            "select coalesce((select (%s)::text from exact.simulation where job = '%s'), '')"
                .formatted(what, named(job))));
  }

  /** What ingest makes of a file with a row each quarter; one row may say something else. */
  private List<BackFill.Readings> file(String name, int rows, String quantity, int corrected) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int row = 0; row < rows; row++) {
        Instant at = FROM.plus(Duration.ofMinutes(15L * row)).plusSeconds(7);
        long value = row % 311 - 90L + (row == corrected ? 500 : 0);
        Readings message =
            new Readings(
                "havnstrup",
                sensor,
                "havnstrup-files",
                Origin.ofContent(sensor, at, new byte[] {(byte) value}),
                Instant.now(),
                List.of(new Readings.Reading(Quantities.of(quantity), 0, value, at, 0)));
        byte[] bytes = Topics.BACK_FILL.codec().encode(message);
        var unused =
            producer.send(
                new ProducerRecord<>(Topics.BACK_FILL.name(), name.getBytes(UTF_8), bytes));
      }
    }
    return List.of(new BackFill.Readings(name, rows));
  }

  private Window ofTheStream() {
    Instant start = Instant.parse("2025-03-05T12:00:00Z");
    Instant end = start.plus(Duration.ofHours(1));
    return new Window(
        sensor,
        new Cell.SensorCell("havnstrup-place", sensor),
        Quantities.of("air-temperature"),
        Resolution.PT1H,
        start,
        end,
        Window.Status.COMPLETE,
        2,
        end.plus(Dataset.DEFAULT_LATENESS),
        1,
        0,
        OptionalInt.of(4),
        0,
        Statistics.of(Map.of(Statistic.MEAN, 1L)),
        Window.CORRECTED);
  }

  /** What a sequence counts is not taken back with the rest. */
  private static boolean wasLost() throws Exception {
    String lost = "select count(*) from exact.losses where is_called";
    return "1".equals(String.valueOf(history.ask("bypuls_sink", lost)));
  }

  private String named(String id) {
    return sensor + "-" + id;
  }

  private void order(String id, Instant to, boolean replace, List<BackFill.Readings> files) {
    register(new BackFill(named(id), sensor, FROM, to, replace, files));
  }

  private static void register(Entity entity) {
    EntityKind kind = EntityKind.of(entity);
    tell(new RegistryRecord.Changed(1, told + 1, kind, entity.id(), told + 1, entity));
    tell(new RegistryRecord.Applied(1, told));
  }

  private static void tell(RegistryRecord next) {
    registry.accept(told++, Topics.REGISTRY.codec().encode(next));
  }

  private String awaitOver(String id) throws Exception {
    sink.await("the end of " + id, () -> !state(id).isEmpty() && !state(id).startsWith("run"));
    return state(id);
  }

  private String state(String job) throws Exception {
    return String.valueOf(
        history.ask(
            "bypuls_exact",
            "select coalesce((select concat_ws(' ', state, told, same, left_alone, detail)"
                + " from exact.back_fill where job = '"
                + named(job)
                + "'), '')"));
  }

  private long rows() throws Exception {
    return all("true");
  }

  private long all(String where) throws Exception {
    return rows(HistorySide.OPEN, where) + rows(HistorySide.EXACT, where);
  }

  private long rows(HistorySide side, String where) throws Exception {
    return Long.parseLong(
        String.valueOf(
            history.ask(
                "bypuls_sink",
                "select count(*) from SCHEMA.windows join SCHEMA.families f on f.id = family"
                        .replace("SCHEMA", side.schema())
                    + " where dataset = '"
                    + sensor
                    + "' and "
                    + where)));
  }

  /** One in a thread of its own. */
  private static final class Worker implements AutoCloseable {
    private final PastWorker publisher;
    private final Thread thread;

    Worker(PastWorker publisher) {
      this.publisher = publisher;
      this.thread = new Thread(publisher, "worker under test");
      thread.start();
    }

    @Override
    public void close() throws InterruptedException {
      publisher.stop();
      thread.join();
    }
  }

  private Dataset dataset(
      PrivacyClass privacyClass, @Nullable Instant publicFrom, String... quantities) {
    return new Dataset(
        sensor,
        "havnstrup",
        new Text("Luft", "Air"),
        null,
        privacyClass,
        List.of(),
        List.of(sensor),
        List.of(quantities),
        null,
        null,
        null,
        null,
        null,
        Period.ofYears(5),
        Dataset.DEFAULT_LATENESS,
        publicFrom == null
            ? null
            : new Dataset.Publication(
                "A reviewer", LocalDate.of(2025, 3, 1), "1", "assessed", "low", publicFrom));
  }
}
