package dk.bypuls.api.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A contract, as it is written in a file of this program. */
final class ContractFile {

  private ContractFile() {}

  static Map<String, Object> read(String resource) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    try (InputStream text =
        Objects.requireNonNull(
            ContractFile.class.getClassLoader().getResourceAsStream(resource), resource)) {
      return new Yaml(new SafeConstructor(options)).load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
