package dk.bypuls.api.decision;

import dk.bypuls.api.admin.SimulationProgress;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.Stored;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.PolicySimulation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The simulation that a decision names in its reference, so that its report is kept with the
 * decision: what was tried must be what is decided on.
 */
@ApplicationScoped
class NamedSimulation {

  private static final String DONE = "done";
  private static final Pattern JOB = Pattern.compile("\\bsimulation-[0-9]+\\b");

  private final RegistryArchive archive;
  private final SimulationProgress progress;

  NamedSimulation(RegistryArchive archive, SimulationProgress progress) {
    this.archive = archive;
    this.progress = progress;
  }

  /** The one that the reference of a dataset's publication names, as the gate shows it. */
  Optional<GateView.Simulated> shown(Dataset dataset) {
    return jobOf(dataset).map(job -> shown(dataset, job));
  }

  private GateView.Simulated shown(Dataset dataset, String job) {
    Optional<PolicySimulation> order = order(job);
    String why = refusal(dataset, job).orElse(null);
    return new GateView.Simulated(
        job,
        order.map(PolicySimulation::from).orElse(null),
        order.map(PolicySimulation::to).orElse(null),
        order.isPresent() ? state(order.get()) : null,
        why);
  }

  /** Refuses a proposal that names one which is not about it. */
  void demand(Dataset wanted) {
    jobOf(wanted)
        .flatMap(job -> refusal(wanted, job))
        .ifPresent(
            refusal -> {
              throw refused(refusal);
            });
  }

  private static ProblemException refused(String why) {
    return Problem.of(422, why).asException();
  }

  private static Optional<String> jobOf(Dataset dataset) {
    Publication publication = dataset.publication();
    Matcher job = JOB.matcher(publication == null ? "" : publication.reference());
    return job.find() ? Optional.of(job.group()) : Optional.empty();
  }

  private Optional<PolicySimulation> order(String job) {
    return archive
        .find(new EntityKey(EntityKind.SIMULATION, job))
        .map(Stored::entity)
        .map(PolicySimulation.class::cast);
  }

  private String state(PolicySimulation order) {
    SimulationProgress.Noted noted = progress.of(order.dataset()).get(order.id());
    return noted == null ? "ordered" : noted.state();
  }

  /** Why the decision cannot refer to it; nothing where it can. */
  private Optional<String> refusal(Dataset dataset, String job) {
    PolicySimulation order = order(job).orElse(null);
    if (order == null || !order.dataset().equals(dataset.id())) {
      return Optional.of(
          "The reference names %s, and there is no such simulation of %s. Take one that ./bypuls privacy list %s shows, or name none."
              .formatted(job, dataset.id(), dataset.id()));
    }
    Policy decided = newest(dataset);
    if (decided == null || !isOfTheSame(order.policy(), decided)) {
      return Optional.of(
          "The reference names %s, which tried other rules than %s would be told under. Order one with --version %s, and refer to that."
              .formatted(job, dataset.id(), decided == null ? "N" : decided.version()));
    }
    return DONE.equals(state(order))
        ? Optional.empty()
        : Optional.of(
            "The reference names %s, which has no report: it is %s. Wait until ./bypuls privacy list %s says that it is done, or order another."
                .formatted(job, state(order), dataset.id()));
  }

  private static @Nullable Policy newest(Dataset dataset) {
    List<Policy> policies = Objects.requireNonNullElse(dataset.policies(), List.of());
    return policies.isEmpty() ? null : policies.get(policies.size() - 1);
  }

  /** Its number and when it begins may be another: what was tried had neither, perhaps. */
  private static boolean isOfTheSame(Policy tried, Policy decided) {
    return tried.rules().equals(decided.rules()) && tried.grain().equals(decided.grain());
  }
}
