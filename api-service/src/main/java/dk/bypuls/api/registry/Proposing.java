package dk.bypuls.api.registry;

import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.proposal.Fiction;
import dk.bypuls.api.registry.proposal.Proposal;
import dk.bypuls.api.registry.proposal.Proposals;
import dk.bypuls.api.registry.proposal.Step;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.RegistryRecordCodec;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what an apply proposed: as proposals that wait, and in the audit trail. */
final class Proposing {

  private static final String KIND = Proposals.AUDIT_KIND;

  private Proposing() {}

  static void carryOut(Session session, Diff diff, List<Step> steps) throws SQLException {
    for (Change change : diff.changes()) {
      if (change.kind() == Change.Kind.WITHDRAWN && change.key().kind() == EntityKind.DATASET) {
        Proposals.remove(session.connection(), change.key().id());
      }
    }
    for (Step step : steps) {
      carryOut(session, step);
    }
  }

  private static void carryOut(Session session, Step step) throws SQLException {
    String id = step.wanted().id();
    String before = json(step.inForce());
    String after = json(step.wanted());
    switch (step.kind()) {
      case PROPOSED -> {
        Author by = session.author();
        Proposals.replace(
            session.connection(),
            Proposal.made(step.wanted(), by.who(), session.now(), by.message()));
        session.note("proposed", KIND, id, before, after);
      }
      case DROPPED -> {
        Proposals.remove(session.connection(), id);
        session.note("proposal-dropped", KIND, id, after, null);
      }
      case APPROVED_AS_FICTION -> {
        session.note("proposed", KIND, id, before, after);
        session.noteOf(
            Fiction.reviewerOf(step.wanted().tenant()), "approved", KIND, id, before, after);
      }
      case STILL_WAITS, WAS_REJECTED -> {}
    }
  }

  private static @Nullable String json(@Nullable Dataset dataset) {
    return dataset == null ? null : RegistryRecordCodec.entityToJson(dataset);
  }
}
