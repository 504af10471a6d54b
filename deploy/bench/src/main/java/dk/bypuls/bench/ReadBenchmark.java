package dk.bypuls.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** History as it is handed out, beside the database's own programs on the same rows. */
final class ReadBenchmark implements Benchmark {

  private static final int WARM_UP = 2;
  private static final int SENSORS = 100;
  private static final int QUESTIONS = 2_000;
  private static final double MOST_TIMES = 1.3;
  private static final double MORE_NANOSECONDS = 300_000;

  private static final String COPIED =
      "select s.place, s.sensor, s.area, s.quantity, w.*"
          + " from open.windows w join open.series s on s.id = w.series where w.family = %d";

  /** What is asked of the database for one window, the newest revision of it that is public. */
  private static final String POINT =
      """
      \\set minute random(0, %d)
      select s.place, s.sensor, s.area, s.quantity, w.*
      from (
        select distinct on (start_at, series) * from open.windows
        where family = %d and start_at >= timestamptz '%s' + :minute * interval '1 minute'
          and start_at < timestamptz '%3$s' + (:minute + 1) * interval '1 minute'
          and batch <= 1000000 and series = %d
        order by start_at, series, revision desc) w
      join open.series s on s.id = w.series
      where not exists (
        select from open.withdrawn t
        where t.dataset = 'bench-read' and w.start_at < t.to_at and w.end_at > t.from_at
          and w.published_at <= t.withdrawn_at)
      order by w.start_at, s.place, s.sensor, s.quantity, s.area;
      """;

  private final Map<String, List<Double>> seconds = new HashMap<>();
  private Options options = Options.of(List.of(), Map.of());
  private int asked;

  @Override
  public String about() {
    return "[--minutes 2000] rows of history beside psql's \\copy, one window beside pgbench";
  }

  @Override
  public void configure(List<String> given) {
    options = Options.of(given, Map.of("--minutes", 2_000));
  }

  @Override
  public void run(Rounds rounds) {
    Fleet fleet = new Fleet("read", SENSORS, Duration.ofMinutes(1), 1, true);
    try (ReadStand stand = new ReadStand(fleet);
        DatabasePeer peer = new DatabasePeer(stand.database(), stand.folder());
        OneLine line = new OneLine(stand.port())) {
      int rows = stand.write(fleet, options.number("--minutes"));
      bulk(rounds, stand, peer, rows);
      points(rounds, stand, peer, line);
    }
  }

  private void bulk(Rounds rounds, ReadStand stand, DatabasePeer peer, int rows) {
    String copied = COPIED.formatted(family(stand));
    Map<String, DoubleSupplier> candidates = new LinkedHashMap<>();
    candidates.put(
        "history-csv", () -> cost("history-csv", stand, peer, rows, () -> whole(stand, "csv")));
    candidates.put("copy", () -> cost("copy", stand, peer, rows, () -> peer.copy(copied)));
    candidates.put(
        "history-ndjson",
        () -> cost("history-ndjson", stand, peer, rows, () -> whole(stand, "ndjson")));
    Figures figures = rounds.measured("api history", WARM_UP, candidates);
    for (String ours : List.of("history-csv", "history-ndjson")) {
      rounds.say(
          "copy / %s: CPU with the database's %.2f; rows a second %.0f / %.0f: %.2f (P10)",
          ours,
          figures.ratio("copy", ours),
          rows / wait(ours),
          rows / wait("copy"),
          wait("copy") / wait(ours));
    }
  }

  private double wait(String candidate) {
    return Quantile.median(seconds.getOrDefault(candidate, List.of()));
  }

  private static long family(ReadStand stand) {
    return stand.number(
        "select id from open.families where dataset = 'bench-read' and resolution = 1");
  }

  /** CPU of the database and who asks it for one row; notes how long all of them took. */
  private double cost(
      String candidate, ReadStand stand, DatabasePeer peer, int rows, Runnable work) {
    double before = stand.nanoseconds() + peer.nanoseconds();
    long began = System.nanoTime();
    work.run();
    seconds
        .computeIfAbsent(candidate, name -> new ArrayList<>())
        .add((System.nanoTime() - began) / 1e9);
    return (stand.nanoseconds() + peer.nanoseconds() - before) / rows;
  }

  private void whole(ReadStand stand, String format) {
    URI address =
        URI.create(
            "http://127.0.0.1:%d/v1/datasets/bench-read/windows?resolution=PT1M&from=%s&limit=all&format=%s"
                .formatted(stand.port(), BenchWindow.FIRST, format));
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    long rows = 0;
    try (InputStream body =
        http.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream())
            .body()) {
      rows = lines(body);
    } catch (IOException e) {
      throw new UncheckedIOException("history is not answered whole", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
    int header = format.equals("csv") ? 1 : 0;
    if (rows != (long) SENSORS * options.number("--minutes") + header) {
      throw new IllegalStateException(rows + " lines are not all");
    }
  }

  private static long lines(InputStream body) throws IOException {
    byte[] some = new byte[64 * 1024];
    long lines = 0;
    for (int count = body.read(some); count >= 0; count = body.read(some)) {
      for (int i = 0; i < count; i++) {
        lines += some[i] == '\n' ? 1 : 0;
      }
    }
    return lines;
  }

  private void points(Rounds rounds, ReadStand stand, DatabasePeer peer, OneLine line) {
    long series =
        stand.number(
            "select id from open.series where family = %d limit 1".formatted(family(stand)));
    String script =
        POINT.formatted(options.number("--minutes") - 1, family(stand), BenchWindow.FIRST, series);
    Map<String, DoubleSupplier> candidates = new LinkedHashMap<>();
    candidates.put("point", () -> point(line));
    candidates.put("pgbench", () -> peer.pgbench(script));
    Figures figures = rounds.measured("api history", Rounds.Unit.WAIT, WARM_UP, candidates);
    double most = MOST_TIMES * figures.of("pgbench") + MORE_NANOSECONDS;
    rounds.say(
        "a point is answered in %.2f ms, pgbench's in %.2f ms; 1.3 times that and 0.3 ms are %.2f ms: %.2f of it (P10)",
        figures.of("point") / 1e6,
        figures.of("pgbench") / 1e6,
        most / 1e6,
        figures.of("point") / most);
  }

  /** How many nanoseconds one window of one sensor takes, another each time: the median. */
  private double point(OneLine line) {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      int minute = asked % options.number("--minutes");
      // Not the same again within seconds: that would be given from memory.
      int sensor = asked++ / options.number("--minutes") % SENSORS;
      String path =
          "/v1/datasets/bench-read/windows?resolution=PT1M&sensor=bench-read-%d&from=%s&to=%s"
              .formatted(
                  sensor,
                  BenchWindow.FIRST.plus(Duration.ofMinutes(minute)),
                  BenchWindow.FIRST.plus(Duration.ofMinutes(minute + 1L)));
      long began = System.nanoTime();
      String answer = line.ask(path);
      waits.add(System.nanoTime() - began);
      if (!answer.contains("\"mean\":")) {
        throw new IllegalStateException("there is no window in " + answer);
      }
    }
    return Quantile.median(waits);
  }
}
