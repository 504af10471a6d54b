package dk.bypuls.ingest.hostile;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dk.bypuls.events.registry.WrittenTimes;
import dk.bypuls.ingest.format.Times;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.WrittenTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that take no room to write and memory without end to reckon with, as times. */
@Timeout(20)
class HostileTimesTest {

  private static final Instant MESSAGE = Instant.parse("2026-11-21T09:15:33Z");

  static List<@Nullable String> formats() {
    List<@Nullable String> formats = new ArrayList<>(WrittenTimes.FORMATS);
    formats.add(null);
    return formats;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void costNothingToRefuse(@Nullable String format) {
    WrittenTime times = WrittenTime.of(format, "Europe/Copenhagen");
    for (String number :
        List.of("1e99999999", "1e-99999999", "-1e-99999999", "0e-2147483647", "1.5e-2147483640")) {
      JsonNode written = DecimalNode.valueOf(new BigDecimal(number));

      // When
      assertThatCode(() -> orRejection(times, written))
          // Then
          .as("%s as %s", number, format)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e99999999", "1e-99999999", "0e-2147483647", "1000000000.5e0", "-1e2147483647"})
  void costNothingToRefuseInAnyFormat(String number) {
    assertThatCode(() -> orRejection(DecimalNode.valueOf(new BigDecimal(number))))
        .doesNotThrowAnyException();
    assertThatCode(() -> orRejection(TextNode.valueOf(number))).doesNotThrowAnyException();
  }

  private static Duration orRejection(WrittenTime times, JsonNode written) {
    try {
      return Duration.between(times.read(written, MESSAGE, "/time"), MESSAGE);
    } catch (Rejection expected) {
      return Duration.ZERO;
    }
  }

  private static Duration orRejection(JsonNode written) {
    try {
      return Duration.between(Times.read(written, "/time"), MESSAGE);
    } catch (Rejection expected) {
      return Duration.ZERO;
    }
  }
}
