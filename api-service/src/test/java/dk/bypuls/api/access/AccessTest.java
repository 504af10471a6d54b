package dk.bypuls.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

  @Test
  void makesTokensOf256BitsThatNobodyHadBefore() {
    assertThat(Token.random()).startsWith("byp_").hasSize(4 + 43).isNotEqualTo(Token.random());
  }

  @Test
  void ordersRoles() {
    assertThat(Role.ADMIN.includes(Role.VIEWER)).isTrue();
    assertThat(Role.ENGINEER.includes(Role.ENGINEER)).isTrue();
    assertThat(Role.VIEWER.includes(Role.ENGINEER)).isFalse();
  }

  @Test
  void asksForTheRoleOfThePath() {
    assertThat(needed("GET", "/admin/v1/registry/sensor")).isEqualTo(Role.VIEWER);
    assertThat(needed("GET", "/admin/v1/datasets/a/windows")).isEqualTo(Role.VIEWER);
    assertThat(needed("POST", "/admin/v1/registry/apply")).isEqualTo(Role.ENGINEER);
    assertThat(needed("POST", "/admin/v1/tokens")).isEqualTo(Role.ENGINEER);
    assertThat(needed("DELETE", "/admin/v1/tokens/a")).isEqualTo(Role.ENGINEER);
    assertThat(needed("GET", "/admin/v1/audit")).isEqualTo(Role.ENGINEER);
    assertThat(needed("GET", "/admin/v1/quarantine")).isEqualTo(Role.VIEWER);
    assertThat(needed("POST", "/admin/v1/quarantine/replay")).isEqualTo(Role.ENGINEER);
    assertThat(needed("POST", "/admin/v1/decode")).isEqualTo(Role.ENGINEER);
    assertThat(needed("POST", "/admin/v1/what-nobody-thought-of")).isEqualTo(Role.ADMIN);
    assertThat(needed("PUT", "/admin/v1/registryx")).isEqualTo(Role.ADMIN);
  }

  private static Role needed(String method, String path) {
    return AccessRules.needed(HttpMethod.valueOf(method), path);
  }

  @Test
  void refusesAnAdminTokenThatOthersMayRead(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("token"), "x".repeat(40));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    // Then
    assertThatThrownBy(() -> AdminToken.read(file)).hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void refusesAnAdminTokenThatIsShortOrNotThere(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("token"), "short\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    // Then
    assertThatThrownBy(() -> AdminToken.read(file)).hasMessageContaining("shorter than 32");
    assertThatThrownBy(() -> AdminToken.read(folder.resolve("none")))
        .hasMessageContaining("BYPULS_ADMIN_TOKEN_FILE");
  }

  @Test
  void knowsTheAdminByTheToken(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("token"), "x".repeat(40) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    // When
    AdminToken token = AdminToken.read(file);

    // Then
    assertThat(token.match(Token.sha256("x".repeat(40)))).contains(new Caller("admin", Role.ADMIN));
    assertThat(token.match(Token.sha256("x".repeat(41)))).isEmpty();
  }

  @Test
  void letsAnAddressWaitAfterTooManyFailuresAndForgetsThem() {
    // Given
    AtomicLong now = new AtomicLong(5);
    FailedAttempts attempts = new FailedAttempts(2, Duration.ofMinutes(1), now::get);

    // When
    attempts.failed("a");
    attempts.failed("a");
    now.addAndGet(Duration.ofSeconds(20).toNanos());

    // Then
    assertThat(attempts.waitOf("a")).contains(Duration.ofSeconds(40));
    assertThat(attempts.waitOf("b")).isEmpty();
    now.addAndGet(Duration.ofSeconds(41).toNanos());
    assertThat(attempts.waitOf("a")).isEmpty();
  }

  @Test
  void remembersABoundedNumberOfAddresses() {
    // Given
    FailedAttempts attempts = new FailedAttempts(1, Duration.ofMinutes(1), () -> 0);

    // When
    for (int i = 0; i <= FailedAttempts.MOST_ADDRESSES; i++) {
      attempts.failed("address " + i);
    }

    // Then
    assertThat(attempts.waitOf("address 0")).isEmpty();
    assertThat(attempts.waitOf("address 1")).isPresent();
  }
}
