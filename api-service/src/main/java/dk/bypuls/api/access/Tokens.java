package dk.bypuls.api.access;

import dk.bypuls.api.access.UserTokens.UserToken;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Registrar.Changed;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.RegistryDatabase;
import dk.bypuls.api.registry.Session;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.SourceToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes, lists and revokes tokens. People's stay in the database; sources' go out to ingest. */
@ApplicationScoped
public class Tokens {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  /** So many tokens of sources are listed. */
  private static final int MOST_LISTED = 10_000;

  private final RegistryDatabase database;
  private final Registrar registrar;
  private final RegistryArchive archive;

  Tokens(RegistryDatabase database, Registrar registrar, RegistryArchive archive) {
    this.database = database;
    this.registrar = registrar;
    this.archive = archive;
  }

  /**
   * A token that was just made.
   *
   * @param token shown this once; only its hash is kept
   * @param generation when it is in the registry's topic; for a source's token
   */
  public record Made(String name, String token, long generation) {}

  /** A token as it is listed: everything but the token. */
  public record Listed(
      String name, @Nullable Role role, @Nullable String source, Instant createdAt) {}

  /** Makes a token for a person or a program. */
  public Made make(String name, Role role, Author author) {
    checkName(name);
    String token = Token.random();
    Changed<String> changed =
        registrar.change(
            author,
            session -> {
              checkFree(session, name);
              UserToken made = new UserToken(name, role, session.now(), author.who());
              UserTokens.add(session.connection(), made, Token.sha256(token));
              session.note("created", "token", name, null, json(role));
              return token;
            });
    return new Made(name, token, changed.generation());
  }

  /** Makes a token that may post to a source. */
  public Made makeForSource(String name, String source, Author author) {
    checkName(name);
    String token = Token.random();
    Changed<String> changed =
        registrar.change(
            author,
            session -> {
              checkFree(session, name);
              if (session.find(new EntityKey(EntityKind.SOURCE, source)).isEmpty()) {
                throw Problem.of(
                        422,
                        "No source has that id. See /admin/v1/registry/source for those there are.")
                    .asException();
              }
              session.put(new SourceToken(name, source, Token.sha256(token)));
              return token;
            });
    return new Made(name, token, changed.generation());
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches() || name.equals(AdminToken.NAME)) {
      throw Problem.badRequest(
              "A token's name has 1 to 64 letters a-z, digits and -, and is not \"admin\".")
          .asException();
    }
  }

  private static void checkFree(Session session, String name) throws SQLException {
    if (session.find(key(name)).isPresent()
        || UserTokens.find(session.connection(), name).isPresent()) {
      throw Problem.of(409, "There is a token of that name. Revoke it first, or take another name.")
          .asException();
    }
  }

  /** All tokens in the order of their names. */
  public List<Listed> list() {
    List<Listed> listed = new ArrayList<>();
    for (UserToken token : database.inTransaction(UserTokens::all)) {
      listed.add(new Listed(token.name(), token.role(), null, token.createdAt()));
    }
    archive
        .list(EntityKind.SOURCE_TOKEN, "", MOST_LISTED)
        .forEach(
            (key, stored) -> {
              Entity entity = stored.entity();
              if (!stored.withdrawn() && entity instanceof SourceToken token) {
                listed.add(new Listed(token.id(), null, token.source(), stored.changedAt()));
              }
            });
    listed.sort(Comparator.comparing(Listed::name));
    return listed;
  }

  /** Revokes a token; only an admin may revoke one of a person. Answers the generation after it. */
  public long revoke(String name, Caller caller) {
    Author author = new Author(caller.name(), null);
    return registrar
        .change(
            author,
            session -> {
              if (session.find(key(name)).isPresent()) {
                session.withdraw(key(name));
                return name;
              }
              UserToken token =
                  UserTokens.find(session.connection(), name)
                      .orElseThrow(
                          () ->
                              Problem.of(404, "No token has that name. See /admin/v1/tokens.")
                                  .asException());
              caller.mustHave(Right.ADMIT_PEOPLE);
              UserTokens.remove(session.connection(), name);
              session.note("withdrawn", "token", name, json(token.role()), null);
              return name;
            })
        .generation();
  }

  private static EntityKey key(String name) {
    return new EntityKey(EntityKind.SOURCE_TOKEN, name);
  }

  private static String json(Role role) {
    return "{\"role\":\"" + role.id() + "\"}";
  }
}
