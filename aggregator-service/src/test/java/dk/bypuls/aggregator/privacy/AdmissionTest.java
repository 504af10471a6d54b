package dk.bypuls.aggregator.privacy;

import static dk.bypuls.aggregator.privacy.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final List<String> AREAS = List.of("a", "b", "c", "d");

  private final Admission admission = new Admission(Examples.KEY, "lille-people");

  /** Others would be other people to whom has counted already: they are fixed for good. */
  @Test
  void numbersAreTheSameForEver() {
    assertThat(admission.number(TODAY, 77)).isEqualTo(7_754_112_520_226_376_137L);
    assertThat(admission.choose(77, NOON, AREAS, 2)).containsExactly("c", "a");
  }

  @Test
  void aHashHasAnotherNumberInEachFamilyAndOnEachDay() {
    // Given
    Set<Long> numbers = new HashSet<>();

    // When
    numbers.add(admission.number(TODAY, 77));
    numbers.add(admission.number(TODAY, 78));
    numbers.add(admission.number(TODAY.plusDays(1), 77));
    numbers.add(new Admission(Examples.KEY, "lille-other").number(TODAY, 77));

    // Then
    assertThat(numbers).hasSize(4).doesNotContain(77L).allMatch(number -> number >= 0);
  }

  @Test
  void choosesOnlyWhereThereIsNoRoomForAll() {
    assertThat(admission.choose(77, NOON, AREAS, 4)).isEqualTo(AREAS);
    assertThat(admission.choose(77, NOON, AREAS, 0)).isEmpty();
    assertThat(admission.choose(77, NOON, AREAS, -1)).isEmpty();
    assertThat(admission.choose(77, NOON, List.of("d", "b", "c", "a"), 3))
        .isEqualTo(admission.choose(77, NOON, AREAS, 3))
        .hasSize(3);
  }

  /** One of four areas is chosen as often as the others, over many contributors. */
  @Test
  void noAreaComesFirstForAll() {
    for (String area : AREAS) {
      long first = 0;
      for (long number = 0; number < 4_000; number++) {
        first += admission.choose(number, NOON, AREAS, 1).contains(area) ? 1 : 0;
      }
      assertThat(first).as(area).isBetween(860L, 1_140L);
    }
  }
}
