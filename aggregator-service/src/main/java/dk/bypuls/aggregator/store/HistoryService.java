package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.store.PastWorker.Turn;
import dk.bypuls.events.registry.RegistryFollower;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private final RegistryFollower registry;
  private final PastWorker publisher;
  private final PastWorker recaller;
  private final PastWorker tightener;
  private @Nullable Thread thread;

  HistoryService(
      HistorySettings settings,
      AgroalDataSource dataSource,
      MeterRegistry meters,
      RegistryFollower registry,
      Instance<PastWork> works,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.settings = settings;
    this.registry = registry;
    this.metrics = new HistoryMetrics(meters);
    String name = "aggregator-service, process " + ProcessHandle.current().pid();
    this.sink =
        new HistorySink(
            dataSource,
            settings,
            bootstrapServers,
            name,
            metrics,
            window -> registry.get().isRecalled(window.dataset(), window.start(), window.end()));
    this.retention = new RetentionJob(dataSource, settings, registry);
    List<PastWork> publishing = new ArrayList<>(works.stream().toList());
    publishing.add(0, new BackPublicationWork(registry, settings));
    this.publisher =
        new PastWorker(
            Turn.PUBLISHING, dataSource, settings, registry, bootstrapServers, publishing);
    this.recaller =
        new PastWorker(
            Turn.RECALLING,
            dataSource,
            settings,
            registry,
            bootstrapServers,
            List.of(new RecallWork(registry, bootstrapServers)));
    this.tightener =
        new PastWorker(
            Turn.TIGHTENING,
            dataSource,
            settings,
            registry,
            bootstrapServers,
            List.of(new TighteningWork(registry, bootstrapServers, Clock.systemUTC())));
  }

  void start(@Observes StartupEvent event) {
    if (settings.enabled()) {
      Thread started = new Thread(this::write, "history");
      started.setUncaughtExceptionHandler(
          (dead, failure) -> LOG.error("history: stopped for good, restart the service", failure));
      started.start();
      thread = started;
      retention.start();
      startWorker(publisher, "history-back-publication");
      startWorker(recaller, "history-recall");
      startWorker(tightener, "history-tightening");
    }
  }

  /** What was recalled must be known before anything is written: the topic may still have it. */
  private void write() {
    try {
      registry.awaitRead();
    } catch (InterruptedException stopped) {
      return;
    }
    sink.run();
  }

  private static void startWorker(PastWorker worker, String name) {
    Thread thread = new Thread(worker, name);
    thread.setDaemon(true);
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    sink.stop();
    retention.stop();
    publisher.stop();
    recaller.stop();
    tightener.stop();
    if (thread != null) {
      if (!registry.isRead()) {
        thread.interrupt();
      }
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
