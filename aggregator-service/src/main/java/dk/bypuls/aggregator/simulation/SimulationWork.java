package dk.bypuls.aggregator.simulation;

import dk.bypuls.aggregator.store.PastHistory;
import dk.bypuls.aggregator.store.PastWork;
import dk.bypuls.aggregator.store.SimulationProgress;
import dk.bypuls.events.registry.PolicySimulation;
import dk.bypuls.events.registry.RegistryFollower;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/** Carries out the registry's orders to simulate a policy. */
@ApplicationScoped
public class SimulationWork implements PastWork {

  private static final Logger LOG = Logger.getLogger(SimulationWork.class);

  private final RegistryFollower registry;
  private final Set<String> over = new HashSet<>();

  public SimulationWork(RegistryFollower registry) {
    this.registry = registry;
  }

  @Override
  public boolean waits() {
    return registry.get().simulations().stream().anyMatch(order -> !over.contains(order.id()));
  }

  @Override
  public void carryOut(PastHistory history) {
    for (PolicySimulation order : registry.get().simulations()) {
      if (!over.contains(order.id())) {
        carryOut(order, history);
        over.add(order.id());
      }
    }
  }

  private void carryOut(PolicySimulation order, PastHistory history) {
    SimulationProgress before = history.simulation(order.id(), order.from());
    if (!before.isOver()) {
      SimulationProgress progress = new Simulating(order, history, registry.get()).run(before);
      LOG.infof(
          "history: %s of dataset=%s is %s. %s",
          order.id(), order.dataset(), progress.state(), progress.detail());
    }
  }
}
