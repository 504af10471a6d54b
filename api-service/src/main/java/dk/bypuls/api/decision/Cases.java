package dk.bypuls.api.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.answer.PolicyJson;
import dk.bypuls.api.catalogue.AreaJson;
import dk.bypuls.api.catalogue.PrivacyWords;
import dk.bypuls.api.decision.CaseList.Listed;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.RegistryDatabase;
import dk.bypuls.api.registry.Stored;
import dk.bypuls.api.registry.proposal.Proposal;
import dk.bypuls.api.registry.proposal.Proposals;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Datasets as cases: for who has to decide about them, and for who has to do something first. */
@ApplicationScoped
class Cases {

  private static final int MOST = 10_000;

  private final RegistryArchive archive;
  private final RegistryDatabase database;
  private final RegistryView registry;
  private final GateViews gates;

  Cases(
      RegistryArchive archive, RegistryDatabase database, RegistryView registry, GateViews gates) {
    this.archive = archive;
    this.database = database;
    this.registry = registry;
    this.gates = gates;
  }

  CaseList all(Caller caller) {
    Map<String, Proposal> proposals = database.inTransaction(Proposals::all);
    Instant now = Instant.now();
    return new CaseList(
        archive.list(EntityKind.DATASET, "", MOST).values().stream()
            .filter(stored -> !stored.withdrawn())
            .map(Stored::entity)
            .map(Dataset.class::cast)
            .map(dataset -> new Known(dataset, proposals.get(dataset.id())))
            .map(known -> listed(known, caller, now))
            .sorted(Comparator.comparing(Listed::urgency).thenComparing(Listed::dataset))
            .toList());
  }

  private Listed listed(Known known, Caller caller, Instant now) {
    Dataset dataset = known.inForce();
    Dataset.Publication decided = dataset.publication();
    Dataset.Standing standing = decided == null ? null : decided.standing();
    boolean isFiction = isFiction(dataset);
    return new Listed(
        dataset.id(),
        dataset.tenant(),
        isFiction,
        dataset.title(),
        dataset.privacyClass().id(),
        dataset.owner(),
        known.stage().id(),
        standing == null ? null : standing.since(),
        Decisions.missing(known.about()),
        asked(known.proposal()),
        new Steps(known, isFiction, caller).next(now));
  }

  private static CaseList.@Nullable Waiting asked(@Nullable Proposal proposal) {
    return proposal == null
        ? null
        : new CaseList.Waiting(
            proposal.number(),
            proposal.state().name().toLowerCase(Locale.ROOT),
            proposal.proposedBy(),
            proposal.proposedAt(),
            proposal.message());
  }

  private boolean isFiction(Dataset dataset) {
    return tenantOf(dataset).filter(Tenant::simulated).isPresent();
  }

  private Optional<Tenant> tenantOf(Dataset dataset) {
    return registry.current().registry().tenant(dataset.tenant());
  }

  CaseView one(String id, Caller caller) {
    Known known = gates.known(id);
    Dataset about = known.about();
    Catalogue catalogue = registry.current().inside();
    boolean isFiction = isFiction(about);
    Collected collected = new Collected(about, catalogue);
    return new CaseView(
        id,
        new CaseView.Tenancy(
            about.tenant(), tenantOf(about).map(Tenant::name).orElse(null), isFiction),
        about.title(),
        about.description(),
        about.privacyClass().id(),
        about.owner(),
        about.contact(),
        about.purpose(),
        about.legalBasis(),
        about.licence(),
        about.retention() == null ? null : about.retention().toString(),
        grounded(about.publication()),
        PrivacyWords.danish(about),
        PrivacyWords.english(about),
        collected.quantities(),
        collected.devices(),
        collected.places(),
        AreaJson.collection(about, collected.areas()),
        policies(about),
        Trial.of(about, catalogue.registry()).orElse(null),
        gates.of(known),
        new Steps(known, isFiction, caller).all());
  }

  private static CaseView.@Nullable Grounded grounded(Dataset.@Nullable Publication publication) {
    return publication == null
        ? null
        : new CaseView.Grounded(
            publication.decidedBy(),
            publication.decidedOn(),
            publication.reference(),
            publication.riskAssessment(),
            publication.remainingRisk(),
            publication.from().toString());
  }

  private static JsonNode policies(Dataset dataset) {
    List<Policy> versions = Objects.requireNonNullElse(dataset.policies(), List.of());
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    PolicyJson.write(out, dataset, versions);
    return out;
  }
}
