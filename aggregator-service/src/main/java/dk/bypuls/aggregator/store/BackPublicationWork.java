package dk.bypuls.aggregator.store;

import dk.bypuls.events.registry.BackPublication;
import dk.bypuls.events.registry.RegistryFollower;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/** Carries out the registry's orders to publish what was kept inside. */
final class BackPublicationWork implements PastWork {

  private static final Logger LOG = Logger.getLogger(BackPublicationWork.class);

  private final RegistryFollower registry;
  private final int batch;
  private final Set<String> over = new HashSet<>();

  BackPublicationWork(RegistryFollower registry, HistorySettings settings) {
    this.registry = registry;
    this.batch = settings.backPublicationBatch();
  }

  @Override
  public boolean waits() {
    return registry.get().backPublications().stream().anyMatch(order -> !over.contains(order.id()));
  }

  @Override
  public void carryOut(PastHistory history) {
    for (BackPublication order : registry.get().backPublications()) {
      if (!over.contains(order.id())) {
        try {
          carryOut(order, history);
        } catch (SQLException e) {
          throw new UnreadableHistoryException(e);
        }
      }
    }
  }

  private void carryOut(BackPublication order, PastHistory history) throws SQLException {
    boolean wasOver = BackProgress.read(history.connection(), order.id(), order.from()).isOver();
    BackProgress progress =
        isOfPeople(order)
            ? new PeoplePublishing(history, registry, order).run()
            : new BackPublishing(history.connection(), registry, history.topic(), order, batch)
                .run(history.pause());
    if (progress.isOver()) {
      over.add(order.id());
      if (!wasOver) {
        LOG.infof(
            "history: %s of dataset=%s is %s: %d windows published, %d passed over. %s",
            order.id(),
            order.dataset(),
            progress.state(),
            progress.published(),
            progress.passedOver(),
            progress.detail());
      }
    }
  }

  private boolean isOfPeople(BackPublication order) {
    return registry
        .get()
        .dataset(order.dataset())
        .filter(dataset -> dataset.policies() != null)
        .isPresent();
  }
}
