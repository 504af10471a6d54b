package dk.bypuls.api.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeatsTest {

  private static final Asker ONE = new Asker("one", false);

  private final Seats seats = new Seats(AllowancesTest.limits(3));

  @Test
  void nobodyTakesMoreThanTheirSeats() {
    // When
    boolean first = seats.tryTake(ONE);
    boolean second = seats.tryTake(ONE);
    boolean ofAnother = seats.tryTake(new Asker("another", false));

    // Then
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(ofAnother).isTrue();
  }

  @Test
  void aSeatThatIsGivenBackIsFree() {
    // Given
    seats.tryTake(ONE);

    // When
    seats.giveBack(ONE);

    // Then
    assertThat(seats.tryTake(ONE)).isTrue();
  }
}
