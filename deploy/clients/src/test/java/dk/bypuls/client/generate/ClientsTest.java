package dk.bypuls.client.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The clients say what the contract says. {@code mvn test -pl deploy/clients
 * -Dbypuls.clients.write=true spotless:apply} makes them say it again.
 */
class ClientsTest {

  private static final Path CONTRACT =
      Path.of("../../api-service/src/main/resources/META-INF/openapi.yaml");
  private static final Path JAVA = Path.of("src/main/java/dk/bypuls/client/Contract.java");
  private static final Path TYPE_SCRIPT = Path.of("src/main/typescript/contract.ts");

  @Test
  void theJavaClientSaysWhatTheContractSays() throws IOException {
    assertSame(JAVA, JavaTypes.of(model()));
  }

  @Test
  void theTypeScriptClientSaysWhatTheContractSays() throws IOException {
    assertSame(TYPE_SCRIPT, TypeScriptTypes.of(model()));
  }

  private static Model model() throws IOException {
    try (Reader contract = Files.newBufferedReader(CONTRACT)) {
      return ContractReader.read(new Yaml().load(contract));
    }
  }

  /** The same but for the formatter's work. */
  private static void assertSame(Path file, String made) throws IOException {
    if (Boolean.getBoolean("bypuls.clients.write")) {
      Files.writeString(file, made);
    }
    assertThat(words(Files.readString(file))).isEqualTo(words(made));
  }

  private static String words(String text) {
    return text.replaceAll("(?m)^ *\\*(?!/) ?", "").replaceAll("\\s+|/\\*\\*|\\*/", "");
  }
}
