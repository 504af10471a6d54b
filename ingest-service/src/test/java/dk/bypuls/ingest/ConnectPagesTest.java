package dk.bypuls.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.registry.SourceFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the pages in docs/connect against the formats that there are. */
class ConnectPagesTest {

  private static final Path PAGES = Path.of("..", "docs", "connect");
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");
  private static final Pattern FORMAT = Pattern.compile("(?m)^ *format: *([^ \\n#]+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+\\.md)");

  private static Map<String, String> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString(),
                  ConnectPagesTest::text,
                  (one, other) -> one,
                  TreeMap::new));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nameEveryFormat() throws IOException {
    // When
    String all = String.join("\n", pages().values());

    // Then
    assertThat(SourceFormat.ids())
        .allSatisfy(format -> assertThat(all).contains("`" + format + "`"));
  }

  @Test
  void showKnownFormatsOnly() throws IOException {
    pages()
        .forEach(
            (name, page) -> {
              List<String> formats =
                  YAML.matcher(page)
                      .results()
                      .flatMap(block -> FORMAT.matcher(block.group(1)).results())
                      .map(found -> found.group(1))
                      .toList();
              assertThat(SourceFormat.ids()).as(name).containsAll(formats);
            });
  }

  @Test
  void areAllInTheTableAndLinkToPagesThatAre() throws IOException {
    // When
    Map<String, String> pages = pages();

    // Then
    String table = pages.get("README.md");
    assertThat(table).isNotNull();
    pages.forEach(
        (name, page) -> {
          if (!name.equals("README.md")) {
            assertThat(table).contains("(" + name + ")");
          }
          assertThat(LINK.matcher(page).results().map(link -> link.group(1)))
              .as(name)
              .allSatisfy(link -> assertThat(PAGES.resolve(link)).exists());
        });
  }
}
