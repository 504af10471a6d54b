package dk.bypuls.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.privacy.Admission;
import dk.bypuls.aggregator.privacy.Distinct;
import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.privacy.TooMany;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class SightingBookTest {

  private static final Instant NOON = Instant.parse("2026-06-01T10:00:00Z");
  private static final Instant NEXT = NOON.plus(Duration.ofMinutes(15));
  private static final Instant TOMORROW = Instant.parse("2026-06-01T22:00:00Z");
  private static final OptionalInt TWO = OptionalInt.of(2);
  private static final byte TABLE = 23;
  private static final int SERIES = 4;

  private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("areas").get();
  private final Admission admission = admission();

  private static Admission admission() {
    Rules rules =
        new Rules(
            GroupUnit.HASH,
            5,
            500,
            new Noise(Ratio.of(1, 1), 1),
            1,
            null,
            Duration.ZERO,
            Set.of(),
            false,
            null);
    Grain grain = new Grain("by-visitors/100m", 2, Resolution.PT15M);
    return new Engine(
            PolicyHistory.of(new Policy("by-visitors", 1, Instant.EPOCH, grain, rules)),
            new NoiseKey(new byte[NoiseKey.BYTES]))
        .admission();
  }

  private LeafCounts count(SightingBook book, Instant start) {
    return book.count(SERIES, start, admission, TWO);
  }

  private long rows() {
    long rows = 0;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      for (; all.hasNext(); all.next()) {
        rows++;
      }
    }
    return rows;
  }

  /** More than are read in one piece, so that one ends in the middle. */
  @Test
  void countsManyInPieces() {
    // Given
    SightingBook book = new SightingBook(store, TABLE);
    for (long number = 0; number < 8_000; number++) {
      book.add(SERIES, NOON, number, "a/");
      book.add(SERIES, NOON, number, number % 2 == 0 ? "b/" : "a/");
      book.add(SERIES, NOON, number, "c/");
    }

    // When
    LeafCounts counts = count(book, NOON);

    // Then each is in two of the areas in which it was, and none comes first
    long a = counts.byLevel().getOrDefault("a/", 0L);
    long b = counts.byLevel().getOrDefault("b/", 0L);
    long c = counts.byLevel().getOrDefault("c/", 0L);
    assertThat(a + b + c).isEqualTo(16_000);
    assertThat(b).isBetween(2_500L, 2_850L);
    assertThat(c).isBetween(6_500L, 6_850L);
    // Of each there is how often it counts; of the leaf and of the day a row.
    assertThat(rows()).isEqualTo(8_002);
  }

  @Test
  void whatIsCountedStaysCounted() {
    // Given
    SightingBook book = new SightingBook(store, TABLE);
    book.add(SERIES, NOON, 1, "a/");
    LeafCounts first = count(book, NOON);

    // When
    book.add(SERIES, NOON, 2, "a/");

    // Then
    assertThat(count(new SightingBook(store, TABLE), NOON))
        .isEqualTo(first)
        .extracting(counts -> counts.of("a/"), counts -> counts.of("b/"))
        .containsExactly(new Distinct(1), new Distinct(0));
  }

  /** Were some left out, one of them would change where another counts. */
  @Test
  void aDayWithMoreThanAreCountedIsWithheldFromThereOn() {
    // Given
    SightingBook book = new SightingBook(store, TABLE, 10);
    for (long number = 0; number < 6; number++) {
      book.add(SERIES, NOON, number, "a/");
      book.add(SERIES, NEXT, number, "a/");
    }
    for (long number = 0; number < 50; number++) {
      book.add(SERIES, TOMORROW, number, "a/");
    }
    long held = rows();

    // When
    LeafCounts inTime = count(book, NOON);
    LeafCounts tooMany = count(book, NEXT);
    LeafCounts after = count(book, NEXT.plus(Duration.ofHours(3)));
    LeafCounts tomorrow = count(book, TOMORROW);
    LeafCounts next = count(book, TOMORROW.plus(Duration.ofDays(1)));

    // Then no more were held than may be
    assertThat(held).isEqualTo(6 + 6 + 10 + 3);
    assertThat(inTime.of("a/")).isEqualTo(new Distinct(6));
    assertThat(tooMany.of("a/")).isEqualTo(new TooMany());
    assertThat(after.of("a/")).isEqualTo(new TooMany());
    assertThat(tomorrow.of("a/")).isEqualTo(new TooMany());
    assertThat(next.of("a/")).isEqualTo(new Distinct(0));
  }

  @Test
  void whereNothingMayBeToldNobodyIsCountedAndNobodyIsKept() {
    // Given
    SightingBook book = new SightingBook(store, TABLE);
    book.add(SERIES, NOON, 1, "a/");
    book.add(SERIES, NEXT, 1, "a/");

    // When
    LeafCounts none = book.count(SERIES, NOON, admission, OptionalInt.empty());
    LeafCounts next = count(book, NEXT);

    // Then it did not cost a leaf of the day
    assertThat(none.byLevel()).isEmpty();
    assertThat(next.of("a/")).isEqualTo(new Distinct(1));
  }

  @Test
  void forgetsWhatIsOver() {
    // Given
    SightingBook book = new SightingBook(store, TABLE);
    book.add(SERIES, NOON, 1, "a/");
    count(book, NOON);
    book.add(SERIES, NEXT, 1, "a/");
    book.add(SERIES, TOMORROW, 1, "a/");
    book.add(SERIES + 1, NOON, 1, "a/");

    // When
    book.forget(SERIES, TOMORROW);
    long left = rows();
    book.keepOnly(Set.of(SERIES + 1));
    long other = rows();
    book.keepOnly(Set.of());

    // Then
    assertThat(left).isEqualTo(4);
    assertThat(other).isEqualTo(2);
    assertThat(rows()).isZero();
  }
}
