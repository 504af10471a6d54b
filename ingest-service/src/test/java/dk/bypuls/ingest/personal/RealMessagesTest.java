package dk.bypuls.ingest.personal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the systems that we read from really write holds nothing that would be caught. */
class RealMessagesTest {

  @Test
  void passUntouched() throws IOException {
    // Given
    List<Path> samples;
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
      samples = files.filter(file -> file.toString().endsWith(".json")).toList();
    }

    // When
    assertThat(samples).hasSizeGreaterThan(30);

    // Then
    for (Path sample : samples) {
      byte[] body = Files.readAllBytes(sample);
      JsonNode document = new ObjectMapper().readTree(body);
      assertThat(PersonalData.in(document)).as(sample.toString()).isNull();
      assertThat(Redaction.of(body)).as(sample.toString()).isSameAs(body);
    }
  }
}
