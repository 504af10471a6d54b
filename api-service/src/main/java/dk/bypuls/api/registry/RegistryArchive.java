package dk.bypuls.api.registry;

import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.events.registry.EntityKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is and was registered, and who changed it. */
public final class RegistryArchive {

  private final RegistryDatabase database;

  public RegistryArchive(RegistryDatabase database) {
    this.database = database;
  }

  /** Entities of a kind whose id comes after that one, in the order of their ids. */
  public Map<EntityKey, Stored> list(EntityKind kind, String after, int limit) {
    return database.inTransaction(connection -> RegistryStore.some(connection, kind, after, limit));
  }

  public Optional<Stored> find(EntityKey key) {
    return Optional.ofNullable(
        database.inTransaction(connection -> RegistryStore.one(connection, key)).get(key));
  }

  /** The audit rows that answer a question, newest first. */
  public List<AuditRow> audit(AuditTrail.Question question) {
    return database.inTransaction(connection -> AuditTrail.find(connection, question));
  }

  /** Whether the audit trail is as it was written. */
  public AuditTrail.Verification verifyAudit() {
    return database.inTransaction(
        connection -> {
          // Whoever appends holds this lock, so trail and state belong together.
          State state = RegistryStore.lock(connection);
          return AuditTrail.verify(connection, state);
        });
  }
}
