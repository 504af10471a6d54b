package dk.bypuls.api.registry;

import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.Intent;
import dk.bypuls.api.registry.code.RegistryCode;
import dk.bypuls.api.registry.code.RegistryFile;
import dk.bypuls.api.registry.proposal.Fiction;
import dk.bypuls.api.registry.proposal.Holding;
import dk.bypuls.api.registry.proposal.Holding.Held;
import dk.bypuls.api.registry.proposal.Proposals;
import dk.bypuls.api.registry.proposal.Step;
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

  /**
   * What an apply came to.
   *
   * @param steps what it means for datasets that files alone cannot publish
   */
  public record Outcome(long generation, boolean dryRun, Diff diff, List<Step> steps) {}

  /** Has the last word on a change; throws where it may not be. */
  @FunctionalInterface
  public interface Scruple {
    void check(Diff diff);
  }

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
    return apply(files, author, dryRun, anyDiff -> {});
  }

  /** The same, if the scruple has nothing against it. */
  public Outcome apply(List<RegistryFile> files, Author author, boolean dryRun, Scruple scruple) {
    if (dryRun) {
      return database.inTransaction(
          connection -> {
            Wanted wanted = wanted(connection, files, RegistryCode::read);
            scruple.check(wanted.diff());
            long generation = RegistryStore.state(connection).generation();
            return new Outcome(generation, true, wanted.diff(), wanted.steps());
          });
    }
    return apply(files, author, RegistryCode::read, scruple);
  }

  /** Makes the registry have what Bypuls brings itself. Changes nothing when it has. */
  public Outcome applyOwn(List<RegistryFile> files) {
    Author itself = new Author(ITSELF, "comes with this version");
    return apply(files, itself, RegistryCode::readOwn, anyDiff -> {});
  }

  private Outcome apply(List<RegistryFile> files, Author author, Reader reader, Scruple scruple) {
    Changed<Wanted> changed =
        change(
            author,
            session -> {
              Wanted wanted = wanted(session.connection(), files, reader);
              scruple.check(wanted.diff());
              wanted.diff().changes().forEach(session::add);
              Proposing.carryOut(session, wanted.diff(), wanted.steps());
              return wanted;
            });
    Wanted wanted = changed.result();
    return new Outcome(changed.generation(), false, wanted.diff(), wanted.steps());
  }

  private interface Reader {
    Intent read(List<RegistryFile> files, Map<EntityKey, Entity> known);
  }

  /** What files come to: what they change, and what they may only propose. */
  private record Wanted(Diff diff, List<Step> steps) {}

  private static Wanted wanted(Connection connection, List<RegistryFile> files, Reader reader)
      throws SQLException {
    Map<EntityKey, Stored> registered = RegistryStore.all(connection);
    Map<EntityKey, Entity> ever = new TreeMap<>();
    Map<EntityKey, Entity> inForce = new TreeMap<>();
    registered.forEach(
        (key, stored) -> {
          ever.put(key, stored.entity());
          if (!stored.withdrawn()) {
            inForce.put(key, stored.entity());
          }
        });
    Intent intent = reader.read(files, inForce);
    Fiction.check(intent, ever, inForce);
    Held held = Holding.of(intent, inForce, Proposals.all(connection));
    return new Wanted(Diff.between(registered, held.applied()), held.steps());
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
