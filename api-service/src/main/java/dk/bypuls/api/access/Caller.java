package dk.bypuls.api.access;

import dk.bypuls.api.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Who sent a request below {@code /admin/v1}, as the gate found out.
 *
 * @param name the name of the token
 */
public record Caller(String name, Role role) {

  private static final String KEY = Caller.class.getName();

  /** Who sent it; nobody outside {@code /admin/v1}, where the gate does not look. */
  public static Optional<Caller> of(RoutingContext request) {
    return Optional.ofNullable(request.get(KEY));
  }

  /** Who sent a request that has passed the gate. */
  public static Caller require(RoutingContext request) {
    return of(request)
        .orElseThrow(
            () -> Problem.unauthorized("Send a token: \"Authorization: Bearer …\".").asException());
  }

  /** Whether the token's role has that right. */
  public boolean has(Right right) {
    return right.isOf(role);
  }

  /** Refuses a request whose token's role has not that right. */
  public void mustHave(Right needed) {
    if (!has(needed)) {
      throw lacks(needed).asException();
    }
  }

  Problem lacks(Right needed) {
    return Problem.forbidden(
        "This needs the role %s; your token has the role %s. Ask an admin for another token."
            .formatted(needed.owners(), role.id()));
  }

  void attachTo(RoutingContext request) {
    request.put(KEY, this);
  }
}
