package dk.bypuls.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.local.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the documentation tells developers to type, taken from the page and run as it stands. */
final class Snippets {

  private static final Pattern BLOCK =
      Pattern.compile("^```(sh|python|js|r)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final int PATIENCE_SECONDS = 30;

  /** How each language is run; what follows is the file. */
  private static final Map<String, List<String>> RUN =
      Map.of(
          "sh", List.of("sh", "-e"),
          "python", List.of("python3"),
          "js", List.of("node", "--input-type=module", "-"),
          "r", List.of("Rscript"));

  private final Path folder;

  Snippets(Path folder) {
    this.folder = folder;
    try {
      Files.writeString(folder.resolve(".curlrc"), "fail\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A snippet.
   *
   * @param language as the page has it
   */
  record Snippet(String language, String text) {

    Snippet about(TestCity city, String dataset) {
      return new Snippet(
          language,
          text.replace("http://127.0.0.1:8080/", city.api("/").toString())
              .replace("havnstrup-weather", dataset));
    }

    boolean isRunnable() {
      String program = run(language).get(0);
      String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
      return Stream.of(path.split(":", -1))
          .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }
  }

  private static List<String> run(String language) {
    return Objects.requireNonNull(RUN.get(language), language);
  }

  /** All of a page, in order. */
  static List<Snippet> of(String page) throws IOException {
    String text = Files.readString(Checkout.find().folder().resolve(page));
    return BLOCK
        .matcher(text)
        .results()
        .map(block -> new Snippet(block.group(1), block.group(2)))
        .toList();
  }

  /** What it printed; fails when it failed. */
  String run(Snippet snippet) {
    Path script = written(snippet.text());
    return printed(command(snippet, script), script, snippet.text());
  }

  /** What a program printed that takes in what is in that folder of ours. */
  String runTypeScript(String program, String library) {
    Path checkout = Checkout.find().folder();
    Path bundle = folder.resolve("program.mjs");
    String esbuild = checkout.resolve("api-service/src/main/webui/node_modules/.bin/esbuild") + "";
    Path input = written(program.replace("\"./", "\"" + checkout.resolve(library) + "/"));
    printed(
        List.of(
            esbuild,
            "--loader=ts",
            "--bundle",
            "--format=esm",
            "--platform=node",
            "--outfile=" + bundle),
        input,
        program);
    return printed(List.of("node", bundle.toString()), input, program);
  }

  private Path written(String text) {
    try {
      return Files.writeString(Files.createTempFile(folder, "snippet", ""), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String printed(List<String> command, Path input, String text) {
    try {
      Path output = Files.createTempFile(folder, "snippet", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile());
      // There it is told to fail where it is refused.
      builder.environment().put("CURL_HOME", folder.toString());
      Process process = builder.start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String printed = Files.readString(output);
      assertThat(ended).as("ended:%n%s%n%s", text, printed).isTrue();
      assertThat(process.exitValue()).as("%s%n%s", text, printed).isZero();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Node reads modules from its input alone; the others are told the file. */
  private static List<String> command(Snippet snippet, Path script) {
    List<String> run = run(snippet.language());
    return run.contains("-")
        ? run
        : Stream.concat(run.stream(), Stream.of(script.toString())).toList();
  }
}
