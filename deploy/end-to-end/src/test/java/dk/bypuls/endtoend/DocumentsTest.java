package dk.bypuls.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dk.bypuls.local.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
  private static final Pattern METRIC = Pattern.compile("\"(bypuls[.][a-z]+[.][a-z.]*[a-z])\"");
  private static final Pattern TOLD_METRIC = Pattern.compile("`(bypuls_[a-z]+_[a-z_]+)");
  private static final Pattern ASKED_METRIC = Pattern.compile("bypuls_[a-z_]+");
  private static final int SOURCES_DEPTH = 12;
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
  void everyMetricIsOnItsPageAndNoOther() throws IOException {
    // Given
    Set<String> made = new TreeSet<>();
    for (Path source : sourcesThatCount()) {
      matches(METRIC, source, 1).forEach(name -> made.add(name.replace('.', '_')));
    }

    // When
    Set<String> told = matches(TOLD_METRIC, CHECKOUT.resolve("docs/metrics.md"), 1);

    // Then
    assertThat(made).hasSizeGreaterThan(30).allMatch(name -> isStartOf(name, told));
    assertThat(told).allMatch(name -> made.stream().anyMatch(name::startsWith));
  }

  @Test
  void theDashboardsAskForMetricsThatAreThere() throws IOException {
    // When
    Set<String> asked =
        matches(ASKED_METRIC, CHECKOUT.resolve("deploy/grafana/dashboards/services.json"), 0);

    // Then
    assertThat(asked).hasSizeGreaterThan(10);
    assertThat(matches(TOLD_METRIC, CHECKOUT.resolve("docs/metrics.md"), 1)).containsAll(asked);
  }

  private static boolean isStartOf(String name, Set<String> names) {
    return names.stream().anyMatch(each -> each.startsWith(name));
  }

  private static List<Path> sourcesThatCount() throws IOException {
    try (Stream<Path> files = Files.walk(CHECKOUT, SOURCES_DEPTH)) {
      return files
          .filter(file -> file.toString().matches(".*-service/src/main/java/.*[.]java"))
          .filter(DocumentsTest::counts)
          .toList();
    }
  }

  private static boolean counts(Path source) {
    try {
      return Files.readString(source).contains("import io.micrometer.core.instrument");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      documents.add(CHECKOUT.resolve("deploy/clients/README.md"));
      documents.add(CHECKOUT.resolve("deploy/grafana/README.md"));
      return documents;
    }
  }
}
