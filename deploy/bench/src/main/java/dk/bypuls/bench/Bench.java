package dk.bypuls.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs one benchmark by name: {@code ./bypuls bench NAME}. */
public final class Bench {

  private static final double BUSY = 1.0;

  /** The running city that some look at. */
  private static final Path CITY = Path.of(System.getProperty("bypuls.city", ".bypuls"));

  private static final Map<String, Benchmark> BENCHMARKS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("api", new ApiBenchmark()),
              Map.entry("codec", new CodecBenchmark()),
              Map.entry("decoder", new DecoderBenchmark()),
              Map.entry("history", new HistoryBenchmark()),
              Map.entry("idle", new IdleBenchmark(CITY)),
              Map.entry(
                  "ingest",
                  new IngestBenchmark(Integer.getInteger("bypuls.bench.messages", 20_000))),
              Map.entry("overload", new OverloadBenchmark(CITY)),
              Map.entry("privacy", new PrivacyBenchmark(CITY)),
              Map.entry("restore", new RestoreBenchmark()),
              Map.entry("soak", new SoakBenchmark()),
              Map.entry("uplink", new UplinkBenchmark()),
              Map.entry("windows", new WindowsBenchmark())));

  private Bench() {}

  public static void main(String[] args) {
    System.exit(run(new ArrayList<>(List.of(args))));
  }

  private static int run(List<String> args) {
    boolean anyway = args.remove("--anyway");
    if (args.isEmpty() || args.contains("--help")) {
      help();
      return 0;
    }
    Benchmark benchmark = BENCHMARKS.get(args.get(0));
    if (benchmark == null) {
      System.err.println(
          "no benchmark is called " + args.get(0) + "; there are: " + BENCHMARKS.keySet());
      return 2;
    }
    try {
      benchmark.configure(args.subList(1, args.size()));
    } catch (IllegalArgumentException e) {
      System.err.println("bypuls: " + e.getMessage());
      return 2;
    }
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (load > BUSY && !anyway) {
      System.err.printf(
          "the machine is busy (load %.1f): figures would mean little. Wait, or add --anyway%n",
          load);
      return 3;
    }
    try {
      benchmark.run(new Rounds(System.out));
      return 0;
    } catch (IllegalStateException e) {
      System.err.println("bypuls: " + e.getMessage());
      return 1;
    }
  }

  private static void help() {
    System.out.println("./bypuls bench NAME [--anyway] [--data DIR]\n");
    System.out.println("Runs a benchmark beside its peer, alternately, and prints a line of JSON");
    System.out.println(
        "for each round and the ratio of the medians. Figures are CPU time. What is");
    System.out.println("measured on a running city finds it by --data.\n");
    BENCHMARKS.forEach(
        (name, benchmark) -> System.out.printf("  %-10s %s%n", name, benchmark.about()));
  }
}
