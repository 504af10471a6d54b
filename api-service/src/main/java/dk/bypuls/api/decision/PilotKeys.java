package dk.bypuls.api.decision;

import dk.bypuls.api.access.Token;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Registrar.Changed;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.Session;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.PilotKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keys to pilots. They go out with the registry, as hashes, so that the open side needs no database
 * to know them.
 */
@ApplicationScoped
class PilotKeys {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int MOST_LISTED = 10_000;

  private final Registrar registrar;
  private final RegistryArchive archive;

  PilotKeys(Registrar registrar, RegistryArchive archive) {
    this.registrar = registrar;
    this.archive = archive;
  }

  /**
   * A key that was just made.
   *
   * @param key shown this once; only its hash is kept
   */
  record Made(String key, long generation) {}

  /** A key without the key. */
  record Listed(String name, Instant createdAt) {}

  Made make(String dataset, String name, Author author) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.badRequest("A key's name has 1 to 64 letters a-z, digits and -.").asException();
    }
    String key = Token.random();
    Changed<String> changed =
        registrar.change(
            author,
            session -> {
              demandDataset(session, dataset);
              if (session.find(new EntityKey(EntityKind.PILOT_KEY, name)).isPresent()) {
                throw Problem.of(
                        409, "There is a key of that name. Revoke it first, or take another name.")
                    .asException();
              }
              session.put(new PilotKey(name, dataset, Token.sha256(key)));
              return key;
            });
    return new Made(key, changed.generation());
  }

  private static void demandDataset(Session session, String dataset) throws SQLException {
    if (session.find(new EntityKey(EntityKind.DATASET, dataset)).isEmpty()) {
      throw Problem.notFound().asException();
    }
  }

  List<Listed> list(String dataset) {
    return archive.list(EntityKind.PILOT_KEY, "", MOST_LISTED).values().stream()
        .filter(stored -> !stored.withdrawn())
        .filter(stored -> ((PilotKey) stored.entity()).dataset().equals(dataset))
        .map(stored -> new Listed(stored.entity().id(), stored.changedAt()))
        .toList();
  }

  /** Revokes a key. Answers the generation after it. */
  long revoke(String dataset, String name, Author author) {
    EntityKey key = new EntityKey(EntityKind.PILOT_KEY, name);
    return registrar
        .change(
            author,
            session -> {
              boolean isKnown =
                  session
                      .find(key)
                      .filter(known -> ((PilotKey) known).dataset().equals(dataset))
                      .isPresent();
              if (!isKnown) {
                throw Problem.of(404, "No key to this pilot has that name. See …/keys.")
                    .asException();
              }
              session.withdraw(key);
              return name;
            })
        .generation();
  }
}
