package dk.bypuls.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.ingest.credentials.CredentialsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

  private Path folder;

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
  }

  private Credentials credentials(String text) throws IOException {
    return new Credentials(Optional.of(file("credentials.properties", text)));
  }

  private Path file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  @Test
  void holdAnIdentityByItsName() throws IOException {
    // Given
    Path key = file("city.key", "");
    Credentials credentials =
        credentials(
            """
            city.username=ingest
            city.password=known
            city.trust=/etc/trust.pem
            city.certificate=city.pem
            city.key=city.key
            other.username=x
            """);

    // When
    Credentials.Identity identity = credentials.named("city");

    // Then
    assertThat(identity.login()).isEqualTo(new CredentialsFile.Login("ingest", "known"));
    assertThat(identity.papers().trust()).isEqualTo(Path.of("/etc/trust.pem"));
    assertThat(identity.papers().certificate())
        .isEqualTo(folder.resolve("city.pem").toAbsolutePath());
    assertThat(identity.papers().key()).isEqualTo(key.toAbsolutePath());
    assertThat(identity.toString()).doesNotContain("known");
  }

  @ParameterizedTest
  @CsvSource({
    "other.trust=x, has no credentials of the name city",
    "city.username=x, both or none of city.username and city.password",
    "city.password=x, both or none of city.username and city.password",
    "city.certificate=x, both or none of city.certificate and city.key"
  })
  void sayWhatIsMissing(String line, String words) throws IOException {
    // Given
    Credentials credentials = credentials(line + "\n");

    // When / Then
    assertThatThrownBy(() -> credentials.named("city"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(words);
  }

  @Test
  void areRefusedWhereOthersCanReadThem() throws IOException {
    // Given
    Credentials credentials = credentials("city.certificate=city.pem\ncity.key=city.key\n");
    Path key = file("city.key", "");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

    // When / Then
    assertThatThrownBy(() -> credentials.named("city")).hasMessageContaining("set its mode to 600");
  }

  @Test
  void sayHowToWriteAKey() throws IOException {
    // Given
    Path old = file("old.key", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n");

    // When / Then
    assertThatThrownBy(() -> Tls.sockets(null, file("empty.pem", ""), old))
        .hasMessageContaining("no certificate is in");
    assertThatThrownBy(() -> Tls.sockets(file("trust.pem", "nothing"), null, null))
        .isInstanceOf(IOException.class);
  }
}
