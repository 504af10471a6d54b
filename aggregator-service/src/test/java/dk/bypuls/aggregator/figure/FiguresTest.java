package dk.bypuls.aggregator.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.bypuls.aggregator.series.Observation;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.vocabulary.Quantities;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  private static final long HOUR = 3_600_000;

  private static final List<String> ONE_OF_EACH_KIND =
      List.of(
          "air-temperature",
          "rain-amount",
          "rain-total",
          "wind-direction",
          "door-open",
          "sound-level");

  private static Nature nature(String quantity) {
    return new Nature(Quantities.of(quantity), HOUR, Nature.NO_WRAP);
  }

  private static Figures figures(String quantity, long... values) {
    return figures(nature(quantity), values);
  }

  /** A reading each minute. */
  private static Figures figures(Nature nature, long... values) {
    Figures figures = Figures.of(nature, 0, HOUR);
    for (int minute = 0; minute < values.length; minute++) {
      figures.read(minute * 60_000L, values[minute], minute, 0);
    }
    return figures;
  }

  @ParameterizedTest
  @CsvSource({
    "air-temperature, mean min max stddev first last p05 p50 p95",
    "rain-amount, min max sum",
    "rain-total, first last delta",
    "wind-direction, mean stddev first last",
    "door-open, first last share known",
    "sound-level, min max first last leq l10 l90"
  })
  void saysWhatMakesSenseOfItsKind(String quantity, String expected) {
    // Given
    Figures figures = figures(quantity, 10, 13);

    // When
    Statistics statistics = figures.statistics();

    // Then
    assertThat(Statistic.all().stream().filter(statistics::has).map(Statistic::json))
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(expected.split(" ")));
  }

  @Test
  void doesNotGuessTheSpreadOfOneReading() {
    // When
    Statistics statistics = figures("air-temperature", 10).statistics();

    // Then
    assertThat(statistics.has(Statistic.STDDEV)).isFalse();
    assertThat(statistics.get(Statistic.MEAN)).isEqualTo(1000);
  }

  @Test
  void countsDisqualifiedReadingsApart() {
    // Given
    Figures figures = figures("air-temperature", 10);

    // When
    figures.read(2, 99_999, 2, Hint.IMPLAUSIBLE.bit());

    // Then
    assertThat(figures.count()).isEqualTo(1);
    assertThat(figures.flagged()).isEqualTo(1);
    assertThat(figures.flags()).isEqualTo(Flag.IMPLAUSIBLE.bit());
    assertThat(figures.statistics().get(Statistic.MAX)).isEqualTo(10);
  }

  @Test
  void breaksTiesOfTimeByTheReadingsId() {
    // Given
    Figures one = Figures.of(nature("air-temperature"), 0, HOUR);
    Figures other = Figures.of(nature("air-temperature"), 0, HOUR);
    one.read(1, 5, -1, 0);
    one.read(1, 7, 1, 0);

    // When
    other.read(1, 7, 1, 0);
    other.read(1, 5, -1, 0);

    // Then
    assertThat(one.statistics()).isEqualTo(other.statistics());
    assertThat(one.statistics().get(Statistic.FIRST)).isEqualTo(7);
    assertThat(one.statistics().get(Statistic.LAST)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "'100 105 130', 0, 30, false, what it grew",
    "'100 105 3 10', 0, 15, true, after a fall from zero",
    "'990 5', 1000, 15, false, over the wrap",
    "'400 5', 1000, 5, true, the wrap does not explain it",
    "'7', 0, , false, one reading says nothing"
  })
  void countersGrow(String values, String wrap, String delta, boolean reset, String why) {
    // Given
    Nature nature = new Nature(Quantities.of("rain-total"), HOUR, Long.parseLong(wrap));
    long[] readings = Arrays.stream(values.split(" ")).mapToLong(Long::parseLong).toArray();

    // When
    Figures figures = figures(nature, readings);

    // Then
    assertThat(figures.statistics().find(Statistic.DELTA).stream().mapToObj(Long::toString))
        .as(why)
        .isEqualTo(delta == null ? List.of().stream().toList() : List.of(delta));
    assertThat(Flag.of(figures.flags()).contains(Flag.COUNTER_RESET)).as(why).isEqualTo(reset);
  }

  @Test
  void counterGrowsFromWhatWasLastHeardBefore() {
    // Given
    Figures figures = Figures.of(nature("rain-total"), HOUR, 2 * HOUR);
    figures.carry(new Observation(HOUR - 1, 40, 1, 0));

    // When
    figures.read(HOUR + 1, 42, 2, 0);

    // Then
    assertThat(figures.statistics().get(Statistic.DELTA)).isEqualTo(2);
  }

  @Test
  void counterDoesNotGrowAcrossAReplacement() {
    // Given
    Nature replaced = new Nature(Quantities.of("rain-total"), HOUR, 0, 90_000);

    // When
    Figures figures = figures(replaced, 10, 12, 9_000, 9_001);

    // Then
    assertThat(figures.statistics().get(Statistic.DELTA)).isEqualTo(3);
    assertThat(figures.flags()).isZero();
  }

  @Test
  void statesHoldUntilTheNextReadingButNotForEver() {
    // Given
    Nature nature = new Nature(Quantities.of("door-open"), 10 * 60_000, 0);
    Figures figures = Figures.of(nature, 0, HOUR);
    figures.carry(new Observation(-60_000, 1, 1, 0));

    // When: open for 6 of the first minutes, closed for 10, then nobody knows
    figures.read(6 * 60_000, 0, 2, 0);

    // Then
    assertThat(figures.statistics().get(Statistic.SHARE)).isEqualTo(3750);
    assertThat(figures.statistics().get(Statistic.KNOWN)).isEqualTo(2667);
  }

  @Test
  void runningStatesAreKnownUntilNow() {
    // Given
    Figures figures = Figures.running(nature("door-open"), 0, HOUR);

    // When
    figures.read(0, 1, 1, 0);

    // Then
    Statistics early = figures.statistics(6 * 60_000);
    assertThat(early.get(Statistic.SHARE)).isEqualTo(10_000);
    assertThat(early.get(Statistic.KNOWN)).isEqualTo(10_000);
  }

  @Test
  void runningGaugesSayNoPercentiles() {
    // Given
    Figures figures = Figures.running(nature("air-temperature"), 0, HOUR);

    // When
    figures.read(0, 1, 1, 0);

    // Then
    assertThat(figures.statistics(1).has(Statistic.MEAN)).isTrue();
    assertThat(figures.statistics(1).has(Statistic.P50)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'350 10', 0, 1003",
    "'90', 9000, ",
    "'0 180', , ",
    "'359 359 358', 35867, 47",
    "'10 20 30', 2000, 818"
  })
  void directionsMeetAroundNorth(String values, String mean, String spread) {
    // Given
    long[] readings = Arrays.stream(values.split(" ")).mapToLong(Long::parseLong).toArray();

    // When
    Statistics statistics = figures("wind-direction", readings).statistics();

    // Then
    assertThat(text(statistics, Statistic.MEAN)).isEqualTo(mean);
    assertThat(text(statistics, Statistic.STDDEV)).isEqualTo(spread);
  }

  @Test
  void soundIsAveragedByItsEnergy() {
    // When: 50 dB for nine tenths of the time, 70 dB for one tenth
    Statistics statistics =
        figures("sound-level", 500, 500, 500, 500, 500, 500, 500, 500, 500, 700).statistics();

    // Then
    assertThat(statistics.get(Statistic.LEQ)).isEqualTo(60_374);
    assertThat(statistics.get(Statistic.L90)).isEqualTo(500);
    assertThat(statistics.get(Statistic.L10)).isEqualTo(500);
    assertThat(statistics.get(Statistic.MAX)).isEqualTo(700);
  }

  @Test
  void percentilesAreReadingsByNearestRank() {
    // Given
    long[] oneToHundred = new long[100];
    Arrays.setAll(oneToHundred, i -> 100 - i);

    // When
    Statistics statistics = figures("air-temperature", oneToHundred).statistics();

    // Then
    assertThat(statistics.get(Statistic.P05)).isEqualTo(5);
    assertThat(statistics.get(Statistic.P50)).isEqualTo(50);
    assertThat(statistics.get(Statistic.P95)).isEqualTo(95);
  }

  private static @Nullable String text(Statistics statistics, Statistic statistic) {
    return statistics.has(statistic) ? Long.toString(statistics.get(statistic)) : null;
  }

  @Property
  void theOrderDoesNotShow(
      @ForAll("kinds") String quantity,
      @ForAll @Size(max = 40) List<@LongRange(min = 0, max = 900) Long> values,
      @ForAll Random random) {
    // Given
    List<Integer> order = new ArrayList<>();
    Figures sorted = Figures.of(nature(quantity), 0, HOUR);
    for (int i = 0; i < values.size(); i++) {
      order.add(i);
      sorted.read(i / 2 * 60_000L, values.get(i), i, 0);
    }
    Collections.shuffle(order, random);

    // When
    Figures shuffled = Figures.of(nature(quantity), 0, HOUR);
    order.forEach(i -> shuffled.read(i / 2 * 60_000L, values.get(i), i, 0));

    // Then
    assertThat(shuffled.statistics()).isEqualTo(sorted.statistics());
    assertThat(shuffled.flags()).isEqualTo(sorted.flags());
  }

  @Property
  void coarserFiguresAreThoseOfAllReadingsTogether(
      @ForAll("kinds") String quantity,
      @ForAll @NotEmpty List<@LongRange(min = 0, max = 900) Long> values,
      @ForAll @IntRange(min = 0, max = 60) int cut) {
    // Given
    Nature nature = nature(quantity);
    Figures whole = Figures.of(nature, 0, HOUR);
    long middle = cut * 60_000L;
    Figures before = Figures.of(nature, 0, middle);
    Figures after = Figures.of(nature, middle, HOUR);
    Observation last = null;
    for (int i = 0; i < Math.min(60, values.size()); i++) {
      long at = i * 60_000L;
      whole.read(at, values.get(i), i, 0);
      (at < middle ? before : after).read(at, values.get(i), i, 0);
      last = at < middle ? new Observation(at, values.get(i), i, 0) : last;
    }
    if (last != null) {
      after.carry(last);
    }

    // When
    Figures merged = Figures.merged(nature);
    merged.add(Figures.of(nature, before.toBytes()));
    merged.add(after);

    // Then
    assertThat(merged.count()).isEqualTo(whole.count());
    assertThat(merged.flags()).isEqualTo(whole.flags());
    for (Statistic statistic : Statistic.all()) {
      boolean percentile =
          List.of(Statistic.P05, Statistic.P50, Statistic.P95, Statistic.L10, Statistic.L90)
              .contains(statistic);
      if (!percentile) {
        assertThat(text(merged.statistics(), statistic))
            .as(statistic.json())
            .isEqualTo(text(whole.statistics(), statistic));
      } else if (whole.statistics().has(statistic)) {
        long exact = whole.statistics().get(statistic);
        assertThat((double) merged.statistics().get(statistic))
            .isCloseTo((double) exact, within(Math.abs(exact) / 128.0));
      }
    }
  }

  @Provide
  Arbitrary<String> kinds() {
    return Arbitraries.of(ONE_OF_EACH_KIND);
  }

  @Property
  void bucketsAreNarrowAndInOrder(@ForAll long one, @ForAll long other) {
    // When
    long middle = Bucket.middle(Bucket.of(one));

    // Then
    assertThat(Math.abs((double) middle - one)).isLessThanOrEqualTo(Math.abs((double) one) / 128);
    assertThat(Integer.signum(Integer.compare(Bucket.of(one), Bucket.of(other))))
        .isIn(0, Long.signum(Long.compare(one, other)));
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
