package dk.bypuls.api.admin;

import dk.bypuls.api.access.Caller;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Session;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.events.registry.Entity;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What all orders to work on the past have in common: who gives one says why. */
final class Orders {

  private static final int LONGEST_MESSAGE = 1_000;

  private Orders() {}

  /** Who gives the order, and why; refused where nobody says it. */
  static Author author(Caller caller, @Nullable String message) {
    String why = message == null ? "" : message.strip();
    if (why.isEmpty() || why.length() > LONGEST_MESSAGE) {
      throw Problem.badRequest(
              "\"message\" says why, for the audit trail, in at most %d letters."
                  .formatted(LONGEST_MESSAGE))
          .asException();
    }
    return new Author(caller.name(), why);
  }

  /** Registers an order, whose id is the moment at which it is given. */
  static void give(Session session, Entity order) throws SQLException {
    if (session.find(EntityKey.of(order)).isPresent()) {
      throw Problem.of(409, "Another order was given this moment. Try again.").asException();
    }
    session.put(order);
  }

  /** An order that is understood, and may not be carried out. */
  static ProblemException refused(String why) {
    return Problem.of(422, why).asException();
  }
}
