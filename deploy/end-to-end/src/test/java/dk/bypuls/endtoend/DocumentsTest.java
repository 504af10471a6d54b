package dk.bypuls.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dk.bypuls.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there. */
class DocumentsTest {

  private static final Path CHECKOUT = Checkout.find().folder();
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)\\)");
  private static final Pattern CLASS_NAME =
      Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)*)(\\.[a-z]\\w*)?`");
  private static final int README_LINES = 150;

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (Path document : documents()) {
      for (String target : matches(LINK, document, 1)) {
        assertThat(document.resolveSibling(target)).as("link in %s", document).exists();
      }
    }
  }

  @Test
  void everyClassOfTheJourneyExists() throws IOException {
    Set<String> house =
        new ClassFileImporter()
            .importPackages("dk.bypuls").stream()
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());

    Set<String> named = matches(CLASS_NAME, CHECKOUT.resolve("docs/architecture.md"), 1);

    assertThat(named).hasSizeGreaterThan(20);
    assertThat(house).containsAll(named);
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readAllLines(CHECKOUT.resolve("README.md"))).hasSizeLessThan(README_LINES);
  }

  private static Set<String> matches(Pattern pattern, Path document, int group) throws IOException {
    return pattern
        .matcher(Files.readString(document))
        .results()
        .map((MatchResult match) -> match.group(group))
        .collect(Collectors.toSet());
  }

  private static Set<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(CHECKOUT.resolve("docs"))) {
      Set<Path> documents =
          docs.filter(file -> file.toString().endsWith(".md")).collect(Collectors.toSet());
      documents.add(CHECKOUT.resolve("README.md"));
      documents.add(CHECKOUT.resolve("deploy/compose/README.md"));
      return documents;
    }
  }
}
