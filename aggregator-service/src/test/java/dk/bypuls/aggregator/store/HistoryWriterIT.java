package dk.bypuls.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.local.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs on TimescaleDB and, with BYPULS_DATABASE=embedded, on plain PostgreSQL. */
@ExtendWith(HistoryStand.Once.class)
class HistoryWriterIT {

  private static final String AIR = "havnstrup-air";
  private static final String TOPIC_ID = "topic-1";
  private static final Instant PUBLISHED = Instant.parse("2026-11-20T09:00:00.123Z");

  /** So that no session is ended because a busy machine let it wait. */
  private static final HistorySettings SETTINGS = Settings.with("bypuls.history.stall", "PT60S");

  private static final HistorySettings HASTY = Settings.with("bypuls.history.stall", "PT2S");

  private static Database database;
  private static History history;

  @BeforeAll
  static void start(HistoryStand stand) {
    database = stand.database();
    history = stand.history();
  }

  @BeforeEach
  void forget() throws SQLException {
    history.forget();
  }

  @Test
  void givesBackEachWindowByteForByte() throws Exception {
    // Given
    Window window = Samples.complete(AIR, 1, 0);
    List<Window> windows =
        List.of(
            window,
            Samples.revised(window, 2),
            Samples.suppressed(AIR),
            Samples.everyFigure(AIR),
            Samples.complete("", 2, 1));

    // When
    write(Samples.batch(HistorySide.OPEN, 0, 0, PUBLISHED, windows));

    // Then
    assertThat(history.json(HistorySide.OPEN))
        .containsExactlyInAnyOrderElementsOf(
            windows.stream().map(it -> WindowJson.write(it, PUBLISHED)).toList());
    assertThat(history.json(HistorySide.EXACT)).isEmpty();
  }

  @Test
  void leavesOutWhatIsStillFillingAndCountsIt() throws Exception {
    // Given
    Window running = Samples.running(Samples.complete(AIR, 1, 0));
    Batch batch = Samples.batch(HistorySide.OPEN, 0, 0, PUBLISHED, List.of(running));

    // When
    write(batch);

    // Then
    assertThat(history.json(HistorySide.OPEN)).isEmpty();
    assertThat(batch.running()).isEqualTo(1);
    assertThat(position(HistorySide.OPEN)).isEqualTo("1");
  }

