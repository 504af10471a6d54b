package dk.bypuls.api.access;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/** Which role a request below {@code /admin/v1} needs at least. */
final class AccessRules {

  static final String ADMIN_PATH = "/admin/v1";

  private record Rule(String path, Role reading, Role writing) {}

  // The first that fits decides. What nobody thought of may be read by viewers and written by
  // admins.
  private static final List<Rule> RULES =
      List.of(
          new Rule("/admin/v1/registry", Role.VIEWER, Role.ENGINEER),
          new Rule("/admin/v1/tokens", Role.ENGINEER, Role.ENGINEER),
          new Rule("/admin/v1/audit", Role.ENGINEER, Role.ADMIN),
          new Rule("/admin/v1/quarantine", Role.VIEWER, Role.ENGINEER),
          new Rule("/admin/v1/decode", Role.ENGINEER, Role.ENGINEER),
          new Rule(ADMIN_PATH, Role.VIEWER, Role.ADMIN));

  private AccessRules() {}

  static Role needed(HttpMethod method, String path) {
    boolean isReading = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    return RULES.stream()
        .filter(rule -> path.equals(rule.path()) || path.startsWith(rule.path() + "/"))
        .findFirst()
        .map(rule -> isReading ? rule.reading() : rule.writing())
        .orElse(Role.ADMIN);
  }
}
