package dk.bypuls.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    Attempts attempts = new Attempts(2, Duration.ofMinutes(1), now::get);

    // When
    attempts.count("a");
    attempts.count("a");
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
    Attempts attempts = new Attempts(1, Duration.ofMinutes(1), () -> 0);

    // When
    for (int i = 0; i <= Attempts.MOST_REMEMBERED; i++) {
      attempts.count("address " + i);
    }

    // Then
    assertThat(attempts.waitOf("address 0")).isEmpty();
    assertThat(attempts.waitOf("address 1")).isPresent();
  }
}
