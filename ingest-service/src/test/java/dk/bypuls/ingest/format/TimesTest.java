package dk.bypuls.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.ingest.intake.Rejection;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static Instant read(String json) throws Exception {
    JsonNode written = JSON.readTree(json);
    return Times.read(written, "/time");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"2026-01-31T12:00:00Z\"', 2026-01-31T12:00:00Z",
    "'\"2026-01-31t12:00:00.5z\"', 2026-01-31T12:00:00.500Z",
    "'\"2026-01-31 12:00:00.123456789+00:00\"', 2026-01-31T12:00:00.123Z",
    "'\"2026-01-31T12:00:00,999+0100\"', 2026-01-31T11:00:00.999Z",
    "'\"2026-01-01T00:30:00+02\"', 2025-12-31T22:30:00Z",
    "'\"2024-02-29T23:59:59-05:30\"', 2024-03-01T05:29:59Z",
    "'\"2026-01-31T12:00Z\"', 2026-01-31T12:00:00Z",
    "'\"2016-12-31T23:59:60Z\"', 2016-12-31T23:59:59Z",
    "1769860800, 2026-01-31T12:00:00Z",
    "1769860800.25, 2026-01-31T12:00:00.250Z",
    "1769860800123, 2026-01-31T12:00:00.123Z",
    "'\"1769860800\"', 2026-01-31T12:00:00Z"
  })
  void readsTimesThatCanOnlyMeanOneInstant(String json, Instant instant) throws Exception {
    assertThat(read(json)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-01-31T12:00:00\"",
        "\"2026-01-31\"",
        "\"31.01.2026 12:00\"",
        "\"2026-02-29T12:00:00Z\"",
        "\"2026-13-01T12:00:00Z\"",
        "\"2026-01-31T24:00:00Z\"",
        "\"2026-01-31T12:60:00Z\"",
        "\"2026-01-31T12:00:00.Z\"",
        "\"2026-01-31T12:00:00+1\"",
        "\"2026-01-31T12:00:00+01:60\"",
        "\"2026-01-31T12:00:00+25:00\"",
        "\"2026-01-31T12:00:00Zulu\"",
        "\"0000-01-31T12:00:00Z\"",
        "\"\"",
        "12345678",
        "99999999999",
        "17698608001234567",
        "-1769860800",
        "1e999",
        "true",
        "{}"
      })
  void refusesTimesThatCouldMeanAnything(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("/time");
  }

  @Test
  void agreesWithThePlatform() {
    for (long seconds = -10_000_000_000L; seconds < 10_000_000_000L; seconds += 86_393_777) {
      String text = OffsetDateTime.parse("1970-01-01T00:00:00Z").plusSeconds(seconds).toString();
      assertThat(Times.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }
  }
}
