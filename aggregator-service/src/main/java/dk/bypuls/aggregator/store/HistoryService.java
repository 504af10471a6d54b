package dk.bypuls.aggregator.store;

import dk.bypuls.events.registry.RegistryFollower;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the writer of history beside the topology, in threads of its own: neither waits for the
 * other (I8).
 */
@ApplicationScoped
public class HistoryService {

  private static final Logger LOG = Logger.getLogger(HistoryService.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final HistorySettings settings;
  private final HistoryMetrics metrics;
  private final HistorySink sink;
  private final RetentionJob retention;
  private final BackPublisher back;
  private @Nullable Thread thread;

  HistoryService(
      HistorySettings settings,
      AgroalDataSource dataSource,
      MeterRegistry meters,
      RegistryFollower registry,
      Instance<PastWork> works,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.settings = settings;
    this.metrics = new HistoryMetrics(meters);
    String name = "aggregator-service, process " + ProcessHandle.current().pid();
    this.sink = new HistorySink(dataSource, settings, bootstrapServers, name, metrics);
    this.retention = new RetentionJob(dataSource, settings, registry);
    this.back =
        new BackPublisher(
            dataSource, settings, registry, bootstrapServers, works.stream().toList());
  }

  void start(@Observes StartupEvent event) {
    if (settings.enabled()) {
      Thread started = new Thread(sink, "history");
      started.setUncaughtExceptionHandler(
          (dead, failure) -> LOG.error("history: stopped for good, restart the service", failure));
      started.start();
      thread = started;
      retention.start();
      Thread publishing = new Thread(back, "history-back-publication");
      publishing.setDaemon(true);
      publishing.start();
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    sink.stop();
    retention.stop();
    back.stop();
    if (thread != null) {
      thread.join(STOP_LIMIT.toMillis());
    }
  }

  HistoryState state() {
    return settings.enabled()
        ? sink.state()
        : new HistoryState(HistoryState.Doing.STANDBY, "switched off here");
  }

  Map<HistorySide, Long> lag() {
    return metrics.lag();
  }
}
