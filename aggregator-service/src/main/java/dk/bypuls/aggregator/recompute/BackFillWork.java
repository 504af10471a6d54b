package dk.bypuls.aggregator.recompute;

import dk.bypuls.aggregator.store.BackFillProgress;
import dk.bypuls.aggregator.store.PastHistory;
import dk.bypuls.aggregator.store.PastWork;
import dk.bypuls.events.registry.BackFill;
import dk.bypuls.events.registry.RegistryFollower;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Carries out the registry's orders to make windows of files. */
@ApplicationScoped
public class BackFillWork implements PastWork {

  private static final Logger LOG = Logger.getLogger(BackFillWork.class);

  private final RegistryFollower registry;
  private final String bootstrapServers;
  private final Set<String> over = new HashSet<>();

  public BackFillWork(
      RegistryFollower registry,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.registry = registry;
    this.bootstrapServers = bootstrapServers;
  }

  @Override
  public boolean waits() {
    return registry.get().backFills().stream().anyMatch(order -> !over.contains(order.id()));
  }

  @Override
  public void carryOut(PastHistory history) {
    for (BackFill order : registry.get().backFills()) {
      if (!over.contains(order.id()) && carryOut(order, history)) {
        over.add(order.id());
      }
    }
  }

  /** Answers whether it is over. */
  private boolean carryOut(BackFill order, PastHistory history) {
    if (history.progress(order.id(), order.from()).isOver()) {
      return true;
    }
    BackFillProgress progress;
    try (RetainedReadings kafka = new RetainedReadings(bootstrapServers)) {
      progress = new BackFilling(order, history, registry).run(kafka, Instant.now());
    }
    if (progress.isOver()) {
      LOG.infof(
          "history: %s of sensor=%s is %s: %d windows told, %d the same, %d left. %s",
          order.id(),
          order.sensor(),
          progress.state(),
          progress.told(),
          progress.same(),
          progress.left(),
          progress.detail());
    }
    return progress.isOver();
  }
}
