package dk.bypuls.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.AdminApi.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Registry files in YAML, as a person names them: files, or folders with such files in them. */
public final class RegistryFiles {
  private static final String FILE_NAME = ".*\\.ya?ml";

  private final List<Path> files;

  private RegistryFiles(List<Path> files) {
    this.files = files;
  }

  /** Every registry file at or below these paths, in the order of their names. */
  public static RegistryFiles below(List<Path> paths) {
    List<Path> found = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new PartFailure(path + " does not exist");
      }
      try (Stream<Path> tree = Files.walk(path)) {
        tree.filter(file -> file.equals(path) || isRegistry(file))
            .filter(Files::isRegularFile)
            .sorted()
            .forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + path, e);
      }
    }
    if (found.isEmpty()) {
      throw new PartFailure("no .yaml or .yml files at or below " + paths);
    }
    return new RegistryFiles(List.copyOf(found));
  }

  private static boolean isRegistry(Path file) {
    return file.getFileName().toString().matches(FILE_NAME);
  }

  public int count() {
    return files.size();
  }

  /** Hands all files over as one change, which takes effect as a whole or not at all. */
  public Answer apply(AdminApi api, boolean dryRun) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode list = body.putArray("files");
    for (Path file : files) {
      try {
        list.addObject().put("name", file.toString()).put("text", Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file + " as UTF-8 text", e);
      }
    }
    return api.post("/admin/v1/registry/apply?dryRun=" + dryRun, body);
  }
}
