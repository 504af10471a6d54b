package dk.bypuls.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.store.HistoryState.Doing;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.local.Database;
import dk.bypuls.local.KafkaBroker;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HistoryStand.Once.class)
class HistorySinkIT {

  private static final String AIR = "havnstrup-air";
  static final HistorySettings SETTINGS =
      Settings.with(
          "bypuls.history.batch-records", "4000",
          "bypuls.history.batch-time", "PT0.1S",
          "bypuls.history.retry-first", "PT0.1S",
          "bypuls.history.retry-longest", "PT0.5S",
          "bypuls.history.standby-check", "PT0.1S",
          "bypuls.history.stall", "PT5S");

  /** Holds a COPY for as long as the sink lets it, when the sink may send its rows already. */
  private static final String SLOW_COPY =
      """
      create function open.slowly() returns trigger language plpgsql
        as 'begin perform pg_sleep(60); return null; end';
      create trigger slowly before insert on open.windows execute function open.slowly()
      """;

  private static Database database;
  private static KafkaBroker broker;
  private static History history;
  private static WindowBroker windows;

  @BeforeAll
  static void start(HistoryStand stand) throws Exception {
    database = stand.database();
    broker = stand.broker();
    history = stand.history();
    windows = new WindowBroker(broker);
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
  }

  @AfterEach
  void deleteTopics() throws Exception {
    windows.delete(HistorySide.OPEN);
    windows.delete(HistorySide.EXACT);
  }

  @Test
  void writesEachSidesWindowsOnceAndNoOthers() throws Exception {
    // Given
    List<WindowEvent> events = new ArrayList<>(Samples.load(AIR, 40, 50));
    events.add(Samples.suppressed(AIR));
    events.add(Samples.running(Samples.complete(AIR, 99, 0)));
    events.add(new CompleteThrough(AIR, 0, Resolution.PT1M, Samples.START));
    windows.sendInVain(HistorySide.OPEN, Samples.load("havnstrup-never", 5, 5));

    // When
    List<String> open = windows.send(HistorySide.OPEN, events);
    List<String> exact = windows.send(HistorySide.EXACT, Samples.load("havnstrup-inner", 3, 40));
    try (RunningSink sink = sink()) {
      sink.await("all exact windows", () -> rows(HistorySide.EXACT) == 120);
      sink.await("all open windows", () -> rows(HistorySide.OPEN) == 2001);
      sink.await(
          "no lag", () -> sink.metric("bypuls.history.lag", "topic", "bypuls.windows.v1") == 0);

      // Then
      assertThat(sink.count("bypuls.history.rows", HistorySide.OPEN)).isEqualTo(2001);
      assertThat(sink.count("bypuls.history.running", HistorySide.OPEN)).isEqualTo(1);
    }
    open.removeIf(json -> json.contains("\"status\":\"running\""));
    assertHas(HistorySide.OPEN, open);
    assertHas(HistorySide.EXACT, exact);
  }

  @Test
  void writesEachWindowOnceWhenTheDatabaseIsKilledInTheMiddle() throws Exception {
    // Given
    List<String> sent = windows.send(HistorySide.OPEN, Samples.load(AIR, 100, 200));
    try (RunningSink sink = sink()) {
      sink.await("some windows", () -> rows(HistorySide.OPEN) > 0);

      // When
      database.kill();
      sent.addAll(windows.send(HistorySide.OPEN, Samples.load("havnstrup-noise", 100, 50)));
      sink.awaitDoing(Doing.WAITING);
      sink.await(
          "lag is told",
          () -> sink.metric("bypuls.history.lag", "topic", "bypuls.windows.v1") >= 5_000);
      database.launch();
      database.awaitReady();

      // Then
      sink.await("all windows", () -> rows(HistorySide.OPEN) == sent.size());
      assertThat(sink.state().doing()).isEqualTo(Doing.WRITING);
    }
    assertHas(HistorySide.OPEN, sent);
  }

  @Test
  void goesOnWhenTheDatabaseIsKilledWhileItTakesInRows() throws Exception {
    // Given
    history.run("bypuls_sink", SLOW_COPY);
    List<String> sent = windows.send(HistorySide.OPEN, Samples.load(AIR, 10, 10));
    try (RunningSink sink = sink()) {
      sink.await("a copy under way", HistorySinkIT::isCopying);

      // When
      database.kill();

      // Then
      sink.awaitDoing(Doing.WAITING);
      database.launch();
      database.awaitReady();
      history.run("bypuls_sink", "drop function open.slowly cascade");
      sink.await("all windows", () -> rows(HistorySide.OPEN) == sent.size());
    }
    assertHas(HistorySide.OPEN, sent);
  }

  @Test
  void startsWithoutTheDatabaseAndCatchesUp() throws Exception {
    // Given
    List<String> sent = windows.send(HistorySide.EXACT, Samples.load(AIR, 10, 10));
    database.stop();
    try (RunningSink sink = sink()) {
      sink.awaitState(Doing.WAITING, "waiting for the database");

      // When
      database.launch();
      database.awaitReady();

      // Then
      sink.await("all windows", () -> rows(HistorySide.EXACT) == sent.size());
    }
    assertHas(HistorySide.EXACT, sent);
  }

