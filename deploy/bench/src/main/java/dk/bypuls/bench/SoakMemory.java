package dk.bypuls.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The memory of a Java process over time. */
final class SoakMemory {

  /**
   * How many megabytes the heap in use may grow by: what is under way when it is looked at is a
   * third of that.
   */
  static final int HEAP_BOUND = 12;

  /** How many megabytes resident memory may grow by. */
  static final int RESIDENT_BOUND = 32;

  // Until then code is compiled and buffers find their size.
  private static final double WARM_UP = 0.2;

  private static final double MEGABYTE = 1024 * 1024;

  private final long pid;

  SoakMemory(long pid) {
    this.pid = pid;
  }

  /** At one moment, in megabytes; the heap as it is after a collection. */
  record Sample(double seconds, double heap, double resident, double settled) {
    String json() {
      return String.format(
          Locale.ROOT,
          "{\"bench\":\"soak\",\"seconds\":%.0f,\"heapMegabytes\":%.1f,\"residentMegabytes\":%.1f,"
              + "\"messages\":%.0f}",
          seconds,
          heap,
          resident,
          settled);
    }
  }

  /** How many megabytes more there were in the second half than in the first. */
  record Growth(double heap, double resident) {
    boolean isFlat() {
      return heap <= HEAP_BOUND && resident <= RESIDENT_BOUND;
    }
  }

  Sample sample(Duration since, IngestStand stand) {
    collect();
    return new Sample(
        since.toMillis() / 1e3,
        stand.count("jvm_memory_used_bytes", "area=\"heap\"") / MEGABYTE,
        resident(),
        stand.count("bypuls_ingest_accepted_total", ""));
  }

  private void collect() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      int answer =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (answer != 0) {
        throw new IllegalStateException("jcmd cannot reach ingest: " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a soak needs the jcmd of a JDK", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  private double resident() {
    try {
      return ProcessMemory.parse(
              Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")))
          .residentMegabytes();
    } catch (IOException e) {
      throw new UncheckedIOException("ingest has ended", e);
    }
  }

  static Growth growth(List<Sample> all) {
    List<Sample> counted = all.subList((int) (all.size() * WARM_UP), all.size());
    return new Growth(growth(counted, Sample::heap), growth(counted, Sample::resident));
  }

  // Of medians, since what waits while Kafka is away is no growth.
  private static double growth(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    int half = samples.size() / 2;
    return median(samples.subList(half, samples.size()), figure)
        - median(samples.subList(0, half), figure);
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).sorted().toArray()[samples.size() / 2];
  }
}
