package dk.bypuls.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Cell;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.PastWindow;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Area;
import dk.bypuls.events.registry.BackPublication;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.registry.RegistryFollower;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.local.KafkaBroker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HistoryStand.Once.class)
class BackPublicationIT {

  private static final String AIR = "havnstrup-air";
  private static final String INNER = "havnstrup-inner";
  private static final String PLACE = "havnstrup-place";
  private static final String HARBOUR = "havnstrup-harbour";
  private static final int SENSORS = 3;
  private static final int DAYS = 29;
  private static final int BATCH = 500;
  private static final Instant DAY_ONE = Samples.START;
  private static final Instant DAY_THIRTY = DAY_ONE.plus(Duration.ofDays(DAYS));
  private static final HistorySettings SETTINGS =
      Settings.with(
          "bypuls.history.batch-time", "PT0.1S",
          "bypuls.history.retry-first", "PT0.1S",
          "bypuls.history.standby-check", "PT0.1S",
          "bypuls.history.back-publication-batch", Integer.toString(BATCH));

  /** Has the note of the third batch fail, when its windows are sent and stored already. */
  private static final String LOST_NOTE =
      """
      create function exact.lost() returns trigger language plpgsql
        as 'begin raise exception ''the power went''; end';
      create trigger lost before update on exact.back_publication for each row
        when (new.published + new.passed_over > 1000) execute function exact.lost()
      """;

  private static KafkaBroker broker;
  private static History history;
  private static WindowBroker windows;

  private RunningSink sink;
  private RegistryFollower registry;
  private long told;

  @BeforeAll
  static void start(HistoryStand stand) throws Exception {
    broker = stand.broker();
    history = stand.history();
    windows = new WindowBroker(broker);
    windows.create(Topics.LATEST);
  }

  @AfterAll
  static void stop() {
    windows.close();
  }

  @BeforeEach
  void beginAnew() throws Exception {
    history.forget();
    windows.create(HistorySide.OPEN);
    windows.create(HistorySide.EXACT);
    registry = new RegistryFollower();
    registry.endsAt(0);
    sink =
        new RunningSink(
            history.dataSource(),
            SETTINGS,
            broker.bootstrapServers(),
            window -> registry.get().isRecalled(window.dataset(), window.start(), window.end()));
    register(new Place(PLACE, "havnstrup", new Text("Havnen", "Harbour"), 10.1, 56.1));
    for (int number = 0; number < SENSORS; number++) {
      register(
          new Sensor(
              "havnstrup-sensor-" + number,
              "havnstrup",
              List.of("havnstrup-lorawan"),
              "device-" + number,
              "havnstrup-air-quality",
              List.of(new Sensor.Placement(PLACE, null))));
    }
  }

  @AfterEach
  void deleteTopics() throws Exception {
    sink.close();
    windows.delete(HistorySide.OPEN);
    windows.delete(HistorySide.EXACT);
  }

  @Test
  void publishesTheDaysBeforeTheDecisionAndNothingElse() throws Exception {
    // Given 29 days of a dataset, one window of them corrected, and what may not leave
    List<Window> kept = days(AIR, SENSORS);
    Window corrected = Samples.revised(kept.get(5), 2);
    List<Window> inside = new ArrayList<>(kept);
    inside.add(corrected);
    inside.addAll(days(INNER, 1));
    Window unregistered = Samples.complete(AIR, SENSORS + 4, 60);
    inside.add(unregistered);
    inside.add(Samples.complete(AIR, 0, -60));
    keepInside(inside);
    register(dataset(AIR, PrivacyClass.OPEN, DAY_ONE));
    register(dataset(INNER, PrivacyClass.OPEN, null));

    // When
    order("one");
    awaitOver("one");

    // Then
    List<Window> expected = new ArrayList<>(kept);
    expected.set(5, corrected);
    assertThat(open()).isEqualTo(forms(expected));
    assertThat(state("one")).isEqualTo("done 2088 1 ");
    assertThat(history.ask("bypuls_sink", "select count(*) from open.set_aside")).isEqualTo("0");
  }