  @Test
  void letsEachReadingRoleSeeItsOwnSideOnly() throws Exception {
    // Given
    Window window = Samples.complete(AIR, 1, 0);

    // When
    write(
        Samples.batch(HistorySide.OPEN, 0, 0, PUBLISHED, List.of(window)),
        Samples.batch(HistorySide.EXACT, 0, 0, PUBLISHED, List.of(window)));

    // Then
    assertThat(history.ask("bypuls_open", "select count(*) from open.windows")).isEqualTo("1");
    assertThat(history.ask("bypuls_exact", "select count(*) from exact.windows")).isEqualTo("1");
    for (String table : List.of("windows", "series", "sink_progress", "complete_through")) {
      assertThatThrownBy(() -> history.ask("bypuls_open", "select * from exact." + table))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> history.ask("bypuls_exact", "select * from open." + table))
          .hasMessageContaining("permission denied");
    }
    assertThatThrownBy(() -> history.run("bypuls_open", "delete from open.windows"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void refusesAWriterThatSleptWhileAnotherWrote() throws Exception {
    // Given
    try (HistoryWriter sleeper = begin();
        HistoryWriter other = begin()) {
      other.write(
          List.of(
              Samples.batch(
                  HistorySide.OPEN, 3, 0, PUBLISHED, List.of(Samples.complete(AIR, 1, 0)))));

      // When
      assertThatThrownBy(
              () ->
                  sleeper.write(
                      List.of(
                          Samples.batch(
                              HistorySide.OPEN,
                              3,
                              0,
                              PUBLISHED,
                              List.of(Samples.complete(AIR, 1, 0), Samples.complete(AIR, 2, 0))))))
          .isInstanceOf(FencedException.class)
          .hasMessageContaining("reads again where it stands");
    }

    // Then
    assertThat(history.json(HistorySide.OPEN)).hasSize(1);
    assertThat(position(HistorySide.OPEN)).isEqualTo("1");
  }

  @Test
  void writesNothingWhenOneOfSeveralPositionsIsElsewhere() throws Exception {
    // Given
    write(ofTwoPartitions(0, Samples.complete(AIR, 1, 0)));
    try (HistoryWriter writer = begin()) {
      history.run(
          "bypuls_sink", "update open.sink_progress set next_offset = 7 where partition = 3");

      // When
      assertThatThrownBy(
              () -> writer.write(List.of(ofTwoPartitions(1, Samples.complete(AIR, 2, 0)))))
          .isInstanceOf(FencedException.class);
    }

    // Then
    assertThat(history.json(HistorySide.OPEN)).hasSize(1);
    assertThat(
            history.ask(
                "bypuls_sink",
                "select string_agg(partition || ':' || next_offset, ' ' order by partition)"
                    + " from open.sink_progress"))
        .isEqualTo("0:1 3:7");
  }

  /** A window in partition 0, and as many marks of transactions in partition 3. */
  private static Batch ofTwoPartitions(long offset, Window window) {
    Batch batch = Samples.batch(HistorySide.OPEN, 0, offset, PUBLISHED, List.of(window));
    batch.readUpTo(3, offset + 1);
    return batch;
  }

  @Test
  void givesTheTurnToOneWriterOnly() throws Exception {
    try (HistoryWriter first = HistoryWriter.open(history.dataSource(), SETTINGS);
        HistoryWriter second = HistoryWriter.open(history.dataSource(), SETTINGS)) {
      assertThat(first.tryLock()).isTrue();
      assertThat(second.tryLock()).isFalse();

      first.close();

      assertThat(getsTheTurn(second)).isTrue();
    }
  }

  /** The database gives a turn back when it has noticed that its session is over. */
  private boolean getsTheTurn(HistoryWriter writer) throws SQLException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    boolean taken = writer.tryLock();
    while (!taken && System.nanoTime() < deadline) {
      history.ask("bypuls_sink", "select pg_sleep(0.1)::text");
      taken = writer.tryLock();
    }
    return taken;
  }

  @Test
  void freesTheTurnOfAWriterThatFellSilent() throws Exception {
    // Given a session that is as good as paused: it says nothing for longer than the stall limit
    try (HistoryWriter paused = HistoryWriter.open(history.dataSource(), HASTY);
        HistoryWriter other = HistoryWriter.open(history.dataSource(), SETTINGS)) {
      assertThat(paused.tryLock()).isTrue();

      // When
      boolean taken = getsTheTurn(other);

      // Then
      assertThat(taken).isTrue();
      assertThatThrownBy(paused::showLife).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void writesNothingOfABatchWithAWindowThatIsThereAlready() throws Exception {
    // Given
    Window window = Samples.complete(AIR, 1, 0);
    write(Samples.batch(HistorySide.OPEN, 0, 0, PUBLISHED, List.of(window)));

    // When
    assertThatThrownBy(
            () ->
                write(
                    Samples.batch(
                        HistorySide.OPEN,
                        0,
                        1,
                        PUBLISHED,
                        List.of(Samples.complete(AIR, 2, 0), window))))
        .hasMessageContaining("windows_key");

    // Then
    assertThat(history.json(HistorySide.OPEN)).hasSize(1);
    assertThat(position(HistorySide.OPEN)).isEqualTo("1");
  }

  @Test
  void stopsWhenTheTopicWasMadeAgain() throws Exception {
    write(Samples.batch(HistorySide.OPEN, 0, 0, PUBLISHED, List.of(Samples.complete(AIR, 1, 0))));

    try (HistoryWriter writer = HistoryWriter.open(history.dataSource(), SETTINGS)) {
      assertThatThrownBy(() -> writer.side(HistorySide.OPEN, "topic-2", "test", SETTINGS))
          .isInstanceOf(HistoryStoppedException.class)
          .hasMessageContaining("deleted and made again")
          .hasMessageContaining("delete from open.sink_progress");
    }
  }

  @Test
  void tellsHowFarTheWindowsAreComplete() throws Exception {
    // When
    write(
        Samples.batch(
            HistorySide.OPEN,
            2,
            0,
            PUBLISHED,
            List.of(
                new CompleteThrough(AIR, 2, Resolution.PT1M, Samples.START.plusSeconds(60)),
                new CompleteThrough(AIR, 2, Resolution.PT1M, Samples.START.plusSeconds(120)))));
    write(
        Samples.batch(
            HistorySide.OPEN,
            2,
            2,
            PUBLISHED,
            List.of(new CompleteThrough(AIR, 2, Resolution.PT1M, Samples.START))));

    // Then
    assertThat(
            history.ask(
                "bypuls_open",
                "select count(*) || ' ' || extract(epoch from max(through))::bigint"
                    + " from open.complete_through where dataset = '"
                    + AIR
                    + "' and resolution = 1 and partition = 2"))
        .isEqualTo("1 " + Samples.START.plusSeconds(120).getEpochSecond());
  }

  @Test
  void keepsWhatWasTakenBack() throws Exception {
    Withdrawn withdrawn =
        new Withdrawn(AIR, Samples.START, Samples.START.plusSeconds(3600), "by its owner");

    write(Samples.batch(HistorySide.OPEN, 0, 0, PUBLISHED, List.of(withdrawn, withdrawn)));

    assertThat(
            history.ask(
                "bypuls_open",
                "select dataset || ' ' || extract(epoch from to_at - from_at)::int || ' ' || reason"
                    + " from open.withdrawn"))
        .isEqualTo(AIR + " 3600 by its owner");
  }

  @Test
  void setsAsideWhatIsNoWindowEventAndGoesOn() throws Exception {
    // Given
    Batch batch = new Batch(HistorySide.EXACT);
    batch.add(Samples.consumed(HistorySide.EXACT, 1, 40, PUBLISHED, new byte[] {1, 2, 3}));
    batch.add(Samples.consumed(HistorySide.EXACT, 1, 41, PUBLISHED, null));
    Window window = Samples.complete(AIR, 1, 0);
    byte[] good = HistorySide.EXACT.topic().codec().encode(window);
    batch.add(Samples.consumed(HistorySide.EXACT, 1, 42, PUBLISHED, good));
    batch.readUpTo(1, 43);

    // When
    write(batch);

    // Then
    assertThat(history.json(HistorySide.EXACT))
        .containsExactly(WindowJson.write(window, PUBLISHED));
    assertThat(
            history.ask(
                "bypuls_sink",
                "select string_agg(\"offset\" || ':' || coalesce(bytes::text, 'nothing'), ' '"
                    + " order by \"offset\") from exact.set_aside"))
        .isEqualTo("40:\\x010203 41:nothing");
  }

  @Test
  void forgetsSeriesPastItsLimitAndFindsThemAgain() throws Exception {
    // Given
    HistorySettings few = Settings.with("bypuls.history.remembered-series", "10");
    try (HistoryWriter writer = HistoryWriter.open(history.dataSource(), few)) {
      writer.side(HistorySide.OPEN, TOPIC_ID, "test", few);

      // When
      for (int minute = 0; minute < 3; minute++) {
        List<Window> windows = new ArrayList<>();
        for (int sensor = 0; sensor < 25; sensor++) {
          windows.add(Samples.complete(AIR, sensor + 10 * minute, minute));
        }
        writer.write(List.of(Samples.batch(HistorySide.OPEN, 0, minute * 25L, PUBLISHED, windows)));
      }
    }

    // Then
    assertThat(history.json(HistorySide.OPEN)).hasSize(75);
    assertThat(history.ask("bypuls_sink", "select count(*) || ' ' || max(id) from open.series"))
        .isEqualTo("45 45");
  }

  @Test
  void forgetsEachDatasetsWindowsWhenTheirTimeIsOver() throws Exception {
    // Given
    Instant now = Instant.now();
    List<Window> windows = new ArrayList<>();
    for (String dataset : List.of("havnstrup-short", "havnstrup-long", "havnstrup-silent")) {
      for (int days : List.of(1, 20, 400, 1200)) {
        windows.add(daysAgo(dataset, now, days));
        windows.add(Samples.revised(daysAgo(dataset, now, days), 2));
      }
    }
    write(
        Samples.batch(HistorySide.OPEN, 0, 0, PUBLISHED, windows),
        Samples.batch(HistorySide.EXACT, 0, 0, PUBLISHED, windows));
    HistoryRetention retention = new HistoryRetention(history.dataSource(), Period.ofYears(2));
    retention.learn(
        new Registry(
            List.of(
                Samples.dataset("havnstrup-short", Period.ofDays(10)),
                Samples.dataset("havnstrup-long", Period.ofYears(2)))));
    retention.learn(Registry.EMPTY);

    // When
    retention.enforce();

    // Then
    for (HistorySide side : HistorySide.all()) {
      assertThat(history.json(side))
          .containsExactlyInAnyOrderElementsOf(
              List.of(
                      daysAgo("havnstrup-short", now, 1),
                      daysAgo("havnstrup-long", now, 1),
                      daysAgo("havnstrup-long", now, 20),
                      daysAgo("havnstrup-long", now, 400),
                      daysAgo("havnstrup-silent", now, 1),
                      daysAgo("havnstrup-silent", now, 20),
                      daysAgo("havnstrup-silent", now, 400))
                  .stream()
                  .flatMap(it -> Stream.of(it, Samples.revised(it, 2)))
                  .map(it -> WindowJson.write(it, PUBLISHED))
                  .toList());
    }
    if (database.isTimescale()) {
      assertThat(history.ask("bypuls_sink", "select count(*) from show_chunks('open.windows')"))
          .as("the chunk of 1,200 days ago was dropped")
          .isEqualTo("3");
    }
  }

  @Test
  void makesHypertablesWhereItCan() throws SQLException {
    String hypertables =
        database.isTimescale()
            ? history.ask("bypuls_sink", "select count(*) from timescaledb_information.hypertables")
            : "none";

    assertThat(hypertables).isEqualTo(database.isTimescale() ? "2" : "none");
  }

  /** Of TimescaleDB's Community edition there is no package here, so compression is not tested. */
  @Test
  void goesByWhatTheDatabaseOffers() throws SQLException {
    try (Connection connection = database.connect("bypuls_sink")) {
      assertThat(HistorySchema.kind(connection))
          .isEqualTo(
              database.isTimescale() ? HistorySchema.Kind.HYPERTABLES : HistorySchema.Kind.PLAIN);
    }
  }

  @Test
  void keepsTheRowsOfEarlierVersions() throws SQLException {
    // Given
    history.run(
        Database.SUPERUSER,
        "drop schema if exists earlier cascade; create schema earlier authorization bypuls_sink");
    HistorySchema.flyway(history.dataSource(), "earlier", SETTINGS).target("1").load().migrate();
    history.run(
        "bypuls_sink",
        """
        set search_path = earlier;
        insert into families (dataset, resolution) values ('havnstrup-air', 1);
        insert into series (family, place, sensor, area, quantity) values (1, 'p', 's', '', 'pm10');
        insert into windows (start_at, end_at, published_at, final_at, count, family, series,
            revision, batch, flags, expected, status, mean, p95)
          select at, at + interval '1 minute', at, at, 3, 1, 1, 1, 1, 0, 4, 2, 1234, 15
          from generate_series(timestamptz '2026-01-01', '2026-03-01', '1 hour') at
        """);

    // When
    HistorySchema.flyway(history.dataSource(), "earlier", SETTINGS).load().migrate();

    // Then
    assertThat(
            history.ask(
                "bypuls_sink",
                "select count(*) || ' ' || sum(count) || ' ' || sum(mean) || ' ' || sum(p95) || ' '"
                    + " || sum(flagged) || ' ' || count(share) || ' ' || count(leq)"
                    + " from earlier.windows"))
        .isEqualTo("1417 4251 1748578 21255 0 0 0");
    history.run(Database.SUPERUSER, "drop schema earlier cascade");
  }

  @Test
  void forgetsWhatWasSetAsideWithQuarantine() throws Exception {
    // Given a record that is no event, of a month ago and of yesterday
    Instant now = Instant.now();
    Batch batch = new Batch(HistorySide.EXACT);
    byte[] unreadable = {1, 2, 3};
    batch.add(
        Samples.consumed(HistorySide.EXACT, 0, 0, now.minus(Duration.ofDays(31)), unreadable));
    batch.add(Samples.consumed(HistorySide.EXACT, 0, 1, now.minus(Duration.ofDays(1)), unreadable));
    batch.readUpTo(0, 2);
    write(batch);

    // When
    new HistoryRetention(history.dataSource(), Period.ofYears(2)).enforce();

    // Then
    assertThat(
            history.ask(
                "bypuls_sink", "select string_agg(\"offset\"::text, ' ') from exact.set_aside"))
        .isEqualTo("1");
  }

  private static Window daysAgo(String dataset, Instant now, int days) {
    long minutes = java.time.Duration.between(Samples.START, now).toMinutes() - days * 1440L;
    return Samples.complete(dataset, 1, Math.toIntExact(minutes));
  }

  private static HistoryWriter begin() throws SQLException {
    HistoryWriter writer = HistoryWriter.open(history.dataSource(), SETTINGS);
    for (HistorySide side : HistorySide.all()) {
      writer.side(side, TOPIC_ID, "test", SETTINGS);
    }
    return writer;
  }

  private static void write(Batch... batches) throws Exception {
    try (HistoryWriter writer = begin()) {
      writer.write(List.of(batches));
    }
  }

  private static String position(HistorySide side) throws SQLException {
    return String.valueOf(
        history.ask("bypuls_sink", "select next_offset from " + side.schema() + ".sink_progress"));
  }
}
