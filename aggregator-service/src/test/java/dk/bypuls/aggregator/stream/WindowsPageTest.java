package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/windows.md says is so. */
class WindowsPageTest {

  private static final Path CHECKOUT = Checkout.find().folder();
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

  @Test
  void itsExampleIsWhatTheTopologyMakes(@TempDir Path state) throws IOException {
    // Given
    Registry town =
        new Town()
            .profile("lille-weather", Duration.ofMinutes(10))
            .sensor("lille-a", "lille-weather", Town.at("lille-torv"))
            .dataset(
                "lille-air",
                PrivacyClass.OPEN,
                "lille-weather",
                Duration.ofDays(7),
                Instant.EPOCH,
                "air-temperature")
            .registry();
    Instant completed = at("2026-06-01T10:15:10Z");

    // When
    String json;
    try (TestStream stream = new TestStream(state, town)) {
      for (List<String> told :
          List.of(
              List.of("2026-06-01T10:00:59Z", "-3.50"), List.of("2026-06-01T10:10:59Z", "-2.25"))) {
        Instant time = at(told.get(0));
        stream.reading(time, "lille-a", "air-temperature", told.get(1), time);
      }
      stream.tick(completed);
      json = WindowJson.write(stream.windows(Topics.WINDOWS, Resolution.PT15M).get(0), completed);
    }

    // Then
    assertThat(page()).contains(json);
  }

  @Test
  void everyTestThatItNamesExists() throws IOException {
    Set<String> named =
        TEST.matcher(page()).results().map(it -> it.group(1)).collect(Collectors.toSet());

    assertThat(named).hasSizeGreaterThan(10);
    assertThat(sources()).containsAll(named);
  }

  private static String page() throws IOException {
    return Files.readString(CHECKOUT.resolve("docs/windows.md"));
  }

  private static Set<String> sources() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String room : List.of("events", "aggregator-service", "api-service")) {
      try (Stream<Path> files = Files.walk(CHECKOUT.resolve(room).resolve("src/test/java"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .map(name -> name.substring(0, name.length() - ".java".length()))
            .forEach(names::add);
      }
    }
    return names;
  }
}
