package dk.bypuls.aggregator.stream;

import dk.bypuls.aggregator.window.Aggregation.Outcome;
import dk.bypuls.events.Window;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the aggregator counts. Counters count attempts: what a kill undoes is counted again.
 *
 * <p>Every reading is in one outcome.
 */
public final class Meters {

  private static final String LAG = "bypuls.aggregator.append.lag";

  private final MeterRegistry registry;
  private final Map<Outcome, Counter> readings = new EnumMap<>(Outcome.class);
  private final Map<Window.Status, Counter> windows = new EnumMap<>(Window.Status.class);
  private final Counter poison;
  private final Map<Integer, Long> appendTimes = new ConcurrentHashMap<>();
  private final Map<Integer, Gauge> lags = new ConcurrentHashMap<>();

  /** Of each tenant, by partition. */
  private final Map<String, Map<Integer, Integer>> silent = new ConcurrentHashMap<>();

  public Meters(MeterRegistry registry) {
    this.registry = registry;
    for (Outcome outcome : Outcome.values()) {
      readings.put(
          outcome,
          Counter.builder("bypuls.aggregator.readings")
              .description("Readings that came in, by what became of them")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .register(registry));
    }
    for (Window.Status status : Window.Status.values()) {
      windows.put(
          status,
          Counter.builder("bypuls.aggregator.windows")
              .description("Windows that were told, by status")
              .tag("status", status.json())
              .register(registry));
    }
    this.poison =
        Counter.builder("bypuls.aggregator.poison")
            .description("Records that could not be read or not be worked on")
            .register(registry);
  }

  void reading(Outcome outcome) {
    count(readings.get(outcome));
  }

  void window(Window.Status status) {
    count(windows.get(status));
  }

  void poison() {
    poison.increment();
  }

  /** Notes how far a partition has been read. */
  void appendTime(int partition, long now) {
    appendTimes.put(partition, now);
    if (!lags.containsKey(partition)) {
      lags.put(
          partition,
          Gauge.builder(LAG, appendTimes, times -> lagSeconds(times, partition))
              .description("How long ago the last record that was worked on was appended")
              .baseUnit("seconds")
              .tag("partition", Integer.toString(partition))
              .register(registry));
    }
  }

  /** Notes how many devices of each tenant are silent, of those of one partition. */
  void silentDevices(int partition, Map<String, Integer> counts) {
    counts.forEach(
        (tenant, count) -> silent.computeIfAbsent(tenant, this::silentOf).put(partition, count));
  }

  private Map<Integer, Integer> silentOf(String tenant) {
    Map<Integer, Integer> partitions = new ConcurrentHashMap<>();
    Gauge.builder(
            "bypuls.aggregator.devices.silent",
            partitions,
            all -> all.values().stream().mapToInt(Integer::intValue).sum())
        .description("Devices that were not heard for three of their intervals")
        .tag("tenant", tenant)
        .register(registry);
    return partitions;
  }

  /** Another instance has the partition now. */
  void left(int partition) {
    appendTimes.remove(partition);
    silent.values().forEach(partitions -> partitions.remove(partition));
    Gauge lag = lags.remove(partition);
    if (lag != null) {
      registry.remove(lag);
    }
  }

  private static double lagSeconds(Map<Integer, Long> times, int partition) {
    Long time = times.get(partition);
    return time == null ? Double.NaN : (System.currentTimeMillis() - time) / 1000.0;
  }

  private static void count(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }
}
