package dk.bypuls.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.access.AdminEndpoints.Endpoint;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing below {@code /admin/v1} is there that nobody thought of who may. */
class AccessRulesTest {

  private static final Path SOURCES = Path.of("src/main/java");

  /** A route of Vert.x: {@code router.get("/admin/v1/datasets/:dataset/windows")}. */
  private static final Pattern ROUTE =
      Pattern.compile("\\.(get|post|put|delete|route)\\(\\s*\"(/admin/v1/[^\"]*)\"");

  static Stream<Endpoint> endpoints() {
    return AdminEndpoints.all().stream();
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void letsThroughWhoMayAndNobodyElse(Endpoint endpoint) {
    Right needed =
        AccessRules.needed(HttpMethod.valueOf(endpoint.method()), endpoint.address()).orElseThrow();

    for (Role role : Role.values()) {
      assertThat(needed.isOf(role)).as(role.id()).isEqualTo(endpoint.roles().contains(role.id()));
    }
  }

  @Test
  void knowsEveryEndpointThatThereIs() throws Exception {
    // When
    List<String> served = new ArrayList<>(AdminResources.all().keySet());
    served.addAll(routes());

    // Then
    assertThat(served).hasSizeGreaterThan(20).contains("GET /admin/v1/datasets/{dataset}/windows");
    List<String> known =
        AdminEndpoints.all().stream().map(each -> each.method() + " " + each.path()).toList();
    assertThat(served).containsExactlyInAnyOrderElementsOf(known);
    assertThat(AccessRules.RULES.stream().map(rule -> rule.method() + " " + rule.path()))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void hasNothingForAnyoneWhereNothingIs() {
    for (String path : List.of("", "/", "/nothing", "/registryx", "/audit/x", "/registry/a/b/c")) {
      assertThat(AccessRules.needed(HttpMethod.GET, "/admin/v1" + path)).isEmpty();
    }
    assertThat(AccessRules.needed(HttpMethod.PUT, "/admin/v1/registry/apply")).isEmpty();
    assertThat(AccessRules.needed(HttpMethod.HEAD, "/admin/v1/audit")).contains(Right.SEE_AUDIT);
  }

  @Test
  void letsNobodyBothProposeAndDecideButTheAdminAndTheAuditorDoNothing() {
    for (Role role : Role.values()) {
      if (role != Role.ADMIN) {
        assertThat(Right.PROPOSE.isOf(role) && Right.DECIDE.isOf(role)).as(role.id()).isFalse();
        assertThat(Right.APPLY.isOf(role) && Right.DECIDE.isOf(role)).as(role.id()).isFalse();
      }
    }
    assertThat(Stream.of(Right.values()).filter(right -> right.isOf(Role.AUDITOR)))
        .allMatch(right -> right.name().startsWith("SEE_"));
  }

  private static List<String> routes() throws IOException {
    List<String> served = new ArrayList<>();
    for (Path file : AdminResources.files(SOURCES, ".java")) {
      for (MatchResult route : ROUTE.matcher(Files.readString(file)).results().toList()) {
        String path = route.group(2).replaceAll(":([a-z]+)", "{$1}");
        served.add(route.group(1).toUpperCase(java.util.Locale.ROOT) + " " + path);
      }
    }
    return served;
  }
}
