package dk.bypuls.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Flag;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.vocabulary.Kind;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "GAUGE, mean min max stddev first last",
    "AMOUNT, min max sum",
    "COUNTER, first last",
    "DIRECTION, first last",
    "STATE, first last",
    "SOUND, min max first last"
  })
  void saysWhatMakesSenseOfItsKind(Kind kind, String expected) {
    // Given
    Figures figures = new Figures();
    figures.read(1, 10, 1, 0);
    figures.read(2, 13, 2, 0);

    // When
    Statistics statistics = figures.of(kind);

    // Then
    assertThat(Statistic.all().stream().filter(statistics::has).map(Statistic::json))
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(expected.split(" ")));
  }

  @Test
  void doesNotGuessTheSpreadOfOneReading() {
    // Given
    Figures figures = new Figures();
    figures.read(1, 10, 1, 0);

    // When
    Statistics statistics = figures.of(Kind.GAUGE);

    // Then
    assertThat(statistics.has(Statistic.STDDEV)).isFalse();
    assertThat(statistics.get(Statistic.MEAN)).isEqualTo(1000);
  }

  @Test
  void countsDisqualifiedReadingsInTheFlagsOnly() {
    // Given
    Figures figures = new Figures();
    figures.read(1, 10, 1, 0);

    // When
    figures.read(2, 99_999, 2, Hint.IMPLAUSIBLE.bit());

    // Then
    assertThat(figures.count()).isEqualTo(1);
    assertThat(figures.flags()).isEqualTo(Flag.IMPLAUSIBLE.bit());
    assertThat(figures.of(Kind.GAUGE).get(Statistic.MAX)).isEqualTo(10);
  }

  @Test
  void breaksTiesOfTimeByTheReadingsId() {
    // Given
    Figures one = new Figures();
    Figures other = new Figures();
    one.read(1, 5, -1, 0);
    one.read(1, 7, 1, 0);

    // When
    other.read(1, 7, 1, 0);
    other.read(1, 5, -1, 0);

    // Then
    assertThat(one.of(Kind.GAUGE)).isEqualTo(other.of(Kind.GAUGE));
    assertThat(one.of(Kind.GAUGE).get(Statistic.FIRST)).isEqualTo(7);
    assertThat(one.of(Kind.GAUGE).get(Statistic.LAST)).isEqualTo(5);
  }

  @Property
  void wideSumsAreExact(@ForAll List<Long> values) {
    // Given
    WideSum sum = new WideSum();
    WideSum squares = new WideSum();

    // When
    values.forEach(sum::add);
    values.forEach(value -> squares.addSquare(value >> 8));

    // Then
    assertThat(sum.get())
        .isEqualTo(
            values.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add));
    assertThat(squares.get())
        .isEqualTo(
            values.stream()
                .map(value -> BigInteger.valueOf(value >> 8).pow(2))
                .reduce(BigInteger.ZERO, BigInteger::add));
  }

  @ParameterizedTest
  @CsvSource({"2, 2, 4, 141", "5, 0, 0, 0", "3, 6, 14, 100"})
  void spreadIsThatOfASample(int count, long sum, long squares, long expected) {
    // When
    long spread = Spread.of(count, BigInteger.valueOf(sum), BigInteger.valueOf(squares));

    // Then
    assertThat(spread).isEqualTo(expected);
  }
}
