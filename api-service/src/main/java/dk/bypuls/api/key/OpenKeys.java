package dk.bypuls.api.key;

import dk.bypuls.api.access.Token;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registry.Registrar;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Registrar.Changed;
import dk.bypuls.api.registry.RegistryDatabase;
import dk.bypuls.api.registry.Session;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.upkeep.Upkeep;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.GrantedKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Keys with a larger allowance. Asked for, one is a row in the database; granted, it goes out with
 * the registry, as a hash, so that the open side needs no database to know it (I8).
 */
@ApplicationScoped
class OpenKeys {

  private static final Duration TRY_AGAIN = Duration.ofHours(1);

  private final RegistryDatabase database;
  private final Registrar registrar;
  private final KeyLimits limits;

  OpenKeys(RegistryDatabase database, Registrar registrar, KeyLimits limits) {
    this.database = database;
    this.registrar = registrar;
    this.limits = limits;
  }

  void start(@Observes StartupEvent started, Upkeep upkeep) {
    upkeep.every(limits.upkeep(), "forgetting keys that nobody granted", this::forget);
  }

  /**
   * A key that was just asked for.
   *
   * @param key shown this once; only its hash is kept
   */
  record Asked(String key, Instant forgottenAt) {}

  /** Makes a key that is as good as none until somebody grants it. */
  Asked ask(String name, String purpose, Optional<String> contact) {
    String key = Token.random();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    KeyRequest request = new KeyRequest(name, purpose, contact.orElse(null), now, null, null);
    database.inTransaction(
        connection -> {
          if (KeyRequests.waiting(connection) >= limits.waiting()) {
            throw Problem.unavailable(
                    "As many requests wait as are kept. Use the open tier meanwhile, which needs no key, and ask again later.",
                    TRY_AGAIN)
                .asException();
          }
          if (!KeyRequests.add(connection, request, Token.sha256(key))) {
            throw Problem.of(409, "There is a key of that name. Take another name.").asException();
          }
          return name;
        });
    return new Asked(key, forgottenAt(request));
  }

  Instant forgottenAt(KeyRequest request) {
    return request.requestedAt().plus(limits.forgottenAfter());
  }

  List<KeyRequest> all() {
    return database.inTransaction(KeyRequests::all);
  }

  /** Has the key count from now on. Nothing changes where it does already. */
  Changed<KeyRequest> grant(String name, Author author) {
    return registrar.change(
        author,
        session -> {
          if (find(session, name).isGranted()) {
            return find(session, name);
          }
          String sha256 = KeyRequests.hashOf(session.connection(), name);
          session.put(new GrantedKey(name, sha256));
          KeyRequests.grant(session.connection(), name, session.now(), author.who());
          return find(session, name);
        });
  }

  /** Refuses a request, or revokes a key; nothing is left of it but the trail that it was there. */
  long end(String name, Author author) {
    return registrar
        .change(
            author,
            session -> {
              if (find(session, name).isGranted()) {
                session.withdraw(new EntityKey(EntityKind.GRANTED_KEY, name));
              } else {
                session.note("refused", EntityKind.GRANTED_KEY.id(), name, null, null);
              }
              KeyRequests.remove(session.connection(), name);
              return name;
            })
        .generation();
  }

  private static KeyRequest find(Session session, String name) throws SQLException {
    return KeyRequests.find(session.connection(), name).orElseThrow(OpenKeys::unknown);
  }

  private static ProblemException unknown() {
    return Problem.of(404, "Nobody asked for a key of that name. See /admin/v1/keys.")
        .asException();
  }

  private void forget() {
    Instant before = Instant.now().minus(limits.forgottenAfter());
    database.inTransaction(connection -> KeyRequests.forget(connection, before));
  }
}