  @Test
  void publishesAreasOfWhichNoOtherSensorIsPart() throws Exception {
    // Given an area of an hour to which a sensor gave that is in the dataset no longer
    Window told = Samples.complete(AIR, 0, 0);
    Window toldLater = Samples.complete(AIR, 0, 60);
    Window corrected = Samples.revised(Samples.ofArea(HARBOUR, told), 2);
    keepInside(
        List.of(
            told,
            toldLater,
            Samples.complete(AIR, SENSORS + 4, 60),
            Samples.ofArea(HARBOUR, told),
            corrected,
            Samples.ofArea(HARBOUR, toldLater),
            Samples.ofArea("havnstrup-given-up", told)));
    register(dataset(AIR, PrivacyClass.OPEN, DAY_ONE));

    // When
    order("one");
    awaitOver("one");

    // Then
    assertThat(open()).isEqualTo(forms(List.of(told, toldLater, corrected)));
    assertThat(state("one")).isEqualTo("done 3 3 ");
  }

  @Test
  void publishesOnceWhenItIsKilledInTheMiddleAndOrderedAgain() throws Exception {
    // Given
    List<Window> kept = days(AIR, SENSORS);
    keepInside(kept);
    register(dataset(AIR, PrivacyClass.OPEN, DAY_ONE));
    history.run("bypuls_sink", LOST_NOTE);
    order("one");
    try (Publisher killed = publisher()) {
      sink.await("a batch that nobody noted", () -> rows(HistorySide.OPEN) > 1_000);
    }
    assertThat(state("one")).isEqualTo("running 1000 0 ");
    history.run("bypuls_sink", "drop function exact.lost cascade");

    // When
    awaitOver("one");
    order("two");
    awaitOver("two");

    // Then
    assertThat(open()).isEqualTo(forms(kept));
    assertThat(state("two")).isEqualTo("done 0 2088 ");
  }

  @Test
  void takesAWindowThatComesTwiceOnce() throws Exception {
    // Given a correction that left by itself, after the decision
    Window first = Samples.complete(AIR, 0, 0);
    Window corrected = Samples.revised(first, 2);
    windows.send(HistorySide.OPEN, List.of(corrected));
    sink.await("the correction", () -> rows(HistorySide.OPEN) == 1);

    // When
    var past = new PastWindow("one", first);
    var other = new PastWindow("one", Samples.complete(AIR, 1, 0));
    windows.send(HistorySide.OPEN, List.of(past, other, other, past, other));
    windows.send(HistorySide.OPEN, List.of(other, Samples.complete(AIR, 2, 0)));
    sink.await("what came after", () -> rows(HistorySide.OPEN) == 3);

    // Then
    assertThat(open())
        .isEqualTo(forms(List.of(corrected, other.window(), Samples.complete(AIR, 2, 0))));
  }

  @Test
  void refusesWhatNobodyDecided() throws Exception {
    // Given
    keepInside(days(AIR, 1));
    keepInside(days(INNER, 1));
    register(dataset(AIR, PrivacyClass.OPEN, DAY_THIRTY));
    register(dataset(INNER, PrivacyClass.CROWD, DAY_ONE));

    // When
    order("early");
    register(new BackPublication("protected", INNER, DAY_ONE, DAY_THIRTY));
    awaitOver("early");
    awaitOver("protected");

    // Then
    assertThat(rows(HistorySide.OPEN)).isZero();
    assertThat(state("early")).startsWith("refused 0 0 the dataset's publication does not reach");
    assertThat(state("protected")).startsWith("refused 0 0 ");
  }

