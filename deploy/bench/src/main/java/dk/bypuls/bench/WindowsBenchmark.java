package dk.bypuls.bench;

import dk.bypuls.events.registry.Entity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** The packaged aggregator with its sink, beside Kafka Streams' own words, raw poll and COPY. */
final class WindowsBenchmark implements Benchmark {

  /** Reading is so cheap that the clock of the operating system needs it often. */
  static final int POLLED_SO_OFTEN = 5;

  /** Enough for ids and windows in memory: a peer is not to spend its time collecting garbage. */
  private static final String PEERS_HEAP = "-Xmx1g";

  private static final int WARM_UP = 3;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final int SENSORS_OF_A_CITY = 10_000;
  private static final double NANOSECONDS = 1e9;

  private Options options = Options.of(List.of(), Map.of());

  private Instant next = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(7));

  @Override
  public String about() {
    return "[--series 1000 --seconds 120 | --day [--sensors 100000 --hours 24] --heap 256] readings"
        + " to windows in Kafka and database, beside Kafka Streams' count, raw poll, COPY; or a day";
  }

  @Override
  public void configure(List<String> given) {
    options =
        Options.of(
            given,
            Map.of(
                "--series",
                1000,
                "--seconds",
                120,
                "--sensors",
                100_000,
                "--hours",
                24,
                "--heap",
                0),
            "--day");
  }

  @Override
  public void run(Rounds rounds) {
    if (options.has("--day")) {
      new ReplayedDay(options.number("--sensors"), options.number("--hours"), heap(1024))
          .run(rounds);
    } else {
      ratios(rounds);
    }
  }

  private int heap(int usual) {
    int given = options.number("--heap");
    return given == 0 ? usual : given;
  }

  private void ratios(Rounds rounds) {
    int series = options.number("--series");
    Duration span = Duration.ofSeconds(options.number("--seconds"));
    Fleet inner = new Fleet("inner", series, Duration.ofSeconds(1), 1, false);
    Fleet open = new Fleet("open", series, Duration.ofSeconds(1), 1, true);
    Fleet city = new Fleet("city", SENSORS_OF_A_CITY, QUARTER, 1, false);
    List<Entity> registry = new ArrayList<>();
    List.of(inner, open, city).forEach(fleet -> registry.addAll(fleet.registry()));
    try (AggregatorStand stand = new AggregatorStand(registry, heap(256))) {
      streams(rounds, stand, inner, span);
      bytes(rounds, stand, inner, span);
      rows(rounds, stand, open, city, span);
    }
  }

  /** Its CPU time beside that of others who read the same records. */
  private void streams(Rounds rounds, AggregatorStand stand, Fleet fleet, Duration span) {
    int readings = Math.toIntExact(fleet.readings(span));
    double[] kafka = new double[1];
    stand.createTopic(WindowsInWords.TOLD);
    try (Measured engine = peer(stand, "engine");
        Measured count = peer(stand, "count");
        Measured counts = peer(stand, "counts");
        Measured uncached = peer(stand, "uncached");
        Measured words = peer(stand, "words");
        Measured poll = peer(stand, "poll")) {
      Map<String, DoubleSupplier> candidates = new LinkedHashMap<>();
      candidates.put("windows", () -> windows(stand, fleet, span, kafka));
      candidates.put("kafka", () -> kafka[0]);
      candidates.put("engine", () -> engine.perOperation(readings, () -> order(engine, readings)));
      candidates.put("count", () -> count.perOperation(readings, () -> order(count, readings)));
      candidates.put("counts", () -> counts.perOperation(readings, () -> order(counts, readings)));
      candidates.put(
          "uncached", () -> uncached.perOperation(readings, () -> order(uncached, readings)));
      candidates.put("words", () -> words.perOperation(readings, () -> order(words, readings)));
      candidates.put(
          "poll", () -> poll.perOperation(readings * POLLED_SO_OFTEN, () -> order(poll, readings)));
      Figures figures = rounds.measured("windows", WARM_UP, candidates);
      rounds.say(
          "windows              %.0f readings per core-second",
          NANOSECONDS / figures.of("windows"));
      rounds.say(
          "counts / windows     %.2f (P7, four windows each)", figures.ratio("counts", "windows"));
      rounds.say(
          "count / windows      %.2f (a count of minutes only)", figures.ratio("count", "windows"));
      rounds.say(
          "engine / windows     %.2f (Kafka Streams that does nothing)",
          figures.ratio("engine", "windows"));
      rounds.say("poll / windows       %.3f (P7)", figures.ratio("poll", "windows"));
      rounds.say(
          "uncached / windows   %.2f (the four counts, each told at once)",
          figures.ratio("uncached", "windows"));
      rounds.say(
          "words / windows      %.2f (the same job in Kafka Streams' own words)",
          figures.ratio("words", "windows"));
    }
  }

  private static Measured peer(AggregatorStand stand, String what) {
    Measured peer =
        Measured.java(
            stand.folder().resolve("peer.log"),
            Map.of(),
            List.of(
                PEERS_HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                WindowsPeer.class.getName(),
                what,
                stand.kafka().bootstrapServers(),
                stand.folder().resolve(what).toString()));
    peer.hear();
    return peer;
  }

  private static void order(Measured peer, int records) {
    peer.say(Integer.toString(records));
    peer.hear();
  }

  private double windows(AggregatorStand stand, Fleet fleet, Duration span, double[] kafka) {
    int readings = Math.toIntExact(fleet.readings(span));
    double before = CpuTime.nanoseconds(stand.kafka().pid());
    double ours = stand.service().perOperation(readings, () -> send(stand, fleet, span));
    kafka[0] = (CpuTime.nanoseconds(stand.kafka().pid()) - before) / readings;
    return ours;
  }

  /** Sends it and waits until it is worked off and written. */
  private void send(AggregatorStand stand, Fleet fleet, Duration span) {
    next = fleet.send(stand.kafka().bootstrapServers(), next, span);
    stand.awaitWorkedOff(LIMIT);
    // The sink collects rows for half a second.
    Waiting.pause(1_500);
  }

  private static void bytes(Rounds rounds, AggregatorStand stand, Fleet fleet, Duration span) {
    long readings = fleet.readings(span) * (WARM_UP + Rounds.COUNTED);
    double state = stand.stateMegabytes();
    double changelog = stand.changelogMegabytes();
    rounds.say(
        "{\"bench\":\"windows-state\",\"series\":%d,\"readingsPerSeries\":%d,"
            + "\"stateBytesPerSeries\":%.0f,\"stateBytesPerReading\":%.1f,"
            + "\"changelogBytesPerReadingBeforeCompaction\":%.1f}",
        fleet.sensors(),
        readings / fleet.sensors(),
        state * 1e6 / fleet.sensors(),
        state * 1e6 / readings,
        changelog * 1e6 / readings);
  }

  /** Windows that are told while they fill; and a city's sensors, whose rows COPY writes too. */
  private void rows(Rounds rounds, AggregatorStand stand, Fleet open, Fleet city, Duration span) {
    double[] database = new double[1];
    double[] kafka = new double[1];
    int[] batch = new int[1];
    try (CopiedRows copied = new CopiedRows(stand.database())) {
      Map<String, DoubleSupplier> candidates = new LinkedHashMap<>();
      candidates.put("open", () -> windows(stand, open, span, kafka));
      candidates.put(
          "city",
          () -> {
            batch[0] = copied.batch();
            long rows = copied.written();
            double before = CpuTime.nanoseconds(stand.database().pid());
            double ours = windows(stand, city, HOUR, kafka);
            double taken = CpuTime.nanoseconds(stand.database().pid()) - before;
            database[0] = taken / (copied.written() - rows);
            return ours;
          });
      candidates.put("city-rows", () -> database[0]);
      candidates.put("copy", () -> copied.copyAfter(batch[0]));
      Figures figures = rounds.measured("windows", 1, candidates);
      rounds.say(
          "open, told each second %.0f readings per core-second", NANOSECONDS / figures.of("open"));
      rounds.say(
          "city, each 15 minutes  %.0f readings per core-second", NANOSECONDS / figures.of("city"));
      rounds.say("copy / city-rows     %.2f (P8)", figures.ratio("copy", "city-rows"));
    }
  }
}
