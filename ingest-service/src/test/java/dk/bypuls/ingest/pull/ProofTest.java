package dk.bypuls.ingest.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.ingest.credentials.CredentialsFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofTest {

  private static final URI ADDRESS = URI.create("https://data.example/x");

  private Path folder;

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
  }

  private Proof proof(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("credentials.properties"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return Proof.named(new CredentialsFile(Optional.of(file)), "harbour", ADDRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "'harbour.bearer=abc', Authorization, Bearer abc",
    "'harbour.username=me\nharbour.password=søde', Authorization, Basic bWU6c8O4ZGU=",
    "'harbour.header=X-Api-Key: abc', x-api-key, abc"
  })
  void isPutIntoAHeader(String text, String header, String value) throws IOException {
    // When
    Proof proof = proof("harbour.host=data.example\n" + text);

    // Then
    assertThat(proof.headers()).containsEntry(header, value);
    assertThat(proof.toString()).doesNotContain("abc");
  }

  @Test
  void isPutIntoTheAddress() throws IOException {
    assertThat(proof("harbour.host=data.example\nharbour.query=appid=a&b").query())
        .isEqualTo("appid=a%26b");
  }

  @Test
  void isForOneHostInOneWay() throws IOException {
    // When
    Proof proof = proof("harbour.host=data.example\nharbour.bearer=abc");

    // Then
    assertThat(proof.isFor(ADDRESS)).isTrue();
    assertThat(proof.isFor(URI.create("http://data.example/x"))).isFalse();
    assertThat(proof.isFor(URI.create("https://data.example:8443/x"))).isFalse();
    assertThat(proof.isFor(URI.create("https://other.example/x"))).isFalse();
    assertThat(Proof.NONE.isFor(ADDRESS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'harbour.bearer=abc', harbour.host=data.example would say",
    "'harbour.host=other.example\nharbour.bearer=abc', are not for that host",
    "'harbour.host=data.example\nharbour.header=abc', are written name:value",
    "'harbour.host=data.example\nharbour.header=a b: c', are written name:value",
    "'harbour.host=data.example\nharbour.bearer=a\\nb', may be ASCII only",
    "'harbour.host=data.example\nharbour.username=a', both or none"
  })
  void isRefusedWithoutBeingTold(String text, String message) {
    assertThatThrownBy(() -> proof(text))
        .isInstanceOf(PullException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("abc");
  }
}
