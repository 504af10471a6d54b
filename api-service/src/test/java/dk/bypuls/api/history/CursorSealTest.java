package dk.bypuls.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CursorSealTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.123Z");

  private final CursorSeal seal = new CursorSeal("secret");

  @Test
  void opensWhatItSealed() {
    // Given
    Cursor open = cursor(null, null);
    Cursor bounded = cursor(NOW, NOW.plusSeconds(1));

    // When
    String written = seal.seal(bounded);

    // Then
    assertThat(seal.open(written)).hasValue(bounded);
    assertThat(seal.open(seal.seal(open))).hasValue(open);
    assertThat(written).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void refusesEveryOtherText() {
    // Given
    String written = seal.seal(cursor(null, NOW));

    // When
    for (int i = 0; i < written.length() - 1; i++) {
      char other = written.charAt(i) == 'A' ? 'B' : 'A';
      Optional<Cursor> opened =
          seal.open(written.substring(0, i) + other + written.substring(i + 1));

      // Then
      assertThat(opened).isEmpty();
    }
    assertThat(seal.open("")).isEmpty();
    assertThat(seal.open("%%%")).isEmpty();
    assertThat(seal.open("A".repeat(5000))).isEmpty();
    assertThat(new CursorSeal("other").open(written)).isEmpty();
  }

  private static Cursor cursor(Instant to, Instant asOf) {
    Cursor.Key key = new Cursor.Key(NOW, "torvet", "air-1", "pm10", "");
    return new Cursor("1.2", -42, NOW, to, asOf, new Horizon(7, to, null), key, 42);
  }
}
