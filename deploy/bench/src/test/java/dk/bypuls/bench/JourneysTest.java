package dk.bypuls.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JourneysTest {

  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  private final Journeys journeys = new Journeys();

  @Test
  void countsEachWhoIsToldOnceAndNothingThatWasNotSent() {
    // Given
    journeys.begin(START);

    // When
    journeys.end(
        "data: {\"start\":\"2026-06-01T00:00:00Z\"}\n\ndata: {\"start\":\"2026-06-01T00:01:00Z\"}");
    journeys.end(START);

    // Then
    assertThat(journeys.take()).hasSize(2).allMatch(millis -> millis >= 0);
    assertThat(journeys.take()).isEmpty();
  }
}
