package dk.bypuls.api.operator;

import dk.bypuls.api.access.Caller;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar;
import dk.bypuls.api.registry.Registrar.Author;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Writes into the audit trail what somebody is about to do; if that fails, it is not done. */
@ApplicationScoped
class Written {

  private static final String KIND = "quarantine";
  private static final int LONGEST_MESSAGE = 1_000;

  private final Registrar registrar;

  Written(Registrar registrar) {
    this.registrar = registrar;
  }

  /**
   * Writes it down.
   *
   * @param id what it is done to: an entry, or the request that names several
   * @param message why, in the words of who does it
   * @param order what exactly, in JSON
   */
  void down(
      Caller caller, String action, String id, @Nullable String message, @Nullable String order) {
    if (message != null && message.length() > LONGEST_MESSAGE) {
      throw Problem.badRequest("message has at most " + LONGEST_MESSAGE + " letters.")
          .asException();
    }
    registrar.change(
        new Author(caller.name(), message == null || message.isBlank() ? null : message.strip()),
        session -> {
          session.note(action, KIND, id, null, order);
          return id;
        });
  }
}
