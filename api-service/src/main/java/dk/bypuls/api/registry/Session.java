package dk.bypuls.api.registry;

import dk.bypuls.api.registry.Outbox.Letter;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.terms.TermsChanges;
import dk.bypuls.events.registry.DatasetChange;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.RegistryRecord.Applied;
import dk.bypuls.events.registry.RegistryRecord.Changed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One change of the registry in the making. Nobody else changes the registry until its transaction
 * ends.
 */
public final class Session {

  private static final Logger LOG = Logger.getLogger(Session.class);

  private final Connection connection;
  private final State state;
  private final Author author;
  private final Instant now;
  private final List<Change> changes = new ArrayList<>();
  private final List<AuditRow> rows = new ArrayList<>();

  private Session(Connection connection, State state, Author author, Instant now) {
    this.connection = connection;
    this.state = state;
    this.author = author;
    this.now = now;
  }

  /** Begins by taking the registry's lock. */
  static Session begin(Connection connection, Author author, Instant now) throws SQLException {
    return new Session(connection, RegistryStore.lock(connection), author, now);
  }

  /** For tables that are not entities and change together with them. */
  public Connection connection() {
    return connection;
  }

  public Author author() {
    return author;
  }

  public Instant now() {
    return now;
  }

  /** What is registered under that key now; nothing when it was withdrawn. */
  public Optional<Entity> find(EntityKey key) throws SQLException {
    return stored(key).filter(stored -> !stored.withdrawn()).map(Stored::entity);
  }

  /** All that is registered before what this session changes. */
  public Registry registry() throws SQLException {
    return new Registry(
        RegistryStore.all(connection).values().stream()
            .filter(stored -> !stored.withdrawn())
            .map(Stored::entity)
            .toList());
  }

  private Optional<Stored> stored(EntityKey key) throws SQLException {
    return Optional.ofNullable(RegistryStore.one(connection, key).get(key));
  }

  /** Registers an entity. */
  public void put(Entity entity) throws SQLException {
    add(Diff.put(stored(EntityKey.of(entity)).orElse(null), entity));
  }

  /** Withdraws an entity that is registered. */
  public void withdraw(EntityKey key) throws SQLException {
    add(Diff.withdraw(key, stored(key).orElseThrow()));
  }

  void add(Change change) {
    changes.add(change);
  }

  /** Writes something that is no entity into the audit trail. */
  public void note(
      String action, String kind, String id, @Nullable String before, @Nullable String after) {
    noteOf(author.who(), action, kind, id, before, after);
  }

  /** Writes what somebody else than the author did into the audit trail. */
  public void noteOf(
      String who,
      String action,
      String kind,
      String id,
      @Nullable String before,
      @Nullable String after) {
    rows.add(new AuditRow(0, now, who, action, 0, kind, id, author.message(), before, after));
  }

  /** Writes everything; answers the generation the registry is at now. */
  long finish() throws SQLException {
    addWhatChangedForOthers();
    long generation = changes.isEmpty() ? state.generation() : state.generation() + 1;
    if (!changes.isEmpty()) {
      RegistryStore.write(connection, generation, now, changes);
      Outbox.add(connection, letters(generation));
    }
    for (Change change : changes) {
      rows.add(AuditRow.of(change, now, author));
    }
    if (!rows.isEmpty()) {
      seal(generation);
    }
    return generation;
  }

  /** What people build on is kept with the change that made it another, so that they are told. */
  private void addWhatChangedForOthers() throws SQLException {
    boolean mayMatter =
        changes.stream()
            .filter(change -> change.kind() == Change.Kind.CHANGED)
            .anyMatch(change -> TermsChanges.mayFollowFrom(change.key().kind()));
    if (!mayMatter) {
      return;
    }
    Map<EntityKey, Entity> entities = new TreeMap<>();
    RegistryStore.all(connection).entrySet().stream()
        .filter(entry -> !entry.getValue().withdrawn())
        .forEach(entry -> entities.put(entry.getKey(), entry.getValue().entity()));
    Registry before = new Registry(entities.values());
    for (Change change : changes) {
      if (change.after() == null) {
        entities.remove(change.key());
      } else {
        entities.put(change.key(), change.after());
      }
    }
    for (DatasetChange kept : TermsChanges.between(before, new Registry(entities.values()), now)) {
      put(kept);
    }
  }

  private List<Letter> letters(long generation) {
    List<Letter> letters = new ArrayList<>();
    for (Change change : changes) {
      EntityKey key = change.key();
      letters.add(
          Letter.of(
              new Changed(
                  state.epoch(),
                  generation,
                  key.kind(),
                  key.id(),
                  change.version(),
                  change.after())));
    }
    letters.add(Letter.of(new Applied(state.epoch(), generation)));
    return letters;
  }

  private void seal(long generation) throws SQLException {
    List<AuditRow> numbered = new ArrayList<>();
    for (AuditRow row : rows) {
      numbered.add(row.numbered(state.auditRows() + numbered.size() + 1, generation));
    }
    String head = AuditTrail.append(connection, state.auditHead(), numbered);
    long count = state.auditRows() + numbered.size();
    RegistryStore.write(connection, new State(state.epoch(), generation, count, head));
    // The head outside the database: who rewrites the whole trail would have to rewrite the logs.
    LOG.infof(
        "the registry changes: generation=%d auditRows=%d auditHead=%s", generation, count, head);
  }
}
