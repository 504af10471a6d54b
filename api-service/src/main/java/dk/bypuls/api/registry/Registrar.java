package dk.bypuls.api.registry;

import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.Intent;
import dk.bypuls.api.registry.code.RegistryCode;
import dk.bypuls.api.registry.code.RegistryFile;
import dk.bypuls.events.registry.Entity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes the registry: entities, audit and what is to be told, all in one transaction. */
public final class Registrar {

  /** Who it is that changes the registry where nobody does; no token can be called so. */
  static final String ITSELF = "Bypuls itself";

  private final RegistryDatabase database;
  private final Clock clock;

  public Registrar(RegistryDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Who changes the registry, and why.
   *
   * @param who the name of the token
   */
  public record Author(String who, @Nullable String message) {}

  /** What an apply came to. */
  public record Outcome(long generation, boolean dryRun, Diff diff) {}

  /** What is changed in a session. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Session session) throws SQLException;
  }

  /**
   * What a change came to.
   *
   * @param generation the generation the registry is at afterwards
   */
  public record Changed<T>(T result, long generation) {}

  /** Makes the registry what the files say; with {@code dryRun} only says what that would be. */
  public Outcome apply(List<RegistryFile> files, Author author, boolean dryRun) {
    if (dryRun) {
      return database.inTransaction(
          connection ->
              new Outcome(
                  RegistryStore.state(connection).generation(),
                  true,
                  diff(files, RegistryStore.all(connection), RegistryCode::read)));
    }
    return apply(files, author, RegistryCode::read);
  }

  /** Makes the registry have what Bypuls brings itself. Changes nothing when it has. */
  public Outcome applyOwn(List<RegistryFile> files) {
    return apply(files, new Author(ITSELF, "comes with this version"), RegistryCode::readOwn);
  }

  private Outcome apply(List<RegistryFile> files, Author author, Reader reader) {
    Changed<Diff> changed =
        change(
            author,
            session -> {
              Diff diff = diff(files, session.all(), reader);
              diff.changes().forEach(session::add);
              return diff;
            });
    return new Outcome(changed.generation(), false, changed.result());
  }

  private interface Reader {
    Intent read(List<RegistryFile> files, Map<EntityKey, Entity> known);
  }

  private static Diff diff(
      List<RegistryFile> files, Map<EntityKey, Stored> registered, Reader reader) {
    Map<EntityKey, Entity> inForce = new TreeMap<>();
    registered.forEach(
        (key, stored) -> {
          if (!stored.withdrawn()) {
            inForce.put(key, stored.entity());
          }
        });
    return Diff.between(registered, reader.read(files, inForce));
  }

  /** Does all of the work, or nothing of it when it throws. */
  public <T> Changed<T> change(Author author, Work<T> work) {
    return database.inTransaction(connection -> change(connection, author, work));
  }

  private <T> Changed<T> change(Connection connection, Author author, Work<T> work)
      throws SQLException {
    Session session =
        Session.begin(connection, author, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    T result = work.in(session);
    return new Changed<>(result, session.finish());
  }
}
