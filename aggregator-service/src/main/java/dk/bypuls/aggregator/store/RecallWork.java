package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.store.RecallProgress.State;
import dk.bypuls.events.Window;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.registry.RegistryFollower;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Carries out the registry's orders to take back what was published: says so to those who listen,
 * and deletes it. That nobody is told it any more, nor again, is the registry's doing alone.
 */
final class RecallWork implements PastWork {

  private static final Logger LOG = Logger.getLogger(RecallWork.class);

  /** Why is for the audit trail: it may name who complained. */
  private static final String REASON = "recalled";

  private final RegistryFollower registry;
  private final LatestKeys latest;
  private final Set<String> over = new HashSet<>();

  RecallWork(RegistryFollower registry, String bootstrapServers) {
    this.registry = registry;
    this.latest = new LatestKeys(bootstrapServers);
  }

  @Override
  public boolean waits() {
    return registry.get().recalls().stream().anyMatch(order -> !over.contains(order.id()));
  }

  @Override
  public void carryOut(PastHistory history) {
    for (Recall order : registry.get().recalls()) {
      try {
        if (!over.contains(order.id()) && carryOut(order, history)) {
          over.add(order.id());
        }
      } catch (SQLException e) {
        throw new UnreadableHistoryException(e);
      }
    }
  }

  /** Answers whether it is over. Whoever goes on after a kill may say it once more. */
  private boolean carryOut(Recall order, PastHistory history) throws SQLException {
    Connection connection = history.connection();
    RecallProgress progress = RecallProgress.read(connection, order.id());
    if (progress.state() == State.DONE) {
      return true;
    }
    Recall.Stretch stretch = stretch(order);
    if (progress.state() == State.ORDERED) {
      tell(order, stretch, history);
      if (!history.awaitStored()) {
        return false;
      }
      progress.running().write(connection, order.id(), order.dataset());
    }
    return delete(order, stretch, connection);
  }

  private Recall.Stretch stretch(Recall order) {
    return order.stretch(
        registry.get().dataset(order.dataset()).map(Dataset::publication).orElse(null));
  }

  private void tell(Recall order, Recall.Stretch stretch, PastHistory history) {
    int partition = PastTopic.partitionOf(order.dataset());
    new Gate(history.ways(), partition, registry)
        .withdraw(new Withdrawn(order.dataset(), stretch.from(), stretch.to(), REASON));
    history.topic().forgetLatest(latest.of(window -> isOf(order, stretch, window)));
  }

  private static boolean isOf(Recall order, Recall.Stretch stretch, Window window) {
    return window.dataset().equals(order.dataset())
        && stretch.touches(window.start(), window.end());
  }

  private static boolean delete(Recall order, Recall.Stretch stretch, Connection connection)
      throws SQLException {
    new RecalledRows(connection, order.dataset(), stretch)
        .delete(
            rows ->
                RecallProgress.read(connection, order.id())
                    .further(rows)
                    .write(connection, order.id(), order.dataset()));
    RecallProgress done = RecallProgress.read(connection, order.id()).done();
    done.write(connection, order.id(), order.dataset());
    LOG.infof(
        "history: %s of dataset=%s is done: %d rows deleted from the open history",
        order.id(), order.dataset(), done.deleted());
    return true;
  }
}