  @Test
  void deletesWhatIsRecalledAndHasItComeBackByNoWay() throws Exception {
    // Given three hours of a public dataset, the second to be recalled, and the day of it
    register(dataset(AIR, PrivacyClass.OPEN, DAY_ONE));
    Window before = Samples.complete(AIR, 0, 0);
    Window within = Samples.complete(AIR, 0, 60);
    Window after = Samples.complete(AIR, 1, 120);
    Window other = Samples.complete(INNER, 0, 60);
    Window day = Samples.whole(within, Resolution.P1D);
    keepInside(List.of(within));
    windows.send(
        HistorySide.OPEN, List.of(before, within, Samples.revised(within, 2), after, other, day));
    windows.tellLatest(List.of(before, Samples.revised(within, 2), after, day));
    sink.await("all of it", () -> rows(HistorySide.OPEN) == 6);

    // When
    register(new Recall("recall", AIR, within.start(), within.end().plusSeconds(1), DAY_THIRTY));
    try (Publisher recaller = recaller()) {
      sink.await("the end of the recall", () -> recalled().startsWith("done"));
    }

    // Then nothing that has a part in it is left, and whoever brings it has it passed over
    assertThat(recalled()).isEqualTo("done 3");
    assertThat(open()).isEqualTo(forms(List.of(before, after, other)));
    assertThat(windows.latest()).containsExactly(after.seriesKey());
    assertThat(history.ask("bypuls_open", "select dataset || reason from open.withdrawn"))
        .isEqualTo(AIR + "recalled");
    windows.send(
        HistorySide.OPEN,
        List.of(
            Samples.revised(within, 3),
            new PastWindow("late", Samples.revised(within, 4)),
            Samples.revised(after, 2)));
    order("back");
    awaitOver("back");
    assertThat(state("back")).isEqualTo("done 0 1 ");
    sink.await("the correction of what is left", () -> rows(HistorySide.OPEN) == 4);
    assertThat(open()).isEqualTo(forms(List.of(before, after, Samples.revised(after, 2), other)));
  }

  @Test
  void deletesAgainWhatCameFromWhoHadNotHeardOfTheRecall() throws Exception {
    // Given a sink that has not heard of it either, and a window of long after it
    Window late = Samples.complete(AIR, 0, 60);
    Window before = Samples.complete(AIR, 0, 0);
    Window next = Samples.complete(AIR, 0, 60 * 48);
    windows.send(HistorySide.OPEN, List.of(late, before, next));
    sink.await("all three", () -> rows(HistorySide.OPEN) == 3);
    register(dataset(AIR, PrivacyClass.OPEN, DAY_ONE));
    register(new Recall("recall", AIR, late.start(), null, late.end()));

    // When
    long deleted =
        new HistoryRetention(history.dataSource(), Period.ofYears(2))
            .enforceRecalls(registry.get());

    // Then
    assertThat(deleted).isEqualTo(1);
    assertThat(open()).isEqualTo(forms(List.of(before, next)));
  }

  @Test
  void tellsAnewWhatIsOutWhenAStricterPolicyComes() throws Exception {
    // Given two squares of two quarters and what was summed up of them, told before the policy
    Instant stricter = DAY_ONE.plus(Duration.ofHours(3));
    Dataset people = people(stricter);
    Window large = protectedWindow(0, 143, Quality.GOOD, 1);
    Window small = protectedWindow(15, 23, Quality.GOOD, 1);
    Window sum = sumOf(large.start(), 166, 2, 0);
    Window unknown = sumOf(large.start().plus(Duration.ofHours(1)), 99, 3, 1);
    Window under = protectedWindow(165, 200, Quality.GOOD, 2);
    register(people);
    windows.send(HistorySide.OPEN, List.of(large, small, sum, unknown, under));
    windows.tellLatest(List.of(sum));
    try (Publisher tightener = tightener(stricter)) {
      sink.await("all of it", () -> rows(HistorySide.OPEN) == 5);
      assertThat(history.ask("bypuls_exact", "select count(*) from exact.tightening"))
          .isEqualTo("0");

      // When the stream has said that it is over
      windows.send(
          HistorySide.OPEN, List.of(new Withdrawn(AIR, Instant.EPOCH, stricter, Window.POLICY)));
      sink.await("the end", () -> tightened().startsWith("done"));
    }

    // Then
    assertThat(open())
        .isEqualTo(
            forms(
                List.of(
                    protectedWindow(0, 140, Quality.GOOD, 2),
                    withheld(small),
                    sumOf(large.start(), 140, 2, 1).toldAs(2, Window.POLICY),
                    withheld(unknown),
                    under)));
    assertThat(tightened()).isEqualTo("done 2/t 0-1-1, 3/f 0-1-1");
    assertThat(windows.latest()).doesNotContain(sum.seriesKey());
    assertThat(history.ask("bypuls_sink", "select count(*) from open.set_aside")).isEqualTo("0");
  }

