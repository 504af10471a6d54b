package dk.bypuls.api.decision;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.AuditTrail;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.RegistryDatabase;
import dk.bypuls.api.registry.Stored;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.Linkage;
import dk.bypuls.api.registry.proposal.Proposal;
import dk.bypuls.api.registry.proposal.Proposals;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
import dk.bypuls.events.registry.Dataset.Standing;
import dk.bypuls.events.registry.EntityKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows where datasets stand. */
@ApplicationScoped
class GateViews {

  private static final int MOST_DECISIONS = 1_000;

  private final RegistryArchive archive;
  private final RegistryDatabase database;
  private final RegistryView registry;
  private final NamedSimulation simulation;

  GateViews(
      RegistryArchive archive,
      RegistryDatabase database,
      RegistryView registry,
      NamedSimulation simulation) {
    this.simulation = simulation;
    this.registry = registry;
    this.archive = archive;
    this.database = database;
  }

  GateView of(String id) {
    return of(known(id));
  }

  /** Where a dataset stands and what was asked for last; refused where there is no such dataset. */
  Known known(String id) {
    Dataset dataset =
        archive
            .find(new EntityKey(EntityKind.DATASET, id))
            .filter(stored -> !stored.withdrawn())
            .map(Stored::entity)
            .map(Dataset.class::cast)
            .orElseThrow(() -> Problem.notFound().asException());
    return new Known(
        dataset, database.inTransaction(connection -> Proposals.of(connection, id)).orElse(null));
  }

  GateView of(Known known) {
    Dataset dataset = known.inForce();
    Proposal proposal = known.proposal();
    Publication decided = dataset.publication();
    Standing standing = decided == null ? null : decided.standing();
    Dataset about = known.about();
    return new GateView(
        dataset.id(),
        known.stage().id(),
        standing == null ? null : standing.since(),
        decided == null ? null : decided.from(),
        standing == null ? null : standing.reachesBackTo(),
        standing == null ? null : standing.sunset(),
        Decisions.missing(about),
        linkage(about),
        simulation.shown(about).orElse(null),
        proposal == null ? null : asked(dataset, proposal),
        whatIsOut(about),
        decisions(dataset.id()));
  }

  /** That is decided on with the version: whoever approves it must see it. */
  private static List<GateView.WhatIsOut> whatIsOut(Dataset dataset) {
    List<Policy> versions = dataset.policies();
    if (versions == null) {
      return List.of();
    }
    PolicyHistory policies = new PolicyHistory(versions);
    return versions.stream()
        .skip(1)
        .map(each -> new GateView.WhatIsOut(each.version(), each.from(), !policies.tightens(each)))
        .toList();
  }

  private List<GateView.Linked> linkage(Dataset dataset) {
    return Linkage.of(dataset, registry.current().registry()).stream()
        .map(
            each ->
                new GateView.Linked(
                    each.dataset(),
                    each.tenant(),
                    each.common(),
                    each.sensors(),
                    each.refused(),
                    each.inWords()))
        .toList();
  }

  private static GateView.Asked asked(@Nullable Dataset inForce, Proposal proposal) {
    return new GateView.Asked(
        proposal.number(),
        proposal.state().name().toLowerCase(Locale.ROOT),
        proposal.proposedBy(),
        proposal.proposedAt(),
        proposal.message(),
        proposal.decidedBy(),
        proposal.decidedAt(),
        proposal.reason(),
        proposal.isWaiting() ? Difference.between(inForce, proposal.wanted()) : List.of());
  }

  private List<GateView.Decision> decisions(String id) {
    AuditTrail.Question all =
        new AuditTrail.Question(
            Proposals.AUDIT_KIND, id, null, null, Long.MAX_VALUE, MOST_DECISIONS);
    return archive.audit(all).stream()
        .map(row -> new GateView.Decision(row.at(), row.who(), row.action(), row.message()))
        .toList();
  }
}
