package dk.bypuls.api.access;

import static dk.bypuls.api.access.Right.ADMIT_SOURCES;
import static dk.bypuls.api.access.Right.ADVANCE;
import static dk.bypuls.api.access.Right.ANSWER_FEEDBACK;
import static dk.bypuls.api.access.Right.APPLY;
import static dk.bypuls.api.access.Right.DECIDE;
import static dk.bypuls.api.access.Right.FILL_BACK;
import static dk.bypuls.api.access.Right.GRANT_KEYS;
import static dk.bypuls.api.access.Right.INVITE;
import static dk.bypuls.api.access.Right.PROPOSE;
import static dk.bypuls.api.access.Right.PUBLISH_BACK;
import static dk.bypuls.api.access.Right.RECALL;
import static dk.bypuls.api.access.Right.SEE_AUDIT;
import static dk.bypuls.api.access.Right.SEE_EXACT_WINDOWS;
import static dk.bypuls.api.access.Right.SEE_FEEDBACK;
import static dk.bypuls.api.access.Right.SEE_QUARANTINE;
import static dk.bypuls.api.access.Right.SEE_REGISTRY;
import static dk.bypuls.api.access.Right.SEE_SIMULATIONS;
import static dk.bypuls.api.access.Right.SEE_TOKENS;
import static dk.bypuls.api.access.Right.SIMULATE;
import static dk.bypuls.api.access.Right.WORK_ON_QUARANTINE;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which right each endpoint below {@code /admin/v1} needs. What is not listed is not there for
 * anyone, so whoever adds an endpoint must think of it here.
 */
public final class AccessRules {

  public static final String ADMIN_PATH = "/admin/v1";

  /**
   * An endpoint.
   *
   * @param path below the admin path, with names in braces for what varies
   */
  public record Rule(String method, String path, Right right, Pattern pattern) {

    private static Rule of(String method, String path, Right right) {
      String regex = (ADMIN_PATH + path).replaceAll("\\{[^}]*}", "[^/]+");
      return new Rule(method, ADMIN_PATH + path, right, Pattern.compile(regex + "/?"));
    }

    /** What it is called, such as {@code GET /admin/v1/me}. */
    public String name() {
      return method + " " + path;
    }

    private boolean fits(String asked, String askedPath) {
      return method.equals(asked) && pattern.matcher(askedPath).matches();
    }
  }

  static final List<Rule> RULES =
      List.of(
          // Every role has this right: whoever has a token may ask whose it is.
          Rule.of("GET", "/me", SEE_REGISTRY),
          Rule.of("POST", "/registry/apply", APPLY),
          Rule.of("GET", "/registry/{kind}", SEE_REGISTRY),
          Rule.of("GET", "/registry/{kind}/{id}", SEE_REGISTRY),
          Rule.of("GET", "/devices", SEE_REGISTRY),
          Rule.of("GET", "/devices/{sensor}/uplinks", SEE_EXACT_WINDOWS),
          Rule.of("GET", "/sources", SEE_REGISTRY),
          Rule.of("GET", "/vocabulary", SEE_REGISTRY),
          Rule.of("GET", "/audit", SEE_AUDIT),
          Rule.of("GET", "/audit/verification", SEE_AUDIT),
          Rule.of("GET", "/tokens", SEE_TOKENS),
          // Of people's tokens, the resource asks for more.
          Rule.of("POST", "/tokens", ADMIT_SOURCES),
          Rule.of("DELETE", "/tokens/{name}", ADMIT_SOURCES),
          Rule.of("GET", "/keys", SEE_TOKENS),
          Rule.of("POST", "/keys/{name}/grant", GRANT_KEYS),
          Rule.of("DELETE", "/keys/{name}", GRANT_KEYS),
          Rule.of("GET", "/quarantine", SEE_QUARANTINE),
          // With its original, the resource asks for more.
          Rule.of("GET", "/quarantine/{entry}", SEE_QUARANTINE),
          Rule.of("POST", "/quarantine/replay", WORK_ON_QUARANTINE),
          Rule.of("POST", "/quarantine/drop", WORK_ON_QUARANTINE),
          Rule.of("POST", "/decode", WORK_ON_QUARANTINE),
          Rule.of("GET", "/undeclared-fields", SEE_QUARANTINE),
          Rule.of("GET", "/sensors/{sensor}/back-fill", SEE_REGISTRY),
          Rule.of("POST", "/sensors/{sensor}/back-fill", FILL_BACK),
          Rule.of("POST", "/sensors/{sensor}/back-fill/files", FILL_BACK),
          Rule.of("GET", "/live", SEE_EXACT_WINDOWS),
          Rule.of("GET", "/datasets", SEE_REGISTRY),
          Rule.of("GET", "/datasets/{dataset}/case", SEE_REGISTRY),
          Rule.of("GET", "/datasets/{dataset}/windows", SEE_EXACT_WINDOWS),
          Rule.of("GET", "/datasets/{dataset}/latest", SEE_EXACT_WINDOWS),
          Rule.of("GET", "/datasets/{dataset}/back-publication", SEE_REGISTRY),
          Rule.of("POST", "/datasets/{dataset}/back-publication", PUBLISH_BACK),
          Rule.of("GET", "/datasets/{dataset}/recalls", SEE_REGISTRY),
          Rule.of("GET", "/datasets/{dataset}/recalls/reach", SEE_REGISTRY),
          Rule.of("POST", "/datasets/{dataset}/recalls", RECALL),
          Rule.of("GET", "/datasets/{dataset}/simulations", SEE_SIMULATIONS),
          Rule.of("GET", "/datasets/{dataset}/simulations/{job}", SEE_SIMULATIONS),
          Rule.of("POST", "/datasets/{dataset}/simulations", SIMULATE),
          Rule.of("GET", "/datasets/{dataset}/tightenings", SEE_REGISTRY),
          Rule.of("GET", "/datasets/{dataset}/gate", SEE_REGISTRY),
          Rule.of("POST", "/datasets/{dataset}/gate/propose", PROPOSE),
          Rule.of("POST", "/datasets/{dataset}/gate/approve", DECIDE),
          Rule.of("POST", "/datasets/{dataset}/gate/reject", DECIDE),
          Rule.of("POST", "/datasets/{dataset}/gate/advance", ADVANCE),
          Rule.of("GET", "/datasets/{dataset}/keys", SEE_TOKENS),
          Rule.of("POST", "/datasets/{dataset}/keys", INVITE),
          Rule.of("DELETE", "/datasets/{dataset}/keys/{name}", INVITE),
          Rule.of("GET", "/feedback", SEE_FEEDBACK),
          Rule.of("GET", "/datasets/{dataset}/feedback", SEE_FEEDBACK),
          Rule.of("POST", "/datasets/{dataset}/feedback/{id}", ANSWER_FEEDBACK));

  private AccessRules() {}

  /** All of them. */
  public static List<Rule> all() {
    return RULES;
  }

  /** The endpoint that is asked for; nothing where no such one is. */
  public static Optional<Rule> find(HttpMethod method, String path) {
    String asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET.name() : method.name();
    return RULES.stream().filter(rule -> rule.fits(asked, path)).findFirst();
  }

  /** What it needs; nothing where no such endpoint is. */
  static Optional<Right> needed(HttpMethod method, String path) {
    return find(method, path).map(Rule::right);
  }
}
