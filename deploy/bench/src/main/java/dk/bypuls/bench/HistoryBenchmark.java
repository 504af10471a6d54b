package dk.bypuls.bench;

import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.postgresql.PGConnection;

/** The history's writer, exactly once, beside binary COPY of the same rows. */
final class HistoryBenchmark implements Benchmark {

  private static final int SERIES = 4_000;
  private static final int MINUTES = 25;
  private static final int ROWS = SERIES * MINUTES;
  private static final int ROWS_OF_A_TRANSACTION = 20_000;
  private static final int WARM_UP = 2;
  private static final double NANOSECONDS_PER_TICK = ProcessStat.SECONDS_PER_TICK * 1e9;
  private static final int LINGER_MILLIS = 20;
  private static final String NEWEST_BATCH = "select batch from open.sink_batch";

  /** The table that grows as the sink's does, with the same rows in the same order. */
  private static final String GROWN = "open.copy_grown";

  private static final String BY_SERIES = "create index on %s (series, start_at)";
  private static final String BY_FAMILY =
      "create unique index on %s (family, start_at, series, revision desc)";

  /** The indexes that were chosen from, by name: of tables that are emptied before each round. */
  private static final Map<String, List<String>> KEYS = keys();

  private final List<byte[]> transactions = new ArrayList<>();
  private int minute;
  private double rowsOfATransaction;

  private static Map<String, List<String>> keys() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    keys.put("copy-emptied", List.of(BY_FAMILY, BY_SERIES));
    keys.put("copy-no-index", List.of());
    keys.put("copy-one-index", List.of(BY_FAMILY));
    keys.put(
        "copy-time-first",
        List.of("create unique index on %s (start_at, series, revision)", BY_SERIES));
    return keys;
  }

  @Override
  public String about() {
    return "windows from Kafka into the history, beside binary COPY of the same rows, by its keys";
  }

  @Override
  public void run(Rounds rounds) {
    try (HistoryStand stand = new HistoryStand();
        KafkaProducer<byte[], byte[]> producer =
            BenchWindow.producer(stand.kafka().bootstrapServers(), LINGER_MILLIS)) {
      create(stand, GROWN, List.of(BY_FAMILY, BY_SERIES));
      Map<String, DoubleSupplier> candidates = new LinkedHashMap<>();
      candidates.put("history", () -> through(stand, producer));
      candidates.put("copy", () -> copy(stand, GROWN));
      KEYS.forEach(
          (name, indexes) -> {
            String table = "open." + name.replace('-', '_');
            create(stand, table, indexes);
            candidates.put(
                name,
                () -> {
                  stand.execute("truncate " + table);
                  return copy(stand, table);
                });
          });
      Figures figures = rounds.measured("history", WARM_UP, candidates);
      rounds.say("copy / history       %.2f (P8)", figures.ratio("copy", "history"));
      rounds.say(
          "copy-emptied / history %.2f (a table that is always small)",
          figures.ratio("copy-emptied", "history"));
      rounds.say(
          "copy-time-first / copy-emptied %.2f", figures.ratio("copy-time-first", "copy-emptied"));
      rounds.say("the sink wrote %.0f rows a transaction", rowsOfATransaction);
    }
  }

  /** CPU of the database for one row that goes through Kafka and the sink. */
  private double through(HistoryStand stand, KafkaProducer<byte[], byte[]> producer) {
    long before = stand.ticksOfService();
    long written = stand.written();
    long batch = stand.number(NEWEST_BATCH);
    for (int row = 0; row < ROWS; row++) {
      BenchWindow.send(
          producer, row % Topics.WINDOWS.partitions(), window(row % SERIES, minute + row / SERIES));
    }
    minute += MINUTES;
    producer.flush();
    stand.awaitWritten(written + ROWS);
    double taken = (stand.ticksOfService() - before) * NANOSECONDS_PER_TICK / ROWS;
    rowsOfATransaction = (double) ROWS / (stand.number(NEWEST_BATCH) - batch);
    takeRows(stand, batch);
    return taken;
  }

  private static Window window(int series, int minute) {
    return BenchWindow.of(
        "bench-" + series % 10,
        "bench-place-" + series,
        "bench-sensor-" + series,
        minute,
        1000L * series + minute);
  }

  /** What was written after that batch, in its order, as the bytes of COPY: a transaction each. */
  private void takeRows(HistoryStand stand, long batch) {
    transactions.clear();
    for (int from = 0; from < ROWS; from += ROWS_OF_A_TRANSACTION) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      String rows =
          "copy (select * from (select * from open.windows where batch > %d"
              + " order by batch, family, start_at, series offset %d limit %d) part"
              + " order by family, start_at, series) to stdout with (format binary)";
      try {
        stand
            .connection()
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(rows.formatted(batch, from, ROWS_OF_A_TRANSACTION), bytes);
      } catch (SQLException | IOException e) {
        throw new IllegalStateException("the rows cannot be read", e);
      }
      transactions.add(bytes.toByteArray());
    }
  }

  private static void create(HistoryStand stand, String table, List<String> indexes) {
    stand.execute("create table " + table + " (like open.windows)");
    if (stand.isTimescale()) {
      stand.execute(
          ("select public.create_hypertable('%s', 'start_at',"
                  + " chunk_time_interval => interval '7 days', create_default_indexes => false)")
              .formatted(table));
    }
    indexes.forEach(index -> stand.execute(index.formatted(table)));
  }

  private double copy(HistoryStand stand, String table) {
    long before = stand.ticksOfConnection();
    for (byte[] rows : transactions) {
      try {
        stand
            .connection()
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy " + table + " from stdin with (format binary)",
                new ByteArrayInputStream(rows));
      } catch (SQLException | IOException e) {
        throw new IllegalStateException("the rows cannot be written", e);
      }
    }
    return (stand.ticksOfConnection() - before) * NANOSECONDS_PER_TICK / ROWS;
  }
}
