package dk.bypuls.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowJsonTest {

  private static final Instant PUBLISHED = Instant.parse("2026-03-01T11:15:10.001Z");

  @Test
  void writesACompleteWindowWithItsQuality() {
    String json = WindowJson.write(Samples.correctedWindow(), PUBLISHED);

    assertThat(json)
        .isEqualTo(
            "{\"dataset\":\"havnstrup-air\",\"place\":\"havnstrup-torvet\",\"sensor\":\"havnstrup-air-01\","
                + "\"quantity\":\"air-temperature\",\"unit\":\"Cel\",\"resolution\":\"PT15M\","
                + "\"start\":\"2026-03-01T11:00:00Z\",\"end\":\"2026-03-01T11:15:00Z\",\"status\":\"complete\","
                + "\"revision\":2,\"publishedAt\":\"2026-03-01T11:15:10.001Z\",\"finalAt\":\"2026-03-08T11:15:00Z\","
                + "\"reason\":\"corrected\",\"count\":14,\"expected\":15,\"completeness\":0.933,\"flagged\":3,\"flags\":[\"out-of-range\"],"
                + "\"mean\":-1.2345,\"min\":-1.30,\"max\":0.05,\"stddev\":0.1234,\"first\":-1.30,\"last\":-0.07}");
  }

  @Test
  void aSuppressedWindowSaysNothingButThatItIsProtected() {
    String json = WindowJson.write(Samples.suppressedWindow(), PUBLISHED);

    assertThat(json)
        .contains("\"status\":\"suppressed\"", "\"reason\":\"protected\"")
        .doesNotContain("\"count\"", "expected", "completeness", "\"sum\"", "\"mean\"", "contrib")
        .contains("\"area\":\"havnstrup-havnen\"");
  }

  @Test
  void aProtectedWindowSaysOneValueAndHowFarOffItMayBe() {
    assertThat(WindowJson.write(Samples.protectedWindow(), PUBLISHED))
        .endsWith("\"finalAt\":\"2026-03-01T11:15:00Z\",\"quality\":\"good\",\"sum\":43}")
        .doesNotContain("count\":", "contributors", "flag", "expected", "reason");
  }

  @Test
  void aSumOfProtectedWindowsSaysHowManyItLacks() {
    assertThat(WindowJson.write(Samples.sumOfProtected(), PUBLISHED))
        .endsWith("\"finalAt\":\"2026-03-01T12:00:00Z\",\"leaves\":4,\"withheld\":1,\"sum\":131}");
  }

  @Test
  void aSeriesWithoutIntervalHasNoCompleteness() {
    String json = WindowJson.write(Samples.areaWindow(), PUBLISHED);

    assertThat(json)
        .contains("\"count\":3", "\"sum\":120", "\"contributors\":9")
        .doesNotContain("expected", "completeness", "sensor");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0",
    "0,2,0.00",
    "7,2,0.07",
    "-7,2,-0.07",
    "-1234,2,-12.34",
    "100,0,100",
    "-9223372036854775807,3,-9223372036854775.807"
  })
  void writesPlainDecimals(long scaled, int places, String expected) {
    assertThat(WindowJson.decimal(new StringBuilder(), scaled, places)).hasToString(expected);
  }
}
