package dk.bypuls.aggregator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.policy.Ratio;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The noise is that of the formula, always the same, and of nothing but whole numbers. */
class DiscreteLaplaceTest {

  private static final int DRAWS = 15_000;
  private static final int SIDES = 3;

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "7,3", "10,1", "250,7"})
  void followsTheFormula(long numerator, long denominator) {
    Ratio scale = Ratio.of(numerator, denominator);
    int[] cell = {0};

    double overLimit =
        overLimit(() -> draw("family", "cell " + cell[0]++, scale), numerator, denominator);

    assertThat(overLimit).isLessThan(1);
  }

  /** A test of the test: the mistake that is easiest to make. */
  @Test
  void noticesThatZeroComesTwiceAsOften() {
    int[] cell = {0};

    double overLimit =
        overLimit(
            () -> {
              long drawn = draw("family", "cell " + cell[0]++, Ratio.of(7, 3));
              return drawn == 0 || cell[0] % 8 != 0 ? drawn : 0;
            },
            7,
            3);

    assertThat(overLimit).isGreaterThan(1);
  }

  /** A test of the test: noise of a scale that is a tenth too small. */
  @Test
  void noticesAnotherScale() {
    int[] cell = {0};

    double overLimit = overLimit(() -> draw("family", "cell " + cell[0]++, Ratio.of(9, 1)), 10, 1);

    assertThat(overLimit).isGreaterThan(1);
  }

  /**
   * Noise that was used once is never drawn anew, whatever version of the program does it. If this
   * fails, all that was released could be averaged with what will be: do not change these numbers.
   */
  @Test
  void isTheSameForEver() {
    NoiseKey key = Examples.key("this key is never changed");

    List<Long> drawn =
        IntStream.range(0, 12)
            .mapToObj(i -> DiscreteLaplace.draw(key.bits("family", "cell " + i), Ratio.of(10, 1)))
            .toList();

    assertThat(drawn).containsExactly(GOLDEN);
  }

  private static final Long[] GOLDEN = {
    5L, -3L, 1L, -1L, -1L, -12L, -16L, -2L, 13L, -4L, -9L, -28L
  };

  @Test
  void anotherNameOrKeyIsAnotherDraw() {
    List<List<Long>> kinds =
        List.of(
            draws(i -> draw("family", "cell " + i, Ratio.of(50, 1))),
            draws(i -> draw("family", "cell " + (i + 1), Ratio.of(50, 1))),
            draws(i -> draw("families", "cell " + i, Ratio.of(50, 1))),
            draws(i -> draw("familyc", "ell " + i, Ratio.of(50, 1))),
            draws(
                i ->
                    DiscreteLaplace.draw(
                        Examples.key("another key").bits("family", "cell " + i), Ratio.of(50, 1))));

    for (int one = 0; one < kinds.size(); one++) {
      for (int other = 0; other < one; other++) {
        assertThat(dependence(kinds.get(one), kinds.get(other))).isLessThan(1);
      }
    }
  }

  /** A test of the test. */
  @Test
  void noticesDrawsThatGoTogether() {
    List<Long> draws = draws(i -> draw("family", "cell " + i, Ratio.of(50, 1)));
    List<Long> follower =
        IntStream.range(0, draws.size())
            .mapToObj(i -> i % 4 == 0 ? draws.get(i) : -draws.get((i + 7) % draws.size()))
            .toList();

    assertThat(dependence(draws, follower)).isGreaterThan(1);
  }

  @Test
  void eachNumberBelowABoundIsAsLikely() {
    long[] observed = new long[SIDES];
    KeyedBits bits = Examples.KEY.bits("dice");
    for (int i = 0; i < DRAWS; i++) {
      observed[(int) bits.below(SIDES)]++;
    }

    assertThat(ChiSquare.overLimit(observed, new double[] {5_000, 5_000, 5_000}, SIDES - 1))
        .isLessThan(1);
  }

  private static long draw(String family, String cell, Ratio scale) {
    return DiscreteLaplace.draw(Examples.KEY.bits(family, cell), scale);
  }

  private interface Draw {
    long of(int number);
  }

  private static List<Long> draws(Draw draw) {
    return IntStream.range(0, DRAWS / 5).mapToObj(draw::of).toList();
  }

  /** How far a table of pairs (negative, zero and small, positive) is from that of independence. */
  private static double dependence(List<Long> one, List<Long> other) {
    long[] pairs = new long[SIDES * SIDES];
    double[] ones = new double[SIDES];
    double[] others = new double[SIDES];
    for (int i = 0; i < one.size(); i++) {
      int row = side(one.get(i));
      int column = side(other.get(i));
      pairs[row * SIDES + column]++;
      ones[row]++;
      others[column]++;
    }
    double[] expected = new double[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      expected[i] = ones[i / SIDES] * others[i % SIDES] / one.size();
    }
    return ChiSquare.overLimit(pairs, expected, (SIDES - 1) * (SIDES - 1));
  }

  private static int side(long drawn) {
    return drawn < -20 ? 0 : drawn > 20 ? 2 : 1;
  }

  /** Of draws in bins that each expect 20 at least, the outermost ones without end. */
  private static double overLimit(LongSupplier draw, long numerator, long denominator) {
    double shrink = Math.exp(-(double) denominator / numerator);
    double ofZero = (1 - shrink) / (1 + shrink);
    int most = 0;
    while (DRAWS * ofZero * Math.pow(shrink, most + 1) / (1 - shrink) >= 20 && most < 60) {
      most++;
    }
    long[] observed = new long[2 * most + 1];
    for (int i = 0; i < DRAWS; i++) {
      observed[(int) Math.max(0, Math.min(2L * most, draw.getAsLong() + most))]++;
    }
    double[] expected = new double[observed.length];
    for (int i = 0; i < expected.length; i++) {
      int size = Math.abs(i - most);
      double chance = ofZero * Math.pow(shrink, size);
      expected[i] = DRAWS * (size == most ? chance / (1 - shrink) : chance);
    }
    return ChiSquare.overLimit(observed, expected, expected.length - 1);
  }
}
