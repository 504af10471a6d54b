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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Registry files as a person names them: YAML, tables of sensors (CSV, XLSX), or folders with such
 * files in them. The scripts that YAML names go with it.
 */
public final class RegistryFiles {
  private static final Pattern YAML = Pattern.compile("(?i).*\\.ya?ml");
  private static final Pattern TABLE = Pattern.compile("(?i).*\\.(csv|xlsx)");
  private static final Pattern SCRIPT = Pattern.compile("(?i).*\\.js");

  /** A line, or a part of one, such as {@code file: codecs/level.js}. */
  private static final Pattern NAMED_SCRIPT =
      Pattern.compile("(?m)(?:^|[\\s{,])file:[ \\t]*[\"']?([^\"'\\s,}#]+\\.js)\\b");

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
      throw new PartFailure("no .yaml, .yml, .csv or .xlsx files at or below " + paths);
    }
    return new RegistryFiles(List.copyOf(new LinkedHashSet<>(withScripts(found))));
  }

  private static boolean isRegistry(Path file) {
    return is(YAML, file) || is(TABLE, file);
  }

  private static boolean is(Pattern kind, Path file) {
    return kind.matcher(file.getFileName().toString()).matches();
  }

  private static List<Path> withScripts(List<Path> files) {
    List<Path> all = new ArrayList<>(files);
    for (Path file : files) {
      if (is(YAML, file)) {
        scriptsOf(file).forEach(all::add);
      }
    }
    return all;
  }

  /** The scripts that a file names, in its own folder or below: a file cannot fetch others. */
  private static List<Path> scriptsOf(Path yaml) {
    Path folder = yaml.toAbsolutePath().normalize().getParent();
    List<Path> scripts = new ArrayList<>();
    Matcher named = NAMED_SCRIPT.matcher(text(yaml));
    while (named.find()) {
      Path script = yaml.resolveSibling(named.group(1)).normalize();
      if (script.toAbsolutePath().normalize().startsWith(folder) && Files.isRegularFile(script)) {
        scripts.add(script);
      }
    }
    return scripts;
  }

  public int count() {
    return files.size();
  }

  /** Hands all files over as one change, which takes effect as a whole or not at all. */
  public Answer apply(AdminApi api, boolean dryRun) {
    return apply(api, dryRun, "");
  }

  /** The same, and says why. */
  public Answer apply(AdminApi api, boolean dryRun, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!message.isEmpty()) {
      body.put("message", message);
    }
    ArrayNode list = body.putArray("files");
    for (Path file : files) {
      ObjectNode sent = list.addObject().put("name", file.toString());
      if (is(TABLE, file) || is(SCRIPT, file)) {
        sent.put("data", bytes(file)); // how it is encoded is found out there
      } else {
        sent.put("text", text(file));
      }
    }
    return api.post("/admin/v1/registry/apply?dryRun=" + dryRun, body);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " as UTF-8 text", e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
