package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  private static final Position HERE =
      new Position("OycrbhPaRFKjTgGeAXWO1g", new long[] {0, 35, 36, Long.MAX_VALUE, 7, 1});

  @Test
  void readsItsOwnId() {
    // When
    String id = HERE.id();

    // Then
    assertThat(id).startsWith("OycrbhPaRFKjTgGeAXWO1g.0.z.10.");
    assertThat(Position.parse(id)).hasValue(HERE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "topic", "topic.", "topic.-1", "topic.1.x!", ".1.2", "topic.1.."})
  void readsNothingElse(String id) {
    // When
    var parsed = Position.parse(id);

    // Then
    assertThat(parsed).isEmpty();
  }

  @Test
  void neverGoesBack() {
    // Given
    Position other = new Position("OycrbhPaRFKjTgGeAXWO1g", new long[] {5, 1, 1, 1, 1, 1});

    // When
    Position both = HERE.or(other);

    // Then
    assertThat(both.isAtLeast(HERE)).isTrue();
    assertThat(both.isAtLeast(other)).isTrue();
    assertThat(HERE.isAtLeast(other)).isFalse();
    assertThat(HERE.after(1, 10)).isEqualTo(HERE);
    assertThat(HERE.after(1, 35).hasPassed(1, 35)).isTrue();
    assertThat(HERE.hasPassed(1, 35)).isFalse();
  }
}
