package dk.bypuls.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import dk.bypuls.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * Windows from Kafka to many who listen, beside a bare server and nchan, which write the same to as
 * many.
 */
final class LiveBenchmark implements Benchmark {

  private static final int WARM_UP = 4;
  private static final int LINGER_MILLIS = 5;
  private static final int AT_ONCE = 10;

  /** What a process opens beside the connections that are measured. */
  private static final int OTHER_FILES = 300;

  private static final double KILOBYTES = 1024.0;

  private Options options = Options.of(List.of(), Map.of());

  @Override
  public String about() {
    return "[--subscribers 1000 --windows 100 --deaf 50] windows from Kafka to all who listen"
        + " (SSE), beside a bare server and nchan if it is here";
  }

  @Override
  public void configure(List<String> given) {
    options = Options.of(given, Map.of("--subscribers", 1_000, "--windows", 100, "--deaf", 50));
  }

  @Override
  public void run(Rounds rounds) {
    int listeners = options.number("--subscribers");
    int connections = listeners + options.number("--deaf") + OTHER_FILES;
    requireOpenFiles(connections);
    Fleet fleet = new Fleet("live", 1, Duration.ofMinutes(1), 1, true);
    Journeys kafka = new Journeys();
    Telling telling = new Telling(rounds, listeners, options.number("--windows"), kafka);
    int port = FreePorts.one();
    try (ApiStand stand = new ApiStand(fleet.registry(), environment());
        Measured bare = bare(port);
        @Nullable Nchan nchan = Nchan.find(connections);
        KafkaProducer<byte[], byte[]> producer =
            BenchWindow.producer(stand.kafka().bootstrapServers(), LINGER_MILLIS);
        KafkaEar ear = new KafkaEar(stand.kafka().bootstrapServers(), kafka)) {
      FanOut ours =
          new FanOut(
              stand.service(),
              stand.port(),
              "/v1/live",
              1,
              window -> BenchWindow.send(producer, 0, window));
      ours.tell().accept(telling.window());
      memory(rounds, ours);
      Map<String, DoubleSupplier> candidates = ours(telling, ours);
      FanOut peer = new FanOut(bare, port, "/", 0, window -> bare.say(BenchWindow.json(window)));
      candidates.put("bare", () -> telling.round("bare", peer, 1, 0));
      if (nchan == null) {
        rounds.say("there is no nginx with nchan on this machine, so it is not beside it");
      } else {
        candidates.put("nchan", () -> telling.round("nchan", nchan.fanOut(), 1, 0));
      }
      tell(rounds, rounds.measured("api live", WARM_UP, candidates), telling);
      comeBack(rounds, ours, telling);
    }
  }

  /** Whoever reads nothing stays for as long as it is measured what that is to the others. */
  private static Map<String, String> environment() {
    return Map.of(
        "BYPULS_LIVE_PACE", Telling.PACE.toString(), "BYPULS_LIVE_CLIENT_PATIENCE", "PT1H");
  }

  private Map<String, DoubleSupplier> ours(Telling telling, FanOut ours) {
    int deaf = options.number("--deaf");
    Map<String, DoubleSupplier> candidates = new LinkedHashMap<>();
    candidates.put("live", () -> telling.round("live", ours, 1, 0));
    candidates.put("live-deaf", () -> telling.round("live-deaf", ours, 1, deaf));
    candidates.put("live-coalesced", () -> telling.round("live-coalesced", ours, AT_ONCE, 0));
    return candidates;
  }

  private void tell(Rounds rounds, Figures figures, Telling telling) {
    for (String peer : List.of("nchan", "bare")) {
      if (figures.byCandidate().containsKey(peer)) {
        rounds.say(
            "CPU of a delivery, live / %s %.2f, live-coalesced / %s %.2f (P12)",
            peer, figures.ratio("live", peer), peer, figures.ratio("live-coalesced", peer));
      }
    }
    double alone = telling.delay("live", WARM_UP);
    double beside = telling.delay("live-deaf", WARM_UP);
    rounds.say(
        "p99, median of the rounds: %.1f ms, %.1f ms beside %d who read nothing: %.2f (P12)",
        alone, beside, options.number("--deaf"), beside / alone);
  }

  private void memory(Rounds rounds, FanOut ours) {
    int count = options.number("--subscribers");
    double before = residentKilobytes(ours.process().pid());
    try (Subscribers all = ours.listeners(new Journeys())) {
      all.connect(count);
      Waiting.until("all know the newest window", () -> all.told() >= count);
      rounds.say(
          "memory for each who listens  %.1f kB",
          (residentKilobytes(ours.process().pid()) - before) / count);
    }
  }

  /** All of them at once, each with what it missed. */
  private void comeBack(Rounds rounds, FanOut ours, Telling telling) {
    int count = options.number("--subscribers");
    String id;
    try (Subscribers one = ours.listeners(new Journeys())) {
      one.connect(1);
      Waiting.until("one knows the newest window", () -> !one.lastId().isEmpty());
      id = one.lastId();
    }
    ours.tell().accept(telling.window());
    String path = ours.path() + "?lastEventId=" + id;
    try (Subscribers again = new Subscribers(ours.port(), path, new Journeys())) {
      long began = System.nanoTime();
      again.connect(count);
      Waiting.until("all are told what they missed", () -> again.told() >= count);
      rounds.say(
          "%d come back at once: all are told what they missed after %.1f s",
          count, (System.nanoTime() - began) / 1e9);
    }
  }

  /** Java takes as many as the system lets a process have at most. */
  private static void requireOpenFiles(int count) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        && system.getMaxFileDescriptorCount() < count) {
      throw new IllegalStateException(
          "so many who listen need %d open files in each process, and one may have %d here: raise the hard limit (ulimit -Hn), or take fewer --subscribers"
              .formatted(count, system.getMaxFileDescriptorCount()));
    }
  }

  private static Measured bare(int port) {
    try {
      Path log = Files.createTempFile("bypuls-bench", ".log");
      log.toFile().deleteOnExit();
      Measured bare =
          Measured.java(
              log,
              Map.of(),
              List.of(
                  "-cp",
                  System.getProperty("java.class.path"),
                  BareFanOut.class.getName(),
                  Integer.toString(port)));
      bare.hear();
      return bare;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double residentKilobytes(long pid) {
    try {
      return ProcessMemory.parse(Files.readAllLines(Path.of("/proc", pid + "", "smaps_rollup")))
              .residentMegabytes()
          * KILOBYTES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