  @Test
  void tellsAnewOnceWhenItIsKilledInTheMiddle() throws Exception {
    // Given that the note of a month is lost, when its windows are stored already
    Instant stricter = DAY_ONE.plus(Duration.ofHours(3));
    register(people(stricter));
    windows.send(
        HistorySide.OPEN,
        List.of(
            protectedWindow(0, 143, Quality.GOOD, 1),
            new Withdrawn(AIR, Instant.EPOCH, stricter, Window.POLICY)));
    sink.await("the window", () -> rows(HistorySide.OPEN) == 1);
    history.run(
        "bypuls_sink",
        LOST_NOTE
            .replace("update on exact.back_publication", "insert on exact.tightening")
            .replace("when (new.published + new.passed_over > 1000)", ""));
    try (Publisher killed = tightener(stricter)) {
      sink.await("the revision that nobody noted", () -> rows(HistorySide.OPEN) == 2);
    }
    history.run("bypuls_sink", "drop function exact.lost cascade");

    // When
    for (int time = 0; time < 2; time++) {
      try (Publisher again = tightener(stricter)) {
        sink.await("the end", () -> tightened().startsWith("done"));
      }
    }

    // Then
    assertThat(open()).isEqualTo(forms(List.of(protectedWindow(0, 140, Quality.GOOD, 2))));
    assertThat(tightened()).isEqualTo("done 2/t 0-1-0");
  }

  @Test
  void handsThePastOfPeopleOverAndTellsTheSumsOfWhatWasToldOfIt() throws Exception {
    // Given two hours of a counter, which is another one's to answer for
    windows.create(Topics.AREA_PARTS);
    Instant end = DAY_ONE.plus(Duration.ofHours(2));
    register(people(DAY_ONE.plus(Duration.ofDays(1_000))));
    keepInside(List.of(counted(0, 43), counted(15, 2), counted(60, 7)));
    Window first = protectedWindow(0, 44, Quality.GOOD, 1);
    Window second = withheld(protectedWindow(15, 0, Quality.ROUGH, 1)).toldAs(1, Window.PROTECTED);

    // When
    register(new BackPublication("people", AIR, DAY_ONE, end));
    try (Publisher publisher = publisher()) {
      sink.await("what is handed over", () -> windows.count(Topics.AREA_PARTS) == 8);
      windows.send(
          HistorySide.OPEN,
          List.of(new PastWindow("people", first), new PastWindow("people", second)));
      sink.await("the leaves", () -> rows(HistorySide.OPEN) == 2);
      windows.send(
          HistorySide.OPEN,
          List.of(
              new CompleteThrough(AIR + "/areas", 0, Resolution.PT15M, end),
              new CompleteThrough("people", 0, Resolution.PT15M, end)));
      sink.await("the end", () -> state("people").startsWith("done"));
    }

    // Then
    Window quarter = sumOf(Resolution.PT15M, "havnstrup-town", first.start(), 44, 1, 0);
    assertThat(open())
        .isEqualTo(
            forms(
                List.of(
                    first,
                    second,
                    quarter,
                    withheld(sumOf(Resolution.PT15M, "havnstrup-town", second.start(), 0, 1, 1))
                        .toldAs(1, Window.PROTECTED),
                    sumOf(Resolution.PT1H, HARBOUR, first.start(), 44, 2, 1),
                    sumOf(Resolution.PT1H, "havnstrup-town", first.start(), 44, 2, 1))));
    windows.delete(Topics.AREA_PARTS);
  }

  @Test
  void refusesThePastOfPeopleThatWasNotKept() throws Exception {
    // Given
    register(people(DAY_ONE.plus(Duration.ofDays(1_000))));
    keepInside(List.of(counted(60, 7)));

    // When
    register(new BackPublication("people", AIR, DAY_ONE, DAY_ONE.plus(Duration.ofHours(2))));
    awaitOver("people");

    // Then
    assertThat(state("people")).startsWith("refused 0 0 what was measured is kept since");
  }

