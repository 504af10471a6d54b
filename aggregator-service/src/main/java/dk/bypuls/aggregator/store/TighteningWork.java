package dk.bypuls.aggregator.store;

import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.RegistryFollower;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells anew what is out of datasets about people when a stricter version of their policy comes
 * into force. The registry is the order: that what was told before is told to nobody any more is
 * its doing alone.
 */
final class TighteningWork implements PastWork {

  private static final Logger LOG = Logger.getLogger(TighteningWork.class);

  private final RegistryFollower registry;
  private final LatestKeys latest;
  private final Clock clock;
  private final Set<String> over = new HashSet<>();

  TighteningWork(RegistryFollower registry, String bootstrapServers, Clock clock) {
    this.registry = registry;
    this.latest = new LatestKeys(bootstrapServers);
    this.clock = clock;
  }

  @Override
  public boolean waits() {
    return registry.get().datasets().stream().anyMatch(dataset -> !waiting(dataset).isEmpty());
  }

  /** The versions of its policy that have come into force and are not applied yet. */
  private List<Policy> waiting(Dataset dataset) {
    return dataset
        .protection()
        .map(policies -> policies.tightenings(Instant.MIN, clock.instant()))
        .orElse(List.of())
        .stream()
        .filter(policy -> !over.contains(name(dataset, policy)))
        .toList();
  }

  private static String name(Dataset dataset, Policy policy) {
    return dataset.id() + " " + policy.version();
  }

  @Override
  public void carryOut(PastHistory history) {
    for (Dataset dataset : registry.get().datasets()) {
      try {
        for (Policy policy : waiting(dataset)) {
          if (!carryOut(dataset, policy, history)) {
            break; // a later version goes on from what an earlier one has left
          }
          over.add(name(dataset, policy));
        }
      } catch (SQLException e) {
        throw new UnreadableHistoryException(e);
      }
    }
  }

  /** Answers whether it is over. */
  private boolean carryOut(Dataset dataset, Policy policy, PastHistory history)
      throws SQLException {
    TighteningProgress progress =
        TighteningProgress.read(history.connection(), dataset.id(), policy.version());
    if (progress.isDone()) {
      return true;
    }
    PolicyHistory policies = dataset.protection().orElseThrow();
    if (!isSaid(dataset, policy, history)) {
      return false;
    }
    history
        .topic()
        .forgetLatest(latest.of(window -> isReplaced(window, dataset, policies, policy)));
    boolean done = new TighteningRun(history, registry, dataset, policies, policy).run(progress);
    if (done) {
      LOG.infof(
          "history: what is out of dataset=%s was told anew under version %d of its policy",
          dataset.id(), policy.version());
    }
    return done;
  }

  /**
   * Whether the stream has said that what it told before is told no more. All of that is in the
   * history then, because it is in the order of the topic.
   */
  private static boolean isSaid(Dataset dataset, Policy policy, PastHistory history)
      throws SQLException {
    return new ToldAnswers(history.connection(), dataset.id())
            .withdrawn(policy.from(), Window.POLICY)
        != null;
  }

  private static boolean isReplaced(
      Window window, Dataset dataset, PolicyHistory policies, Policy policy) {
    return window.dataset().equals(dataset.id())
        && window.revision() < policies.revisionOf(window.start(), policy.from());
  }
}
