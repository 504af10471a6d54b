package dk.bypuls.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

  private static final long LAST = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2024-02-29T23:59:59.001Z",
        "2026-10-25T01:00:00.090Z",
        "2026-06-01T07:08:09.000001Z",
        "9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z"
      })
  void isAsThePlatformWritesIt(String written) {
    // When
    String text = InstantText.append(new StringBuilder(), Instant.parse(written)).toString();

    // Then
    assertThat(text).isEqualTo(written);
  }

  @Test
  void isSoAnyTime() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      Instant instant = Instant.ofEpochMilli(random.nextLong(LAST));
      assertThat(InstantText.append(new StringBuilder(), instant)).hasToString(instant.toString());
    }
  }
}
