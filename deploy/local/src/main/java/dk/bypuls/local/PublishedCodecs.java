package dk.bypuls.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Payload codecs with their examples in a folder as device repositories have them: {@code
 * VENDOR/…-codec.yaml} names a script beside it and says what becomes of which bytes.
 */
public final class PublishedCodecs {

  private static final String NAMED = "-codec.yaml";
  private static final ObjectMapper JSON = new ObjectMapper();

  private PublishedCodecs() {}

  /**
   * One codec.
   *
   * @param request as {@code /admin/v1/decode} takes it
   * @param examples how each example is called
   */
  public record Published(String vendor, String name, ObjectNode request, List<String> examples) {}

  /** The files that describe codecs, at or below a folder. */
  public static List<Path> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new PartFailure(folder + " is no folder");
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> found =
          tree.filter(file -> file.getFileName().toString().endsWith(NAMED)).sorted().toList();
      if (found.isEmpty()) {
        throw new PartFailure("no …" + NAMED + " is at or below " + folder);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  /**
   * Reads one.
   *
   * @throws PartFailure if it cannot be read; the message says why
   */
  public static Published read(Path file) {
    JsonNode decoder = yaml(file).path("uplinkDecoder");
    Path script = file.resolveSibling(decoder.path("fileName").asText("it names no script"));
    ObjectNode request = JSON.createObjectNode();
    try {
      request.putObject("decoder").putObject("script").put("text", Files.readString(script));
    } catch (IOException e) {
      throw new PartFailure("its script " + script.getFileName() + " cannot be read", e);
    }
    ArrayNode examples = request.putArray("examples");
    List<String> names = new ArrayList<>();
    for (JsonNode example : decoder.path("examples")) {
      examples.add(example(example));
      names.add(example.path("description").asText("example " + (names.size() + 1)));
    }
    String vendor = String.valueOf(script.toAbsolutePath().resolve("..").normalize().getFileName());
    String name = file.getFileName().toString().replace(NAMED, "");
    return new Published(vendor, name, request, names);
  }

  private static ObjectNode example(JsonNode published) {
    ObjectNode example = JSON.createObjectNode();
    JsonNode input = published.path("input");
    JsonNode output = published.path("output");
    StringBuilder hex = new StringBuilder();
    input.path("bytes").forEach(b -> hex.append(HexFormat.of().toHexDigits((byte) b.asInt())));
    example.put("port", input.path("fPort").asInt(1)).put("bytes", hex.toString());
    if (input.hasNonNull("recvTime")) {
      example.put("at", input.path("recvTime").asText());
    }
    if (output.path("errors").isEmpty()) {
      example.set("data", output.path("data"));
    } else {
      example.set("error", output.path("errors").get(0));
    }
    return example;
  }

  private static JsonNode yaml(Path file) {
    LoaderOptions limits = new LoaderOptions();
    DumperOptions unused = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(limits),
            new Representer(unused),
            unused,
            limits,
            new TimesAreTexts());
    try {
      return JSON.valueToTree(yaml.load(Files.readString(file)));
    } catch (IOException | YAMLException e) {
      throw new PartFailure("it cannot be read as YAML", e);
    }
  }

  /** YAML makes times of what looks like one; codecs write them as text. */
  private static final class TimesAreTexts extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