  private static Window counted(int minutes, long passages) {
    Instant start = DAY_ONE.plus(Duration.ofMinutes(minutes));
    Instant end = Resolution.PT15M.spanAt(start).end();
    return new Window(
        AIR,
        new Cell.SensorCell(PLACE, "havnstrup-sensor-0"),
        Quantities.of("people-count"),
        Resolution.PT15M,
        start,
        end,
        Window.Status.COMPLETE,
        1,
        end,
        3,
        0,
        OptionalInt.empty(),
        0,
        Statistics.of(Map.of(Statistic.SUM, passages)),
        null);
  }

  private Publisher tightener(Instant from) {
    return new Publisher(
        new PastWorker(
            PastWorker.Turn.TIGHTENING,
            history.dataSource(),
            SETTINGS,
            registry,
            broker.bootstrapServers(),
            List.of(
                new TighteningWork(
                    registry,
                    broker.bootstrapServers(),
                    Clock.fixed(from.plusSeconds(60), ZoneOffset.UTC)))));
  }

  private static String tightened() throws Exception {
    return String.valueOf(
        history.ask(
            "bypuls_exact",
            """
            select coalesce((select state from exact.tightening) || coalesce((
              select ' ' || string_agg(resolution || '/' || left(leaves::text, 1) || ' ' || kept
                || '-' || changed || '-' || withdrawn, ', ' order by resolution)
              from exact.tightened), ''), '')
            """));
  }

  /** People in a square of the harbour, by the quarter; rounded and in larger groups from then. */
  private static Dataset people(Instant stricter) {
    Grain grain = new Grain(AIR + "/areas", 1, Resolution.PT15M);
    Rules before =
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
    Rules after =
        new Rules(
            GroupUnit.PASSAGE,
            30,
            500,
            before.noise(),
            20,
            null,
            Duration.ZERO,
            Set.of(),
            false,
            null);
    Dataset plain = dataset(AIR, PrivacyClass.CROWD, DAY_ONE);
    return new Dataset(
        AIR,
        plain.tenant(),
        plain.title(),
        null,
        PrivacyClass.CROWD,
        plain.profiles(),
        plain.sensors(),
        List.of("people-count"),
        null,
        null,
        null,
        null,
        null,
        plain.retention(),
        plain.lateness(),
        plain.publication(),
        null,
        List.of(
            new Area("havnstrup-town", new Text("By", "Town"), List.of(), null),
            new Area(HARBOUR, new Text("Havn", "Harbour"), List.of(PLACE), "havnstrup-town")),
        List.of(
            new Policy(AIR, 1, Instant.EPOCH, grain, before),
            new Policy(AIR, 2, stricter, grain, after)));
  }

  private static Window protectedWindow(int minutes, long value, Quality quality, int revision) {
    Instant start = DAY_ONE.plus(Duration.ofMinutes(minutes));
    return window(
        HARBOUR,
        Resolution.PT15M,
        start,
        revision,
        Map.of(Statistic.SUM, value),
        new Protection(quality, 0, 0));
  }

  private static Window sumOf(Instant start, long value, int leaves, int withheld) {
    return sumOf(Resolution.PT1H, "havnstrup-town", start, value, leaves, withheld);
  }

  private static Window sumOf(
      Resolution resolution, String area, Instant start, long value, int leaves, int withheld) {
    return window(
        area,
        resolution,
        start,
        1,
        Map.of(Statistic.SUM, value),
        new Protection(null, leaves, withheld));
  }

  private static Window withheld(Window told) {
    Protection protection = Objects.requireNonNull(told.protection());
    return window(
        ((Cell.AreaCell) told.cell()).area(),
        told.resolution(),
        told.start(),
        2,
        Map.of(),
        new Protection(null, protection.leaves(), protection.leaves()));
  }

  private static Window window(
      String area,
      Resolution resolution,
      Instant start,
      int revision,
      Map<Statistic, Long> figures,
      Protection protection) {
    boolean withheld = figures.isEmpty();
    Instant end = resolution.spanAt(start).end();
    return new Window(
        AIR,
        new Cell.AreaCell(area, 0),
        Quantities.of("people-count"),
        resolution,
        start,
        end,
        withheld ? Window.Status.SUPPRESSED : Window.Status.COMPLETE,
        revision,
        end,
        0,
        0,
        OptionalInt.empty(),
        0,
        Statistics.of(figures),
        withheld ? Window.PROTECTED : (revision > 1 ? Window.POLICY : null),
        protection);
  }

