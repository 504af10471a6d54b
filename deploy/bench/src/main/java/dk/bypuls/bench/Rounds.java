package dk.bypuls.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Alternating rounds of several candidates, so that a machine that changes its speed changes it for
 * all.
 */
final class Rounds {

  private static final int WARM_UP = 2;

  /** So many rounds count. */
  static final int COUNTED = 7;

  /** What a figure of a candidate is. */
  enum Unit {
    CPU("cpuNanosecondsPerOperation", "ns of CPU an operation"),
    WAIT("nanosecondsUntilAnswered", "ns until it is answered, the median");

    private final String key;
    private final String text;

    Unit(String key, String text) {
      this.key = key;
      this.text = text;
    }
  }

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final PrintStream out;

  Rounds(PrintStream out) {
    this.out = out;
  }

  /**
   * Measures the CPU nanoseconds of one operation of each candidate; answers the medians by name.
   */
  Figures nanosecondsPerOperation(
      String benchmark, int operations, Map<String, Runnable> candidates) {
    Map<String, DoubleSupplier> timed = new LinkedHashMap<>();
    candidates.forEach((name, operation) -> timed.put(name, () -> time(operation, operations)));
    return measured(benchmark, WARM_UP, timed);
  }

  /**
   * The same of candidates that measure themselves, in other processes.
   *
   * @param warmUp how many rounds do not count
   */
  Figures measured(String benchmark, int warmUp, Map<String, DoubleSupplier> candidates) {
    return measured(benchmark, Unit.CPU, warmUp, candidates);
  }

  /** The same in that unit. */
  Figures measured(
      String benchmark, Unit unit, int warmUp, Map<String, DoubleSupplier> candidates) {
    Map<String, List<Double>> measured = new LinkedHashMap<>();
    for (int round = -warmUp; round < COUNTED; round++) {
      for (Map.Entry<String, DoubleSupplier> candidate : candidates.entrySet()) {
        double nanoseconds = candidate.getValue().getAsDouble();
        if (round >= 0) {
          measured.computeIfAbsent(candidate.getKey(), name -> new ArrayList<>()).add(nanoseconds);
          out.printf(
              Locale.ROOT,
              "{\"bench\":\"%s\",\"round\":%d,\"candidate\":\"%s\",\"%s\":%.1f}%n",
              benchmark,
              round + 1,
              candidate.getKey(),
              unit.key,
              nanoseconds);
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    measured.forEach((name, figures) -> medians.put(name, Quantile.median(figures)));
    measured.forEach(
        (name, figures) ->
            say(
                "%-16s median %12.0f %s, %12.0f to %12.0f",
                name,
                Quantile.median(figures),
                unit.text,
                figures.stream().mapToDouble(each -> each).min().orElse(0),
                figures.stream().mapToDouble(each -> each).max().orElse(0)));
    return new Figures(medians);
  }

  void say(String format, Object... arguments) {
    out.printf(Locale.ROOT, format + "%n", arguments);
  }

  private double time(Runnable operation, int operations) {
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < operations; i++) {
      operation.run();
    }
    return (threads.getCurrentThreadCpuTime() - before) / (double) operations;
  }
}
