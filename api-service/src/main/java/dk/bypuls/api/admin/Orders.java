package dk.bypuls.api.admin;

import dk.bypuls.api.access.Caller;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registry.Registrar.Author;
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

  /** An order that is understood, and may not be carried out. */
  static ProblemException refused(String why) {
    return Problem.of(422, why).asException();
  }
}