  private Publisher recaller() {
    return new Publisher(
        new PastWorker(
            PastWorker.Turn.RECALLING,
            history.dataSource(),
            SETTINGS,
            registry,
            broker.bootstrapServers(),
            List.of(new RecallWork(registry, broker.bootstrapServers()))));
  }

  private static String recalled() throws Exception {
    return String.valueOf(
        history.ask(
            "bypuls_exact",
            "select coalesce((select state || ' ' || deleted from exact.recall), '')"));
  }

  private static List<Window> days(String dataset, int sensors) {
    List<Window> days = new ArrayList<>();
    for (int hour = 0; hour < DAYS * 24; hour++) {
      for (int sensor = 0; sensor < sensors; sensor++) {
        days.add(Samples.complete(dataset, sensor, hour * 60));
      }
    }
    return days;
  }

  private void keepInside(List<Window> inside) throws Exception {
    long before = rows(HistorySide.EXACT);
    windows.send(HistorySide.EXACT, inside);
    sink.await("what is inside", () -> rows(HistorySide.EXACT) == before + inside.size());
  }

  private void order(String id) {
    register(new BackPublication(id, AIR, DAY_ONE, DAY_THIRTY));
  }

  private void register(Entity entity) {
    EntityKind kind = EntityKind.of(entity);
    tell(new RegistryRecord.Changed(1, told + 1, kind, entity.id(), told + 1, entity));
    tell(new RegistryRecord.Applied(1, told));
  }

  private void tell(RegistryRecord next) {
    registry.accept(told++, Topics.REGISTRY.codec().encode(next));
  }

  private void awaitOver(String id) throws Exception {
    try (Publisher publisher = publisher()) {
      sink.await("the end of " + id, () -> !state(id).isEmpty() && !state(id).startsWith("run"));
    }
  }

  private static String state(String job) throws Exception {
    return String.valueOf(
        history.ask(
            "bypuls_exact",
            "select coalesce((select concat_ws(' ', state, published, passed_over, detail)"
                + " from exact.back_publication where job = '"
                + job
                + "'), '')"));
  }

  private static List<String> open() throws Exception {
    return history.json(HistorySide.OPEN).stream()
        .map(json -> json.replaceFirst("\"publishedAt\":\"[^\"]*\"", ""))
        .sorted()
        .toList();
  }

  private static List<String> forms(List<Window> windows) {
    return windows.stream()
        .map(window -> WindowJson.write(window, DAY_ONE))
        .map(json -> json.replaceFirst("\"publishedAt\":\"[^\"]*\"", ""))
        .sorted()
        .toList();
  }

  private static long rows(HistorySide side) throws Exception {
    return Long.parseLong(
        String.valueOf(
            history.ask("bypuls_sink", "select count(*) from " + side.schema() + ".windows")));
  }

  private Publisher publisher() {
    return new Publisher(
        new PastWorker(
            PastWorker.Turn.PUBLISHING,
            history.dataSource(),
            SETTINGS,
            registry,
            broker.bootstrapServers(),
            List.of(new BackPublicationWork(registry, SETTINGS))));
  }

  /** One in a thread of its own. */
  private static final class Publisher implements AutoCloseable {
    private final PastWorker publisher;
    private final Thread thread;

    Publisher(PastWorker publisher) {
      this.publisher = publisher;
      this.thread = new Thread(publisher, "publisher under test");
      thread.start();
    }

    @Override
    public void close() throws InterruptedException {
      publisher.stop();
      thread.join();
    }
  }

  private static Dataset dataset(
      String id, PrivacyClass privacyClass, @Nullable Instant publicFrom) {
    return new Dataset(
        id,
        "havnstrup",
        new Text("Luft", "Air"),
        null,
        privacyClass,
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
        publicFrom == null
            ? null
            : new Dataset.Publication(
                "A reviewer", LocalDate.of(2026, 12, 19), "1", "assessed", "low", publicFrom),
        null,
        List.of(new Area(HARBOUR, new Text("Havn", "Harbour"), List.of(PLACE), null)));
  }
}
