package dk.bypuls.aggregator.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the writer of history has done, and how far it is behind. */
final class HistoryMetrics {

  private final Map<HistorySide, Counter> rows = new EnumMap<>(HistorySide.class);
  private final Map<HistorySide, Counter> setAside = new EnumMap<>(HistorySide.class);
  private final Map<HistorySide, Counter> running = new EnumMap<>(HistorySide.class);
  private final Map<HistorySide, Long> lag = new ConcurrentHashMap<>();
  private final Counter batches;
  private final Counter failures;
  private volatile double lastSuccess = Double.NaN;

  HistoryMetrics(MeterRegistry registry) {
    for (HistorySide side : HistorySide.all()) {
      rows.put(side, counter(registry, "bypuls.history.rows", "windows written", side));
      setAside.put(
          side,
          counter(registry, "bypuls.history.set.aside", "records that are no window event", side));
      running.put(
          side,
          counter(registry, "bypuls.history.running", "running windows, which are left out", side));
      Gauge.builder("bypuls.history.lag", () -> lag.getOrDefault(side, -1L))
          .description("records not yet written; -1 while unknown")
          .tag("topic", side.topic().name())
          .register(registry);
    }
    batches =
        Counter.builder("bypuls.history.batches")
            .description("transactions written")
            .register(registry);
    failures =
        Counter.builder("bypuls.history.failures")
            .description("sessions with the database or Kafka that ended in a failure")
            .register(registry);
    Gauge.builder("bypuls.history.last.success", () -> lastSuccess)
        .description("when something was last written")
        .baseUnit("seconds")
        .register(registry);
  }

  private static Counter counter(
      MeterRegistry registry, String name, String description, HistorySide side) {
    return Counter.builder(name)
        .description(description)
        .tag("side", side.schema())
        .register(registry);
  }

  void written(Iterable<Batch> written, Instant now) {
    for (Batch batch : written) {
      count(rows, batch, batch.windows().size());
      count(setAside, batch, batch.setAside().size());
      count(running, batch, batch.running());
    }
    batches.increment();
    lastSuccess = now.toEpochMilli() / 1000.0;
  }

  private static void count(Map<HistorySide, Counter> counters, Batch batch, int more) {
    Counter counter = counters.get(batch.side());
    if (counter != null) {
      counter.increment(more);
    }
  }

  void failed() {
    failures.increment();
  }

  void lag(HistorySide side, long records) {
    lag.put(side, records);
  }

  /** Records not yet written of each side; nothing of a side where that is not known. */
  Map<HistorySide, Long> lag() {
    return Map.copyOf(lag);
  }
}
