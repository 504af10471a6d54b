package dk.bypuls.api.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Session;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.Linkage;
import dk.bypuls.api.registry.code.Owners;
import dk.bypuls.api.registry.code.Requirements;
import dk.bypuls.api.registry.proposal.Proposal;
import dk.bypuls.api.registry.proposal.Proposal.State;
import dk.bypuls.api.registry.proposal.Proposals;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.RegistryRecordCodec;
import dk.bypuls.events.registry.Stage;
import dk.bypuls.events.registry.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The gate that nothing gets around: whoever proposes does not decide, and every step is in the
 * audit trail.
 */
@ApplicationScoped
public class Decisions {

  private static final String KIND = Proposals.AUDIT_KIND;

  private final Registrar registrar;
  private final NamedSimulation simulation;

  Decisions(Registrar registrar, NamedSimulation simulation) {
    this.registrar = registrar;
    this.simulation = simulation;
  }

  /**
   * Asks for a decision on the dataset as it is, or as it waits already. Answers the generation.
   */
  long propose(String id, Grounds grounds, Author author) {
    return registrar
        .change(
            author,
            session -> {
              Dataset inForce = inForce(session, id);
              refuseFiction(session, inForce);
              Dataset base =
                  Proposals.of(session.connection(), id)
                      .filter(Proposal::isWaiting)
                      .map(Proposal::wanted)
                      .orElse(inForce);
              Dataset wanted = base.with(grounds.on(base, session.now()));
              demandComplete(wanted);
              simulation.demand(wanted);
              Proposals.replace(
                  session.connection(),
                  Proposal.made(wanted, author.who(), session.now(), author.message()));
              session.note("proposed", KIND, id, json(inForce), json(wanted));
              return id;
            })
        .generation();
  }

  /** Approves that proposal; it is in force from now on, as far as its stage lets it. */
  long approve(String id, long number, Author author) {
    return registrar
        .change(
            author,
            session -> {
              Dataset inForce = inForce(session, id);
              Proposal proposal = waiting(session, id, number, author);
              Dataset wanted = proposal.wanted();
              Publication asked = demandComplete(wanted);
              demandWhatItNeeds(session, wanted);
              demandNothingToldTwice(session, wanted);
              simulation.demand(wanted);
              Advance.demandPoliciesAhead(inForce, wanted, session.now());
              Dataset approved =
                  wanted
                      .withTextsOf(inForce)
                      .with(Advance.approved(asked, inForce.publication(), session.now()));
              session.put(approved);
              decide(session, proposal, State.APPROVED);
              session.note("approved", KIND, id, json(inForce), json(approved));
              return id;
            })
        .generation();
  }

  /** Rejects that proposal: nothing changes, and the same from a file is not asked again. */
  long reject(String id, long number, Author author) {
    return registrar
        .change(
            author,
            session -> {
              Dataset inForce = inForce(session, id);
              Proposal proposal = waiting(session, id, number, author);
              decide(session, proposal, State.REJECTED);
              session.note("rejected", KIND, id, json(inForce), json(proposal.wanted()));
              return id;
            })
        .generation();
  }

  /** Brings what was approved to another stage. */
  long advance(String id, Stage to, @Nullable Instant sunset, Author author) {
    return registrar
        .change(
            author,
            session -> {
              Dataset inForce = inForce(session, id);
              Publication decided = inForce.publication();
              Advance.demandWay(inForce.stage(), to);
              Dataset advanced =
                  inForce.with(
                      Advance.at(
                          Objects.requireNonNull(decided),
                          inForce.stage(),
                          to,
                          session.now(),
                          sunset));
              session.put(advanced);
              session.note(to.id(), KIND, id, json(inForce), json(advanced));
              return id;
            })
        .generation();
  }

  private static void decide(Session session, Proposal proposal, State how) throws SQLException {
    Author by = session.author();
    Proposals.decide(
        session.connection(), proposal.decided(how, by.who(), session.now(), by.message()));
  }

