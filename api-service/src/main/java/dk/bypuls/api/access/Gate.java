package dk.bypuls.api.access;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.Problems;
import dk.bypuls.api.registry.RegistryDatabase;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Lets nothing below {@code /admin/v1} through without a token whose role has the right. */
@ApplicationScoped
public class Gate {

  /** Before all others. */
  public static final int ORDER = -10_000;

  private static final String BEARER = "Bearer ";
  private static final int LONGEST_TOKEN = 512;

  private final RegistryDatabase database;
  private final @Nullable AdminToken adminToken;
  private final Attempts failedAttempts;

  Gate(RegistryDatabase database, AccessSettings settings) {
    this.database = database;
    this.adminToken = settings.adminTokenFile().map(AdminToken::read).orElse(null);
    this.failedAttempts =
        new Attempts(settings.failedAttempts(), settings.failedAttemptsWindow(), System::nanoTime);
  }

  void register(@Observes Router router) {
    router.route(AccessRules.ADMIN_PATH + "/*").order(ORDER).handler(this::check);
  }

  private void check(RoutingContext request) {
    String token = token(request);
    if (token == null) {
      Problems.send(request, Problem.unauthorized("Send a token: \"Authorization: Bearer …\"."));
      return;
    }
    String hash = Token.sha256(token);
    Optional<Caller> admin = adminToken == null ? Optional.empty() : adminToken.match(hash);
    if (admin.isPresent()) {
      pass(request, admin.get());
      return;
    }
    String address = request.request().remoteAddress().hostAddress();
    Optional<Duration> wait = failedAttempts.waitOf(address);
    if (wait.isPresent()) {
      Problems.send(
          request,
          Problem.tooManyRequests(
              "Too many unknown tokens came from this address. Wait, then use a valid one.",
              wait.get()));
      return;
    }
    lookUp(request, hash, address);
  }

  private void lookUp(RoutingContext request, String hash, String address) {
    Callable<Optional<Caller>> work =
        () -> database.inTransaction(connection -> UserTokens.match(connection, hash));
    request
        .vertx()
        .executeBlocking(work, false)
        .onSuccess(
            caller -> {
              if (caller.isPresent()) {
                pass(request, caller.get());
              } else {
                failedAttempts.count(address);
                Problems.send(
                    request,
                    Problem.unauthorized(
                        "This token is not known, or was revoked. Ask an admin for another."));
              }
            })
        .onFailure(failure -> Problems.send(request, Problems.of(failure)));
  }

  private static void pass(RoutingContext request, Caller caller) {
    Optional<Right> needed =
        AccessRules.needed(request.request().method(), request.normalizedPath());
    if (needed.isEmpty()) {
      Problems.send(request, Problem.notFound());
    } else if (!caller.has(needed.get())) {
      Problems.send(request, caller.lacks(needed.get()));
    } else {
      caller.attachTo(request);
      request.next();
    }
  }

  /** Whether the token that a request came with has that right now. */
  public Future<Boolean> stillAdmits(RoutingContext request, Right right) {
    String token = token(request);
    if (token == null) {
      return Future.succeededFuture(false);
    }
    String hash = Token.sha256(token);
    if (adminToken != null && adminToken.match(hash).isPresent()) {
      return Future.succeededFuture(true);
    }
    Callable<Boolean> work =
        () ->
            database
                .inTransaction(connection -> UserTokens.match(connection, hash))
                .filter(caller -> caller.has(right))
                .isPresent();
    return request.vertx().executeBlocking(work, false);
  }

  private static @Nullable String token(RoutingContext request) {
    String header = request.request().getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    String token = header.substring(BEARER.length()).strip();
    return token.isEmpty() || token.length() > LONGEST_TOKEN ? null : token;
  }
}