  @Test
  void stopsWhenATopicIsMadeAgain() throws Exception {
    // Given
    List<String> sent = windows.send(HistorySide.OPEN, Samples.load(AIR, 10, 10));
    try (RunningSink sink = sink()) {
      sink.await("all windows", () -> rows(HistorySide.OPEN) == sent.size());

      // When
      windows.delete(HistorySide.OPEN);
      windows.create(HistorySide.OPEN);
      windows.send(HistorySide.OPEN, Samples.load("havnstrup-other", 20, 20));

      // Then
      sink.awaitDoing(Doing.STOPPED);
      assertThat(sink.state().detail())
          .contains("bypuls.windows.v1 was deleted and made again")
          .contains("delete from open.sink_progress");
      assertHas(HistorySide.OPEN, sent);

      // and when the operator does what it says
      history.run("bypuls_sink", "delete from open.sink_progress");
      sink.await("the new topic's windows", () -> rows(HistorySide.OPEN) == sent.size() + 400);
    }
  }

  @Test
  void hasAnotherInstanceTakeOver() throws Exception {
    // Given
    List<String> sent = new ArrayList<>();
    try (RunningSink first = sink()) {
      first.awaitDoing(Doing.WRITING);
      try (RunningSink second = sink()) {
        second.awaitDoing(Doing.STANDBY);
        sent.addAll(windows.send(HistorySide.OPEN, Samples.load(AIR, 10, 10)));
        first.await("all windows", () -> rows(HistorySide.OPEN) == sent.size());

        // When
        first.close();

        // Then
        second.awaitDoing(Doing.WRITING);
        sent.addAll(windows.send(HistorySide.OPEN, Samples.load("havnstrup-noise", 10, 10)));
        second.await("all windows", () -> rows(HistorySide.OPEN) == sent.size());
      }
    }
    assertHas(HistorySide.OPEN, sent);
  }

  @Test
  void goesOnWhenACopyStalls() throws Exception {
    // Given
    history.run("bypuls_sink", SLOW_COPY);
    List<String> sent = windows.send(HistorySide.OPEN, Samples.load(AIR, 10, 10));
    try (RunningSink sink = sink()) {
      sink.await("a copy under way", HistorySinkIT::isCopying);

      // When
      // Then it says so, until it tries again
      sink.awaitState(Doing.WAITING, "statement timeout");
      history.run("bypuls_sink", "drop function open.slowly cascade");
      sink.await("all windows", () -> rows(HistorySide.OPEN) == sent.size());
    }
    assertHas(HistorySide.OPEN, sent);
  }

  @Test
  void writesNothingTwiceWhenAPausedTwinWakesUp() throws Exception {
    // Given
    Process twin = SinkProcess.launch(history, broker.bootstrapServers());
    try {
      List<String> sent =
          new ArrayList<>(windows.send(HistorySide.OPEN, Samples.load(AIR, 50, 40)));
      awaitRows(1);
      signal(twin, "STOP");
      sent.addAll(windows.send(HistorySide.OPEN, Samples.load("havnstrup-noise", 20, 40)));
      try (RunningSink sink = sink()) {
        sink.await("all windows", () -> rows(HistorySide.OPEN) == sent.size());

        // When
        signal(twin, "CONT");
        sent.addAll(windows.send(HistorySide.OPEN, Samples.load("havnstrup-rain", 20, 40)));

        // Then
        awaitRows(sent.size());
      }
      sent.addAll(windows.send(HistorySide.OPEN, Samples.load("havnstrup-wind", 5, 40)));
      awaitRows(sent.size());
      assertHas(HistorySide.OPEN, sent);
    } finally {
      twin.destroyForcibly().waitFor();
    }
  }

  @Test
  void catchesUpInLargeTransactionsWhileLiveGoesOn() throws Exception {
    // Given
    HistorySettings settings =
        Settings.with(
            "bypuls.history.retry-longest", "PT0.5S",
            // On a busy machine a batch takes longer to come together.
            "bypuls.history.batch-time", "PT2S");
    try (RunningSink sink =
        new RunningSink(history.dataSource(), settings, broker.bootstrapServers())) {
      sink.awaitDoing(Doing.WRITING);
      database.stop();

      // When
      List<String> sent = new ArrayList<>();
      for (int minute = 0; minute < 10; minute++) {
        sent.addAll(windows.send(HistorySide.OPEN, Samples.load("havnstrup-" + minute, 500, 10)));
        windows.awaitReaders(HistorySide.OPEN, sent.size());
      }
      sink.awaitDoing(Doing.WAITING);
      final double before = sink.count("bypuls.history.batches");
      database.launch();
      database.awaitReady();

      // Then
      sink.await("all windows", () -> rows(HistorySide.OPEN) == sent.size());
      assertThat(sink.count("bypuls.history.batches") - before)
          .as("transactions for 50,000 windows")
          .isLessThanOrEqualTo(10);
      assertHas(HistorySide.OPEN, sent);
    }
  }

  private static void signal(Process process, String signal) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor())
        .isZero();
  }

  private static void awaitRows(long least) {
    long deadline = System.nanoTime() + 90_000_000_000L;
    for (long rows = -1; rows < least; rows = rows(HistorySide.OPEN)) {
      assertThat(System.nanoTime()).as("rows: %d of %d", rows, least).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static RunningSink sink() {
    return new RunningSink(history.dataSource(), SETTINGS, broker.bootstrapServers());
  }

  /** Sorted first: compared in any order, so many would take a minute. */
  private static void assertHas(HistorySide side, List<String> windows) throws SQLException {
    assertThat(history.json(side)).isEqualTo(windows.stream().sorted().toList());
  }

  private static boolean isCopying() throws SQLException {
    return "1"
        .equals(
            history.ask(
                Database.SUPERUSER,
                "select count(*) from pg_stat_activity"
                    + " where query ilike 'copy%' and wait_event = 'PgSleep'"));
  }

  private static long rows(HistorySide side) {
    try {
      return Long.parseLong(
          String.valueOf(
              history.ask("bypuls_sink", "select count(*) from " + side.schema() + ".windows")));
    } catch (SQLException away) {
      return -1;
    }
  }
}
