package dk.bypuls.bench;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.vocabulary.Quantities;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.postgresql.PGConnection;

/** The history's writer, exactly once, beside binary COPY of the same rows. */
final class HistoryBenchmark implements Benchmark {

  private static final int SERIES = 4_000;
  private static final int MINUTES = 25;
  private static final int ROWS = SERIES * MINUTES;
  private static final int ROWS_OF_A_TRANSACTION = 20_000;
  private static final int WARM_UP = 2;
  private static final double NANOSECONDS_PER_TICK = ProcessStat.SECONDS_PER_TICK * 1e9;
  private static final Instant FIRST = Instant.parse("2026-06-01T00:00:00Z");

  /** The indexes that were chosen from, by name. */
  private static final Map<String, List<String>> KEYS = keys();

  private final List<byte[]> transactions = new ArrayList<>();
  private int minute;

  private static Map<String, List<String>> keys() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    String bySeries = "create index on %s (series, start_at)";
    String byFamily = "create unique index on %s (family, start_at, series, revision desc)";
    keys.put("copy", List.of(byFamily, bySeries));
    keys.put("copy-no-index", List.of());
    keys.put("copy-one-index", List.of(byFamily));
    keys.put(
        "copy-time-first",
        List.of("create unique index on %s (start_at, series, revision)", bySeries));
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
            new KafkaProducer<>(
                Map.of("bootstrap.servers", stand.kafka().bootstrapServers(), "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      through(stand, producer);
      takeRows(stand);
      Map<String, DoubleSupplier> candidates = new LinkedHashMap<>();
      candidates.put("history", () -> through(stand, producer));
      KEYS.forEach(
          (name, indexes) -> {
            String table = "open." + name.replace('-', '_');
            create(stand, table, indexes);
            candidates.put(name, () -> copy(stand, table));
          });
      Figures figures = rounds.measured("history", WARM_UP, candidates);
      rounds.say("copy / history       %.2f (P8)", figures.ratio("copy", "history"));
      rounds.say("copy-time-first / copy %.2f", figures.ratio("copy-time-first", "copy"));
    }
  }

  /** CPU of the database for one row that goes through Kafka and the sink. */
  private double through(HistoryStand stand, KafkaProducer<byte[], byte[]> producer) {
    long before = stand.ticks();
    long written = position(stand);
    for (int row = 0; row < ROWS; row++) {
      byte[] value = Topics.WINDOWS.codec().encode(window(row % SERIES, minute + row / SERIES));
      var unused =
          producer.send(
              new ProducerRecord<>(
                  Topics.WINDOWS.name(), row % Topics.WINDOWS.partitions(), null, value));
    }
    minute += MINUTES;
    producer.flush();
    Waiting.until("all rows are written", () -> position(stand) >= written + ROWS);
    return (stand.ticks() - before) * NANOSECONDS_PER_TICK / ROWS;
  }

  private static long position(HistoryStand stand) {
    return stand.number("select coalesce(sum(next_offset), 0) from open.sink_progress");
  }

  private static Window window(int series, int minute) {
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    for (Statistic statistic : Statistic.all().subList(0, 10)) {
      figures.put(statistic, 1000L * series + minute);
    }
    Instant start = FIRST.plus(Duration.ofMinutes(minute));
    Instant end = start.plusSeconds(60);
    return new Window(
        "bench-" + series % 10,
        new Cell.SensorCell("bench-place-" + series, "bench-sensor-" + series),
        Quantities.of("air-temperature"),
        Resolution.PT1M,
        start,
        end,
        Window.Status.COMPLETE,
        1,
        end.plus(Duration.ofDays(7)),
        3,
        0,
        OptionalInt.of(4),
        0,
        Statistics.of(figures),
        null);
  }

  /** What was written, as the bytes of COPY: a transaction each. */
  private void takeRows(HistoryStand stand) {
    for (int from = 0; from < ROWS; from += ROWS_OF_A_TRANSACTION) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      String rows =
          "copy (select * from (select * from open.windows order by start_at, series"
              + " offset %d limit %d) part order by family, start_at, series)"
              + " to stdout with (format binary)";
      try {
        stand
            .connection()
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(rows.formatted(from, ROWS_OF_A_TRANSACTION), bytes);
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
    stand.execute("truncate " + table);
    long before = stand.ticks();
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
    return (stand.ticks() - before) * NANOSECONDS_PER_TICK / ROWS;
  }
}