  private static Dataset inForce(Session session, String id) throws SQLException {
    return session
        .find(new EntityKey(EntityKind.DATASET, id))
        .map(Dataset.class::cast)
        .orElseThrow(() -> Problem.notFound().asException());
  }

  private static void refuseFiction(Session session, Dataset dataset) throws SQLException {
    boolean isFiction =
        session
            .find(new EntityKey(EntityKind.TENANT, dataset.tenant()))
            .filter(tenant -> ((Tenant) tenant).simulated())
            .isPresent();
    if (isFiction) {
      throw Problem.of(
              422,
              "The tenant %s is simulated: its fictional reviewer decides when a file with the key publication is applied."
                  .formatted(dataset.tenant()))
          .asException();
    }
  }

  /** The proposal of that number, if somebody else than its proposer decides about it. */
  private static Proposal waiting(Session session, String id, long number, Author author)
      throws SQLException {
    Proposal proposal = Proposals.of(session.connection(), id).orElse(null);
    if (proposal == null || !proposal.isWaiting() || proposal.number() != number) {
      String now =
          proposal == null || !proposal.isWaiting()
              ? "nothing waits for a decision"
              : "proposal %d waits".formatted(proposal.number());
      throw Problem.of(
              409,
              "Proposal %d does not wait for a decision: %s. Look at it again, then decide."
                  .formatted(number, now))
          .asException();
    }
    if (proposal.proposedBy().equals(author.who())) {
      throw Problem.forbidden(
              "%s proposed this, so another person decides: one with the role reviewer."
                  .formatted(author.who()))
          .asException();
    }
    return proposal;
  }

  private static Publication demandComplete(Dataset wanted) {
    Requirements.refusal(wanted.privacyClass(), wanted.policies() != null)
        .ifPresent(
            refusal -> {
              throw Problem.of(422, refusal).asException();
            });
    List<String> missing = missing(wanted);
    if (!missing.isEmpty()) {
      throw Problem.of(
              422,
              "This is missing before anyone can decide: %s. What is of the dataset comes by apply, the rest with the proposal."
                  .formatted(String.join(", ", missing)))
          .with("missing", missing)
          .asException();
    }
    return Objects.requireNonNull(wanted.publication(), "a complete one has a publication");
  }

  /** What a dataset still has to say before anyone can decide about it. */
  static List<String> missing(Dataset dataset) {
    Map<String, JsonNode> said = Difference.fields(dataset);
    return Requirements.missing(
        key -> {
          JsonNode value = said.get(key);
          return value != null && !(value.isTextual() && value.asText().isBlank());
        });
  }

  /** It waited, and meanwhile something that it is made of may have gone. */
  private static void demandWhatItNeeds(Session session, Dataset wanted) throws SQLException {
    List<String> gone = new ArrayList<>();
    for (EntityKey needed : Owners.needs(wanted)) {
      if (session.find(needed).isEmpty()) {
        gone.add(needed.toString());
      }
    }
    if (!gone.isEmpty()) {
      throw Problem.of(
              422,
              "This is no longer registered: %s. Apply the dataset without it."
                  .formatted(String.join(", ", gone)))
          .asException();
    }
  }

  /** What two tell of the same people may be subtracted, whoever publishes them. */
  private static void demandNothingToldTwice(Session session, Dataset wanted) throws SQLException {
    List<String> refused =
        Linkage.of(wanted, session.registry()).stream()
            .filter(Linkage.Finding::refused)
            .map(Linkage.Finding::inWords)
            .toList();
    if (!refused.isEmpty()) {
      throw Problem.of(422, String.join("; ", refused) + ".")
          .with("linkage", refused)
          .asException();
    }
  }

  private static String json(Dataset dataset) {
    return RegistryRecordCodec.entityToJson(dataset);
  }
}
