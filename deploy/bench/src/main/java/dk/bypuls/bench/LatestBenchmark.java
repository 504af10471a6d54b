package dk.bypuls.bench;

import dk.bypuls.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** What is asked most and changes least, beside servers that answer as many bytes unasked. */
final class LatestBenchmark implements Benchmark {

  private static final int WARM_UP = 4;
  private static final int SENSORS = 10;
  private static final int MOST_CONNECTIONS = 1_024;
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final String LATEST = "/v1/datasets/bench-latest/latest";
  private static final String PAGE =
      "/v1/datasets/bench-latest/windows?resolution=PT1M&limit=10&from=" + BenchWindow.FIRST;

  private Options options = Options.of(List.of(), Map.of());

  @Override
  public String about() {
    return "[--requests 20000] latest, pages and 304, beside a bare server and nginx if it is here";
  }

  @Override
  public void configure(List<String> given) {
    options = Options.of(given, Map.of("--requests", 20_000));
  }

  @Override
  public void run(Rounds rounds) {
    Fleet fleet = new Fleet("latest", SENSORS, Duration.ofMinutes(1), 1, true);
    try (ReadStand stand = new ReadStand(fleet);
        Askers askers = new Askers()) {
      stand.write(fleet, 10);
      Map<String, String> latest = askers.headers(stand.port(), LATEST);
      Map<String, String> page = askers.headers(stand.port(), PAGE);
      int bytes = Integer.parseInt(latest.getOrDefault("Length", ""));
      int port = FreePorts.one();
      try (Measured bare = bare(stand.folder(), port, bytes);
          Nginx.@Nullable Running nginx = nginx(stand.folder(), bytes)) {
        Map<String, DoubleSupplier> candidates = new LinkedHashMap<>();
        String tag = latest.getOrDefault("ETag", "");
        String pageTag = page.getOrDefault("ETag", "");
        candidates.put("latest", () -> ask(stand, askers, LATEST, ""));
        candidates.put("latest-304", () -> ask(stand, askers, LATEST, tag));
        candidates.put("page", () -> ask(stand, askers, PAGE, ""));
        candidates.put("page-304", () -> ask(stand, askers, PAGE, pageTag));
        candidates.put("bare", () -> ask(bare, askers, port, "/", "", OK));
        candidates.put("bare-304", () -> ask(bare, askers, port, "/none", "", NOT_MODIFIED));
        if (nginx != null) {
          String nginxTag = askers.headers(nginx.port(), "/body").getOrDefault("ETag", "");
          candidates.put(
              "nginx", () -> ask(nginx.measured(), askers, nginx.port(), "/body", "", OK));
          candidates.put(
              "nginx-304",
              () -> ask(nginx.measured(), askers, nginx.port(), "/body", nginxTag, NOT_MODIFIED));
        }
        tell(rounds, rounds.measured("api latest", WARM_UP, candidates), bytes);
      }
    }
  }

  private static void tell(Rounds rounds, Figures figures, int bytes) {
    for (String peer : List.of("bare", "nginx")) {
      if (!figures.byCandidate().containsKey(peer)) {
        rounds.say("there is no nginx on the path, so nothing is beside it");
        continue;
      }
      for (String ours : List.of("latest", "page")) {
        rounds.say(
            "requests a core-second, %s / %s (%d bytes) %.2f; with 304 %.2f (P11)",
            ours,
            peer,
            bytes,
            figures.of(peer) / figures.of(ours),
            figures.of(peer + "-304") / figures.of(ours + "-304"));
      }
    }
  }

  /** CPU of the service and the database for one answer. */
  private double ask(ReadStand stand, Askers askers, String path, String tag) {
    double before = stand.nanoseconds();
    int requests = options.number("--requests");
    askers.ask(stand.port(), path, known(tag), tag.isEmpty() ? OK : NOT_MODIFIED, requests);
    return (stand.nanoseconds() - before) / requests;
  }

  private double ask(
      Measured server, Askers askers, int port, String path, String tag, int expected) {
    int requests = options.number("--requests");
    return server.perOperation(
        requests, () -> askers.ask(port, path, known(tag), expected, requests));
  }

  private static Map<String, String> known(String tag) {
    return tag.isEmpty() ? Map.of() : Map.of("If-None-Match", tag);
  }

  private static Measured bare(Path folder, int port, int bytes) {
    Measured bare =
        Measured.java(
            folder.resolve("bare.log"),
            Map.of(),
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BareAnswers.class.getName(),
                Integer.toString(port),
                Integer.toString(bytes)));
    bare.hear();
    return bare;
  }

  /** One worker of nginx with a file of so many bytes, where there is an nginx. */
  private static Nginx.@Nullable Running nginx(Path folder, int bytes) {
    Optional<Nginx> nginx = Nginx.find();
    if (nginx.isEmpty()) {
      return null;
    }
    try {
      Path served = Files.createDirectory(folder.resolve("nginx"));
      Files.write(served.resolve("body"), new byte[bytes]);
      return nginx.get().start(served, List.of(), MOST_CONNECTIONS, "");
    } catch (IOException e) {
      throw new UncheckedIOException("nginx has nothing to serve", e);
    }
  }
}
